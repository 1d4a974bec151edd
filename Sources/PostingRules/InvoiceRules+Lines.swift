import Accounting
import Autotask
import Findings
import QBXML
import Settings

/// The lines of an invoice: one for each line that Autotask prints.
extension InvoiceRules {
  mutating func post(_ line: BilledLine, _ taxComputed: Bool, into lines: inout [InvoiceLine]) {
    let item = line.item
    guard let match = itemMatch(of: item) else { return }
    var quantity: Quantity?
    var rate: Rate?
    if match.kind != "ItemDiscount", let billed = item.quantity, billed.units != 0 {
      quantity = billed
      if let price = item.rate, billed.times(price) == line.amount { rate = price }
    }
    let reference = classReference(of: item)
    // A printed line of one item may have its own text too.
    let text = described(
      item.groupDescription ?? InvoiceRules.description(of: item), CollectionOfOne(item))
    lines.append(
      InvoiceLine(
        item: match.reference, description: text.isEmpty ? nil : text, quantity: quantity, rate: rate,
        class: reference, amount: rate == nil ? line.amount : nil, serviceDate: item.date,
        salesTaxCode: salesTaxCode(of: item, taxComputed)))
    InvoiceRules.divideLast(of: &lines)
  }

  /// Puts lines of text alone behind the last one for what is too long for it.
  static func divideLast(of lines: inout [InvoiceLine]) {
    guard let text = lines[lines.count - 1].description, !TextFitting.isShort(text, limit: 4_095) else {
      return
    }
    let pieces = TextFitting.pieces(text, limit: 4_095)
    lines[lines.count - 1].description = pieces.first
    for piece in pieces.dropFirst() { lines.append(InvoiceLine(description: piece)) }
  }

  /// The text of a line as QuickBooks keeps it.
  mutating func described(_ text: String, _ items: some Collection<BillingItem>) -> String {
    fit(
      withOrganizations(text, of: items), "the description of billing item \(items[items.startIndex].id)",
      keepsLines: true)
  }

  /// An organization that is billed through another one is named in the description, and nowhere else.
  private mutating func withOrganizations(_ text: String, of items: some Collection<BillingItem>) -> String {
    if items.allSatisfy({ $0.organization == nil || $0.organization == source.invoice.organization }) {
      return text
    }
    var names: [String] = []
    for item in items {
      guard let id = item.organization, id != source.invoice.organization, id.rawValue != 0 else { continue }
      guard let name = source.otherOrganizations[id] else {
        hold(
          .organizationMissing,
          "organization \(id) of billing item \(item.id)\(named(item)) has not arrived in any export, and its name"
            + " belongs into the description",
          "Export Companies with organization \(id) and drop the file into inbox/; the invoice then goes by itself."
        )
        continue
      }
      if !names.contains(name), !text.contains(name) { names.append(name) }
    }
    if names.isEmpty { return text }
    let lead = names.joined(separator: ", ")
    return text.isEmpty ? lead : "\(lead): \(text)"
  }

  // MARK: Items

  mutating func itemSource(of line: BillingItem) -> ItemSource? {
    let charge: Charge? = if case .charge(let id) = line.origin { source.charges[id] } else { nil }
    do { return try context.finder.source(of: line, charge: charge) } catch {
      holdUnnamed(line, error)
      return nil
    }
  }

  private mutating func itemMatch(of line: BillingItem) -> ItemMatch? {
    guard let source = itemSource(of: line) else { return nil }
    if let known = matches[source] { return known }
    let match = context.finder.match(source)
    matches[source] = match
    use(match)
    return match
  }

  private mutating func holdUnnamed(_ line: BillingItem, _ problem: ItemSourceProblem) {
    let lead = "billing item \(line.id)\(named(line))"
    let setting = "item-names of connector \(context.connector.name) in autopost.yaml"
    switch problem {
    case .billingCodeMissing:
      hold(
        .billingCodeMissing, "\(lead) has no billing code",
        "Choose a billing code in Autotask, then export the invoice again.")
    case .billingCodeUnknown(let id):
      hold(
        .billingCodeUnknown,
        "billing code \(id) of \(lead) has not arrived in any export",
        "Export BillingCodes with billing code \(id) and drop the file into inbox/; the invoice then goes by itself."
      )
    case .billingCodeNameUnknown(let name):
      hold(
        .billingCodeUnknown,
        "\(lead) names the billing code \"\(name)\", and no billing code of that name, or more than one, has arrived",
        "Export BillingCodes, or the billing item with the column Billing Code ID, and drop the file into inbox/; the"
          + " invoice then goes by itself.")
    case .unknown(let entity, let id):
      if !saidProblems.insert(problem).inserted { return }
      hold(
        .itemSourceUnknown,
        "\(InvoiceRules.word(entity)) \(id) of \(lead) has not arrived in any export, and the settings name its item"
          + " after it",
        "Export \(entity.rawValue) and drop the file into inbox/; the invoice then goes by itself. Or change \(setting)."
      )
    case .missing(let what):
      hold(
        .itemSourceUnknown, "\(lead) has no \(what), and the settings name its item after it",
        "Give it one in Autotask and export it again, or change \(setting).")
    }
  }

  /// Takes over what a match asks for and says.
  mutating func use(_ match: ItemMatch) {
    for ensure in match.ensures { add(ensure) }
    for finding in match.findings {
      var finding = finding
      finding.item = item
      if finding.severity == .held {
        if !held.contains(finding) { held.append(finding) }
      } else if !notices.contains(finding) {
        notices.append(finding)
      }
    }
  }

  mutating func roundingLine(_ amount: Amount) -> InvoiceLine {
    var line = InvoiceLine()
    use(context.finder.roundingItem)
    line.item = context.finder.roundingItem.reference
    line.description = "Rounding"
    line.amount = amount
    if let preferences = context.lists?.preferences, preferences.usesSalesTax {
      line.salesTaxCode = preferences.nonTaxableCode.map { .fullName($0) }
    }
    return line
  }

  mutating func classReference(of line: BillingItem) -> Reference? {
    guard context.mapsClasses, let lists = context.lists, lists.preferences.usesClasses else { return nil }
    var business = ""
    // A contract's line of business goes before that of the ticket or project.
    if let id = line.contract.flatMap({ context.sources.contractLines[$0] }) ?? line.lineOfBusiness {
      guard let name = context.linesOfBusiness[id] else {
        hold(
          .lineOfBusinessUnknown,
          "line of business \(id) of billing item \(line.id)\(named(line)) has not arrived in any export, so its class"
            + " is not known",
          "Export OrganizationalLevelAssociations, OrganizationalLevel1s and OrganizationalLevel2s and drop the files"
            + " into inbox/; the invoice then goes by itself.")
        return nil
      }
      business = name
    } else if let name = line.lineOfBusinessName ?? source.invoice.lineOfBusinessName {
      business = name
    }
    guard let name = context.mappings.className(context.connector.name, lineOfBusiness: business) else {
      return nil
    }
    if let entry = lists.classes.named(name) { return .listID(entry.listID) }
    hold(
      .classMissing,
      "the line of business \"\(business)\" is mapped to the class \"\(name)\", which the company file of connector"
        + " \(context.connector.name) does not have",
      "Create the class in QuickBooks (Lists > Class List > New) and run autopost run --refresh lists, or correct"
        + " mappings/classes.csv; what waits for it then goes by itself.")
    return nil
  }

  /// Taxable when Autotask taxed the line; where it computed no tax at all, when a tax category stands on the line
  /// or its billing code, for then QuickBooks is the one that computes.
  func salesTaxCode(of line: BillingItem, _ taxComputed: Bool) -> Reference? {
    guard let codes = context.salesTaxCodes else { return nil }
    if context.connector.taxes == .autotask { return codes.nonTaxable }
    let isTaxable: Bool
    if let tax = line.tax, tax.units != 0 {
      isTaxable = true
    } else if taxComputed {
      isTaxable = false
    } else {
      let code = line.billingCode.flatMap { context.billingCodes[$0] }
      isTaxable = hasTaxedCategory(line, code)
    }
    return isTaxable ? codes.taxable : codes.nonTaxable
  }

  /// Whether a tax category on which a tax stands belongs to the line, or to its billing code.
  private func hasTaxedCategory(_ line: BillingItem, _ code: BillingCode?) -> Bool {
    if let category = line.taxCategory { return context.sources.isTaxed(category: category) }
    if let name = line.taxCategoryName { return context.sources.isTaxed(categoryNamed: name) }
    if let category = code?.taxCategory { return context.sources.isTaxed(category: category) }
    return code?.isTaxable == true
  }
}
