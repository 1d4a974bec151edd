import Accounting
import Autotask
import Findings
import QBXML
import Settings

/// What a billing code, or another name, is in QuickBooks; the same for every line that bears it.
struct ItemMatch: Sendable {
  /// Nil when no line may go with it; then a finding of severity `held` says why.
  var reference: Reference?
  /// As QuickBooks says it, `ItemDiscount`; empty for an item that is still to be made.
  var kind = ""
  /// Parents first.
  var ensures: [Ensure] = []
  /// Without the item they concern.
  var findings: [Finding] = []
}

/// Finds the QuickBooks item of a name.
struct ItemMatching {
  let connector: Connector
  let mappings: Mappings
  let lists: CompanyLists?
  /// Cut names that stand for more than one name in Autotask, by their folded form.
  let colliding: [String: [String]]

  /// The item of a billing code.
  func match(_ code: BillingCode) -> ItemMatch {
    match(
      code.name, words: "billing code \(code.id) \"\(code.name)\"", kind: .service,
      account: mappings.account(connector.name, billingCode: code.name) ?? PostingContext.defaultAccount)
  }

  func match(_ name: String, words: String, kind: ItemAdd.Kind, account: String) -> ItemMatch {
    var match = ItemMatch()
    func held(_ id: FindingID, _ problem: String, _ remedy: String) -> ItemMatch {
      var match = match
      match.findings.append(Finding(id, .held, problem: problem, remedy: remedy))
      return match
    }
    let listName: ListName
    do {
      listName = try ListNames.listName(from: name, limit: ItemNaming.limit, cuts: true)
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
        "Rename it in Autotask and export BillingCodes again.")
    }
    let fullName = listName.fullName
    for level in listName.withParents {
      guard let others = colliding[ItemNaming.folded(level.fullName)] else { continue }
      let names = others.prefix(4).map { "\"\($0)\"" }.joined(separator: " and ")
      return held(
        .itemNameCollision,
        "cut to the 31 characters QuickBooks holds, \(names) become one item \"\(level.fullName)\"",
        "Rename one of them in Autotask so that the first 31 characters differ, and export BillingCodes again."
      )
    }
    if listName.isCut {
      match.findings.append(
        Finding(
          .itemNameCut, .notice,
          problem: "\(words) is longer than the 31 characters QuickBooks holds; its item is \"\(fullName)\"",
          remedy: "Shorten the name in Autotask if the item must show all of it."))
    }
    let replaced = TextFitting.fit(name, keepsLines: false).replaced
    if !replaced.isEmpty {
      match.findings.append(
        Finding(
          .textReplaced, .notice,
          problem: "in the name of \(words) characters that QuickBooks cannot keep are replaced:"
            + " \(replaced.joined(separator: ", "))",
          remedy:
            "Nothing is to be done unless the original characters matter; then change the text in Autotask."))
    }
    if let entry = lists?.items.named(fullName) {
      let unusable = ["ItemSubtotal", "ItemPayment", "ItemSalesTax", "ItemSalesTaxGroup", "ItemGroup"]
      if unusable.contains(entry.kind) {
        return held(
          .itemKindUnusable,
          "\(words) belongs to the QuickBooks item \"\(entry.fullName)\", which is of the kind \(entry.kind) and"
            + " cannot stand on an invoice line of its own",
          "Rename the item in QuickBooks (Lists > Item List) or the billing code in Autotask.")
      }
      match.reference = .listID(entry.listID)
      match.kind = entry.kind
      return match
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
    var accountReference = Reference.fullName(account)
    if let entry = lists?.accounts.named(account) {
      accountReference = .listID(entry.listID)
    } else if let lists {
      guard connector.creates(.accounts) else {
        return held(
          .accountMissing,
          "the company file of connector \(connector.name) has no account \"\(account)\", which new items need",
          "Create an Income account \"\(account)\" in QuickBooks (Lists > Chart of Accounts > Account > New) and"
            + " run autopost run --refresh lists; what waits for it then goes by itself.")
      }
      match.ensures += accounts(account, lists)
    }
    match.reference = .fullName(fullName)
    for level in listName.withParents where lists?.items.named(level.fullName) == nil {
      match.ensures.append(
        Ensure(
          .item(
            ItemToCreate(
              name: level, kind: kind, account: accountReference,
              parent: level.parentReference(in: lists?.items)))))
    }
    return match
  }

  /// An account and those above it that QuickBooks does not have.
  private func accounts(_ fullName: String, _ lists: CompanyLists) -> [Ensure] {
    let levels = fullName.split(separator: ":").map { ListNames.trimmed($0) }
    return ListName(levels: levels, isCut: false).withParents
      .filter { lists.accounts.named($0.fullName) == nil }.map { Ensure(.account($0)) }
  }
}
