import Accounting
import Autotask
import Findings
import QBXML
import Settings

/// What a billing code, or another name, is in QuickBooks; the same for every line that bears it.
final class ItemMatch: Sendable {
  /// Nil when no line may go with it; then a finding of severity `held` says why.
  let reference: Reference?
  /// As QuickBooks says it, `ItemDiscount`; empty for an item that is still to be made.
  let kind: String
  /// Parents first.
  let ensures: [Ensure]
  /// Without the item they concern.
  let findings: [Finding]

  init(
    _ reference: Reference?, kind: String = "", ensures: [Ensure] = [], findings: [Finding] = []
  ) {
    self.reference = reference
    self.kind = kind
    self.ensures = ensures
    self.findings = findings
  }

  /// No line may go with it.
  convenience init(_ findings: Finding...) { self.init(nil, findings: findings) }
}

/// Finds the QuickBooks item of a name.
struct ItemMatching {
  let connector: Connector
  let mappings: Mappings
  let lists: CompanyLists?
  /// Cut names that stand for more than one name in Autotask, by their folded form.
  let colliding: [String: [String]]

  func match(_ wanted: Wanted) -> ItemMatch { mapped(wanted) ?? named(wanted) }

  /// The item that `items.csv` gives the name; nil where it says nothing.
  private func mapped(_ wanted: Wanted) -> ItemMatch? {
    let forms = [
      wanted.name, wanted.name.split(separator: "~").map { ListNames.trimmed($0) }.joined(separator: ":"),
    ]
    guard
      let fullName = forms.lazy.compactMap({ form in
        wanted.lineKind.map { mappings.item(connector.name, $0, form) }
          ?? mappings.item(connector.name, anyKind: form)
      }).first
    else { return nil }
    guard let lists else { return ItemMatch(.fullName(fullName)) }
    if let entry = lists.items.named(fullName) { return existing(entry, wanted) }
    return ItemMatch(
      Finding(
        .itemMappingUnknown, .held,
        problem: "\(wanted.words) is mapped to the item \"\(fullName)\", which QuickBooks does not have",
        remedy:
          "Correct the row in mappings/items.csv, or create \"\(fullName)\" in QuickBooks (Lists > Item List >"
          + " New); the invoice goes after the next lists answer, which autopost run --refresh lists asks for at once."
      ))
  }

  /// An item that QuickBooks has, unless it cannot stand on a line.
  private func existing(_ entry: ListEntry, _ wanted: Wanted) -> ItemMatch {
    let unusable = ["ItemSubtotal", "ItemPayment", "ItemSalesTax", "ItemSalesTaxGroup", "ItemGroup"]
    if unusable.contains(entry.kind) {
      return ItemMatch(
        Finding(
          .itemKindUnusable, .held,
          problem:
            "\(wanted.words) belongs to the QuickBooks item \"\(entry.fullName)\", which is of the kind"
            + " \(entry.kind) and cannot stand on an invoice line of its own",
          remedy:
            "Rename the item in QuickBooks (Lists > Item List), or name another one in mappings/items.csv."))
    }
    if wanted.avoidsStock, entry.kind == "ItemInventory" || entry.kind == "ItemInventoryAssembly" {
      return ItemMatch(
        Finding(
          .itemLowersStock, .held,
          problem:
            "\(wanted.words) belongs to the inventory part \"\(entry.fullName)\", whose stock the line would"
            + " lower although decrement-inventory is no",
          remedy:
            "Name an item that is no inventory part in mappings/items.csv, or write decrement-inventory: yes"
            + " below connector \(connector.name) in autopost.yaml if QuickBooks keeps the stock."))
    }
    return ItemMatch(.listID(entry.listID), kind: entry.kind)
  }

  private func named(_ wanted: Wanted) -> ItemMatch {
    let words = wanted.words
    let name = wanted.name
    var findings: [Finding] = []
    func held(_ id: FindingID, _ problem: String, _ remedy: String) -> ItemMatch {
      ItemMatch(nil, findings: findings + [Finding(id, .held, problem: problem, remedy: remedy)])
    }
    let listName: ListName
    do {
      listName = try ListNames.listName(from: name, limit: ItemNames.limit, cuts: true)
    } catch {
      let reason: String =
        switch error {
        case .empty: "has an empty part beside a ~"
        case .tooManyLevels(let count): "has \(count) levels, and QuickBooks holds five"
        case .levelTooLong(let level): "has the too long part \"\(level)\""
        case .unfit(let character): "has the character \(character), which QuickBooks cannot keep"
        }
      return held(
        .itemNameUnusable, "\(words) cannot become an item name: it \(reason)",
        "Rename it in Autotask and export \(wanted.entity.rawValue) again, or name its item in mappings/items.csv."
      )
    }
    let fullName = listName.fullName
    if let (fullName, others) = collision(listName, wanted.parts) {
      let names = others.prefix(4).map { "\"\($0)\"" }.joined(separator: " and ")
      return held(
        .itemNameCollision,
        "cut to the 31 characters QuickBooks holds, \(names) become one item \"\(fullName)\"",
        "Rename one of them in Autotask so that the first 31 characters differ, and export \(wanted.entity.rawValue)"
          + " again, or name the item of each in mappings/items.csv.")
    }
    if listName.isCut {
      findings.append(
        Finding(
          .itemNameCut, .notice,
          problem: "\(words) is longer than the 31 characters QuickBooks holds; its item is \"\(fullName)\"",
          remedy: "Shorten the name in Autotask if the item must show all of it."))
    }
    let replaced = TextFitting.fit(name, keepsLines: false).replaced
    if !replaced.isEmpty {
      findings.append(
        Finding(
          .textReplaced, .notice,
          problem: "in the name of \(words) characters that QuickBooks cannot keep are replaced:"
            + " \(replaced.joined(separator: ", "))",
          remedy:
            "Nothing is to be done unless the original characters matter; then change the text in Autotask."))
    }
    if let entry = lists?.items.named(fullName) {
      let found = existing(entry, wanted)
      return ItemMatch(found.reference, kind: found.kind, findings: findings + found.findings)
    }
    guard lists == nil || connector.creates(.items) else {
      return held(
        .itemCreationOff,
        "the company file of connector \(connector.name) has no item \"\(fullName)\" for \(words), and the settings do not"
          + " let items be created",
        "Create the item in QuickBooks (Lists > Item List > New) and run autopost run --refresh lists, or add items to"
          + " create: of connector \(connector.name) in autopost.yaml; what waits for it then goes by itself."
      )
    }
    guard let account = wanted.account else {
      return held(
        .taxAccountMissing,
        "taxes: autotask needs an account for the item \"\(fullName)\" of connector \(connector.name), and"
          + " mappings/accounts.csv names none",
        "Add the row \(connector.name),\(fullName),ACCOUNT to mappings/accounts.csv; ACCOUNT is the account of the type"
          + " Other Current Liability on which sales tax is collected.")
    }
    var ensures: [Ensure] = []
    var accountReference = Reference.fullName(account)
    if let entry = lists?.accounts.named(account) {
      accountReference = .listID(entry.listID)
      if wanted.isTax, entry.kind != "OtherCurrentLiability" {
        return held(
          .taxAccountMissing,
          "the account \"\(account)\" that mappings/accounts.csv gives the item \"\(fullName)\" is of the type"
            + " \(entry.kind) in QuickBooks",
          "Name an account of the type Other Current Liability in mappings/accounts.csv.")
      }
    } else if let lists {
      guard connector.creates(.accounts), !wanted.isTax else {
        let type = wanted.isTax ? "Other Current Liability" : "Income"
        return held(
          .accountMissing,
          "the company file of connector \(connector.name) has no account \"\(account)\", which new items need",
          "Create an \(type) account \"\(account)\" in QuickBooks (Lists > Chart of Accounts > Account > New) and"
            + " run autopost run --refresh lists; what waits for it then goes by itself.")
      }
      ensures += accounts(account, lists)
    }
    let kind = self.kind(of: listName, wanted.kind)
    for level in listName.withParents where lists?.items.named(level.fullName) == nil {
      ensures.append(
        Ensure(
          .item(
            ItemToCreate(
              name: level, kind: kind, account: accountReference,
              parent: level.parentReference(in: lists?.items)))))
    }
    return ItemMatch(.fullName(fullName), ensures: ensures, findings: findings)
  }

  /// A sub-item is of its parent's kind, for QuickBooks takes no other.
  private func kind(of name: ListName, _ wanted: ItemAdd.Kind) -> ItemAdd.Kind {
    for parent in name.withParents.dropLast().reversed() {
      if let entry = lists?.items.named(parent.fullName) {
        return ItemAdd.Kind(rawValue: entry.kind) ?? wanted
      }
    }
    return wanted
  }

  /// Names that are one when they are cut: of the whole, or of a part it is put together from.
  private func collision(_ whole: ListName, _ parts: [String]) -> (String, [String])? {
    var names = whole.withParents
    for part in parts.count > 1 ? parts : [] {
      names += ItemNames.listName(part)?.withParents ?? []
    }
    for name in colliding.isEmpty ? [] : names {
      if let others = colliding[ItemNames.folded(name.fullName)] { return (name.fullName, others) }
    }
    return nil
  }

  /// An account and those above it that QuickBooks does not have.
  private func accounts(_ fullName: String, _ lists: CompanyLists) -> [Ensure] {
    let levels = fullName.split(separator: ":").map { ListNames.trimmed($0) }
    return ListName(levels: levels, isCut: false).withParents
      .filter { lists.accounts.named($0.fullName) == nil }.map { Ensure(.account($0)) }
  }
}
