import Accounting
import Autotask
import Findings
import QBXML
import Settings

/// Judges one invoice: may it go, and as what.
public struct InvoiceRules {
  let context: PostingContext
  let source: InvoiceCase
  var held: [Finding] = []
  var notices: [Finding] = []
  var ensures: [Ensure] = []
  var ensured: Set<Ensure> = []
  /// The matches that have been taken over, by what they name.
  var matches: [ItemSource: ItemMatch] = [:]
  var saidProblems: Set<ItemSourceProblem> = []
  /// The address of the organization, and the name above it.
  private var customerAddress: (name: String, address: FittedAddress?)?

  private init(_ source: InvoiceCase, _ context: PostingContext) {
    self.source = source
    self.context = context
  }

  /// As findings name it.
  var item: String { source.key.description }

  /// All that stands against it is said at once.
  public static func judge(_ source: InvoiceCase, in context: PostingContext) -> Judgement {
    var rules = InvoiceRules(source, context)
    return rules.judge()
  }

  /// What is printed on the line: the template's text where the export has it, else the description, else the name.
  static func description(of line: BillingItem) -> String {
    line.fullDescription ?? line.summary ?? line.itemName ?? ""
  }

  mutating func hold(_ id: FindingID, _ problem: String, _ remedy: String) {
    held.append(Finding(id, .held, problem: problem, remedy: remedy, item: item))
  }

  mutating func note(_ id: FindingID, _ problem: String, _ remedy: String) {
    let finding = Finding(id, .notice, problem: problem, remedy: remedy, item: item)
    if !notices.contains(finding) { notices.append(finding) }
  }

  private mutating func judge() -> Judgement {
    let invoice = source.invoice
    if invoice.isVoided {
      hold(
        .voided, "invoice \(invoice.id) is voided in Autotask",
        "Nothing is to be done: a voided invoice is not transferred.")
      return .held(held)
    }
    if let (mark, when) = invoice.transferMark, !source.isRetransfer {
      return .transferredBefore(
        when: when,
        Finding(
          .alreadyTransferred, .notice,
          problem:
            "invoice \(invoice.id) was transferred before, says Autotask (\(mark))",
          remedy: "Nothing is to be done; to post it again although that makes a duplicate, run"
            + " autopost retransfer --duplicate \(item).", item: item))
    }
    hold(invoice.problems)
    for line in source.lines { hold(line.problems) }
    hold(source.organization?.problems ?? [])
    if !held.isEmpty { return .held(held) }
    // Without these the rest can still be looked at.
    let minor = ["totalTaxValue", "isVoided", "taxDollars"]
    if !checkLeftOut().allSatisfy({ minor.contains($0) }) { return .held(held) }
    guard let organization = completeOrganization(), let date = invoice.date, let amounts = reconciled()
    else {
      if invoice.date == nil, held.isEmpty {
        hold(
          .fieldInvalid, "invoice \(invoice.id) has no invoice date (invoiceDateTime)",
          "Export the invoice again with the field invoiceDateTime.")
      }
      return .held(held)
    }
    checkEligibility(date, amounts)
    return post(organization, date, amounts)
  }

  // MARK: What must have arrived

  private mutating func hold(_ problems: [FieldProblem]) {
    for problem in problems {
      hold(
        .fieldInvalid,
        "\(InvoiceRules.word(problem.entity)) \(problem.id): the field \(problem.field) \"\(problem.value)\" \(problem.expected)",
        "Correct \(problem.field) in Autotask, or in the exporting program, and export the record again.")
    }
  }

  /// Absent is not null: what no export has brought is not known to be nothing.
  /// - Returns: the fields that are missing.
  private mutating func checkLeftOut() -> Set<String> {
    let invoice = source.invoice
    if invoice.leftOut.isEmpty, source.lines.allSatisfy({ $0.leftOut.isEmpty }) { return [] }
    var all = Set(invoice.leftOut)
    func hold(_ fields: [String], _ entity: Entity, _ words: String) {
      let list = fields.joined(separator: ", ")
      self.hold(
        .fieldsLeftOut,
        "no export has brought the \(fields.count == 1 ? "field" : "fields") \(list) of \(words)",
        "Export \(entity.rawValue) again without IncludeFields, or with \(list) among them, and drop the file into"
          + " inbox/; the invoice then goes by itself.")
    }
    if !invoice.leftOut.isEmpty { hold(invoice.leftOut, .invoices, "invoice \(invoice.id)") }
    // One export leaves out the same fields of every line.
    var said: [[String]: [BillingItemID]] = [:]
    for line in source.lines where !line.leftOut.isEmpty {
      said[line.leftOut, default: []].append(line.id)
      all.formUnion(line.leftOut)
    }
    for (fields, lines) in said.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      let shown = lines.prefix(3).map(\.description).joined(separator: ", ")
      let more = lines.count > 3 ? " and \(lines.count - 3) more" : ""
      hold(
        fields, .billingItems,
        "billing \(lines.count == 1 ? "item" : "items") \(shown)\(more) of invoice \(invoice.id)")
    }
    return all
  }

  private mutating func completeOrganization() -> Organization? {
    let invoice = source.invoice
    guard let id = invoice.organization else {
      if let name = invoice.organizationName {
        hold(
          .organizationMissing,
          "invoice \(invoice.id) names the organization \"\(name)\", and no organization of that name, or more than"
            + " one, has arrived",
          "Export Companies with that organization, or the invoice with the column Organization ID, and drop the file"
            + " into inbox/; the invoice then goes by itself.")
        return nil
      }
      hold(
        .organizationMissing, "invoice \(invoice.id) names no organization (companyID)",
        "Export the invoice again with the field companyID.")
      return nil
    }
    guard let organization = source.organization, !organization.name.isEmpty else {
      hold(
        .organizationMissing,
        "organization \(id) of invoice \(invoice.id) has not arrived in any export",
        "Export Companies with organization \(id) and drop the file into inbox/; the invoice then goes by itself."
      )
      return nil
    }
    return organization
  }

  private mutating func reconciled() -> BilledAmounts? {
    let invoice = source.invoice
    guard let total = invoice.total else {
      hold(
        .totalMissing, "invoice \(invoice.id) has no total (invoiceTotal)",
        "Export the invoice again with the field invoiceTotal.")
      return nil
    }
    if source.lines.isEmpty {
      hold(
        .linesMissing,
        "no line of invoice \(invoice.id) (total \(total.text(atLeast: 2))) has arrived in any export",
        "Export BillingItems with invoiceID \(invoice.id) and drop the file into inbox/; the invoice then goes by"
          + " itself.")
      return nil
    }
    if let amounts = BilledAmounts(total: total, tax: invoice.tax ?? .zero, lines: source.lines) {
      return amounts
    }
    hold(
      .doesNotReconcile,
      "the \(source.lines.count == 1 ? "one line" : "\(source.lines.count) lines") of invoice \(invoice.id)"
        + " \(source.lines.count == 1 ? "does" : "do") not add up to its total"
        + " \(total.text(atLeast: 2)) (sums: \(BilledAmounts.sumsInWords(source.lines)))",
      "Export all BillingItems with invoiceID \(invoice.id) again; if the sums still differ, correct the invoice in"
        + " Autotask, or enter it by hand and run autopost resolve \(item) --by-hand --reason TEXT.")
    return nil
  }

  // MARK: Eligibility

  private mutating func checkEligibility(_ date: CalendarDate, _ amounts: BilledAmounts) {
    let invoice = source.invoice
    if let gross = amounts.net.adding(amounts.tax), gross.isNegative {
      hold(
        .negativeTotal, "invoice \(invoice.id) has the negative total \(gross)",
        "Enter a credit memo of \(gross.negated) for the customer in QuickBooks (Customers > Create Credit"
          + " Memos/Refunds), then run autopost resolve \(item) --by-hand --reason TEXT.")
    }
    if let start = context.connector.transferFrom, date < start, !source.isMadeReady {
      hold(
        .beforeStart, "invoice \(invoice.id) is dated \(date), before transfer-from \(start)",
        "Leave it if it is in QuickBooks already; else run autopost ready \(item), or write an earlier transfer-from below"
          + " connector \(context.connector.name) in autopost.yaml, from which on all invoices go.")
    }
    if let closing = context.lists?.preferences.closingDate, date <= closing {
      hold(
        .periodClosed,
        "invoice \(invoice.id) is dated \(date), and the company file is closed up to \(closing)",
        "In QuickBooks open the period (Edit > Preferences > Accounting > Company Preferences > Set Date/Password)"
          + " and run autopost run --refresh lists, or void the invoice in Autotask and bill it anew with a later"
          + " date.")
    }
    for (line, other) in source.billedElsewhere.sorted(by: { $0.key < $1.key }) {
      hold(
        .billedTwice, "billing item \(line) of invoice \(invoice.id) stands in \(other) already",
        "Look at both invoices in Autotask and void the wrong one; when \(other) was voided, void it in QuickBooks"
          + " too and run autopost resolve \(other) --not-in-quickbooks --reason TEXT.")
    }
  }

  // MARK: The posting

  private mutating func post(
    _ organization: Organization, _ date: CalendarDate, _ amounts: BilledAmounts
  ) -> Judgement {
    let invoice = source.invoice
    var customerEntry: ListEntry?
    var reference: Reference?
    var customerName = organization.name
    switch CustomerMatching(context: context, item: source.key).match(
      organization, known: source.knownCustomer)
    {
    case .existing(let entry):
      customerEntry = entry
      reference = .listID(entry.listID)
      customerName = entry.fullName
    case .create(let name):
      _ = fit(organization.name, "the name of organization \(organization.id)", keepsLines: false)
      reference = .fullName(name.fullName)
      customerName = name.fullName
      ensureCustomer(name, organization)
    case .held(let finding):
      held.append(finding)
    }
    let transmission = transmission(of: organization)
    // A customer that is not settled yet has been spoken of already.
    if reference != nil {
      checkCurrency(organization, customerEntry)
      if transmission.isToBeEmailed, context.lists != nil, customerEntry?.hasEmail != true {
        holdForEmail(customerName, exists: customerEntry != nil)
      }
    }
    var request = InvoiceAdd(customer: reference ?? .fullName(customerName))
    request.date = date
    request.billAddress = billAddress(organization, named: ListNames.lastLevel(of: customerName))
    request.refNumber = refNumber()
    if let order = InvoiceRules.purchaseOrderNumber(of: invoice, lines: source.lines) {
      let fitted = fit(order, "the purchase order number of invoice \(invoice.id)", keepsLines: false)
      if fitted.utf16.count > 25 {
        note(
          .purchaseOrderNumberCut,
          "the purchase order number \"\(fitted)\" of invoice \(invoice.id) is cut to the 25 characters QuickBooks"
            + " holds", "Shorten it in Autotask if the customer needs all of it.")
      }
      request.poNumber = ListNames.trimmed(fitted.prefix(25))
    }
    request.isToBePrinted = transmission.isToBePrinted
    request.isToBeEmailed = transmission.isToBeEmailed
    let autotaskComputedTax = amounts.tax.units != 0
    request.lines = postedLines(amounts, autotaskComputedTax)
    if amounts.rounding.units != 0 { request.lines.append(roundingLine(amounts.rounding)) }
    addTax(amounts.tax, &request)
    addTerms(&request)
    if !held.isEmpty { return .held(held) }
    return .postable(
      InvoicePosting(
        item: source.key, organization: organization.id, request: request, ensures: ensures, net: amounts.net,
        tax: amounts.tax, billingItems: source.lines.map(\.id),
        travelled: TravelledFacts(invoice, lines: source.lines, billed: amounts), notices: notices))
  }

  /// The lines in the order in which Autotask prints them.
  private mutating func postedLines(_ amounts: BilledAmounts, _ taxComputed: Bool) -> [InvoiceLine] {
    let lines = zip(source.lines, amounts.lines).map { BilledLine(item: $0, amount: $1) }
      .sorted { ($0.item.sortOrder ?? Int64.max, $0.item.id) < ($1.item.sortOrder ?? Int64.max, $1.item.id) }
    var posted: [InvoiceLine] = []
    posted.reserveCapacity(lines.count + 2)
    matches.reserveCapacity(lines.count)
    ensured.reserveCapacity(lines.count + 2)
    ensures.reserveCapacity(lines.count + 2)
    var next = 0
    while next < lines.count {
      var end = next + 1
      // Billing items of one printed line stand side by side.
      if let sortOrder = lines[next].item.sortOrder {
        while end < lines.count, lines[end].item.sortOrder == sortOrder { end += 1 }
      }
      if end == next + 1 {
        post(lines[next], taxComputed, into: &posted)
      } else {
        post(group: lines[next..<end], taxComputed, into: &posted)
      }
      next = end
    }
    return posted
  }

  private mutating func billAddress(_ organization: Organization, named name: String) -> Address? {
    let address = fittedAddress(organization, named: name)
    if let address, !address.cut.isEmpty {
      note(
        .addressCut,
        "the bill-to address of organization \(organization.id) \"\(organization.name)\" is longer than"
          + " QuickBooks holds; cut: \(address.cut.joined(separator: ", "))",
        "Shorten it in Autotask if the printed invoice must show all of it.")
    }
    AddressFitting.eachText(of: organization) { text in
      _ = fit(text, "the address of organization \(organization.id)", keepsLines: false)
    }
    return address?.address
  }

  /// A customer that is made gets the address that its first invoice has.
  private mutating func fittedAddress(_ organization: Organization, named name: String) -> FittedAddress? {
    if let known = customerAddress, known.name == name { return known.address }
    let address = AddressFitting.address(of: organization, name: name)
    customerAddress = (name, address)
    return address
  }

  private mutating func holdForEmail(_ customer: String, exists: Bool) {
    let transmission = "or change the organization's transmission method in Autotask"
    if exists {
      hold(
        .emailAddressMissing,
        "invoice \(source.invoice.id) is to be e-mailed, and the customer \"\(customer)\" has no e-mail address in"
          + " QuickBooks",
        "Enter the address in QuickBooks (Customers > Customer Center > \(customer) > Edit > Main Email) and run"
          + " autopost run --refresh lists, \(transmission).")
    } else {
      hold(
        .emailAddressMissing,
        "invoice \(source.invoice.id) is to be e-mailed, and QuickBooks has no customer \"\(customer)\" yet, so no"
          + " address for it",
        "Create the customer with its Main Email in QuickBooks (Customers > Customer Center > New Customer) and run"
          + " autopost run --refresh lists, \(transmission).")
    }
  }

  /// Autotask's number, where the settings take numbers from there; it is never cut.
  private mutating func refNumber() -> String? {
    guard context.connector.invoiceNumbers == .autotask else { return nil }
    let id = source.invoice.id
    let quickBooks =
      "or write invoice-numbers: quickbooks below connector \(context.connector.name) in autopost.yaml"
    let number = ListNames.trimmed(
      fit(source.invoice.number ?? "", "the number of invoice \(id)", keepsLines: false))
    if number.isEmpty {
      hold(
        .numberMissing,
        "invoice \(id) has no invoice number in Autotask, from where the settings take it"
          + " (invoice-numbers: autotask)",
        "Number the invoice in Autotask and export it again, \(quickBooks).")
      return nil
    }
    if number.utf16.count > 11 {
      hold(
        .numberTooLong,
        "the number \"\(number)\" of invoice \(id) has \(number.utf16.count) characters, and QuickBooks holds 11",
        "Shorten the number in Autotask and export the invoice again, \(quickBooks).")
      return nil
    }
    if let holder = source.numberHolder {
      hold(
        .numberShared, "invoice \(id) has the number \(number) in Autotask, which \(holder) has too",
        "Give one of the two another number in Autotask and export both again, \(quickBooks).")
      return nil
    }
    return number
  }

  /// The invoice's own, else that of its lines where they agree on one.
  static func purchaseOrderNumber(of invoice: Invoice, lines: [BillingItem]) -> String? {
    if let number = invoice.orderNumber { return number }
    guard let first = lines.lazy.compactMap(\.purchaseOrderNumber).first else { return nil }
    return lines.allSatisfy { $0.purchaseOrderNumber == nil || $0.purchaseOrderNumber == first } ? first : nil
  }

  /// Each customer has one currency in QuickBooks, and Autotask's must be the same.
  private mutating func checkCurrency(_ organization: Organization, _ customer: ListEntry?) {
    let preferences = context.lists?.preferences
    guard let house = context.houseCurrency else {
      guard let currency = organization.currency, preferences?.isMultiCurrency == true else { return }
      hold(
        .foreignCurrency,
        "organization \(organization.id) \"\(organization.name)\" has the currency number \(currency), and no"
          + " export says which currency that is",
        "Export Currencies and drop the file into inbox/; the invoice then goes by itself.")
      return
    }
    let home = preferences?.homeCurrency
    guard let currency = organization.currency, currency != house else {
      if let have = customer?.currency, let home, have.lowercased() != home.lowercased() {
        hold(
          .foreignCurrency,
          "invoice \(source.invoice.id) is in the house currency, and the customer in QuickBooks has \(have)",
          "In mappings/organizations.csv write a customer of the currency \(home) in the row of organization"
            + " \(organization.id) (like \(context.row(organization.id, "NAME"))), or correct the organization's currency in Autotask."
        )
      }
      return
    }
    let name = context.currencies[currency] ?? "number \(currency)"
    if let have = customer?.currency, CurrencyNames.isSame(have, as: name) { return }
    if let preferences, !preferences.isMultiCurrency {
      hold(
        .featureOff,
        "multiple currencies are turned off in the company file of connector \(context.connector.name), and invoices in"
          + " \(name) need them",
        "If they are to go to QuickBooks, turn them on (Edit > Preferences > Multiple Currencies > Company Preferences;"
          + " QuickBooks never lets you turn them off again), create the customers with that currency, map them in"
          + " mappings/organizations.csv and run autopost run --refresh lists; else enter each invoice by hand and run"
          + " autopost resolve ITEM --by-hand --reason TEXT.")
      return
    }
    let found = customer.map { "the customer in QuickBooks has \($0.currency ?? "the home currency")" }
    hold(
      .foreignCurrency,
      "invoice \(source.invoice.id) is in \(name), and \(found ?? "QuickBooks has no customer of that currency yet")",
      "Create the customer with the currency \(name) in QuickBooks (Customers > Customer Center > New Customer) and"
        + " map it in mappings/organizations.csv; the invoice goes after the next lists answer, which autopost run --refresh"
        + " lists asks for at once.")
  }

  private mutating func transmission(of organization: Organization) -> Transmission {
    guard let method = organization.invoiceMethod, method != "0" else {
      return context.connector.transmission
    }
    let label = (context.transmissionLabels[method] ?? method).lowercased()
    let prints = label.contains("print")
    let mails = label.contains("mail")
    switch (prints, mails) {
    case (true, true): return .both
    case (true, false): return .print
    case (false, true): return .email
    case (false, false):
      if label.isEmpty || label == "none" || label.contains("do not") { return .none }
      let said =
        context.transmissionLabels[method].map { "whose label \"\($0)\" says neither print nor e-mail" }
        ?? (Int64(method) == nil ? "which says neither print nor e-mail" : "whose label has not arrived")
      note(
        .transmissionUnknown,
        "organization \(organization.id) \"\(organization.name)\" has the transmission method \(method), \(said)"
          + ", so the settings' transmission \(context.connector.transmission.rawValue) counts",
        context.transmissionLabels[method] == nil && Int64(method) != nil
          ? "Add entityInformation/Companies.json (the answer of Companies/entityInformation/fields) to the export."
          : "Write what it is in English into autopost.yaml, like labels: {'\(context.transmissionLabels[method] ?? method)':"
            + " Print}.")
      return context.connector.transmission
    }
  }

  private mutating func ensureCustomer(_ name: ListName, _ organization: Organization) {
    for level in name.withParents {
      if context.lists?.customers.named(level.fullName) != nil { continue }
      let isLast = level.levels.count == name.levels.count
      var customer = CustomerToCreate(
        name: level, parent: level.parentReference(in: context.lists?.customers))
      if isLast {
        let companyName = ListNames.trimmed(level.levels[level.levels.count - 1].prefix(41))
        customer.companyName = companyName
        customer.billAddress = fittedAddress(organization, named: companyName)?.address
        customer.phone = organization.phone.map { phone($0, "phone", of: organization) }
        customer.fax = organization.fax.map { phone($0, "fax", of: organization) }
        if let preferences = context.lists?.preferences, preferences.usesSalesTax {
          customer.salesTaxCode =
            organization.isTaxExempt ? preferences.nonTaxableCode : preferences.taxableCode
        }
      }
      add(Ensure(.customer(customer)))
    }
  }

  mutating func add(_ ensure: Ensure) {
    if ensured.insert(ensure).inserted { ensures.append(ensure) }
  }

  /// 21 characters; without its blanks when it is longer.
  private mutating func phone(_ text: String, _ field: String, of organization: Organization) -> String {
    let fitted = ListNames.trimmed(
      fit(text, "the \(field) of organization \(organization.id)", keepsLines: false))
    if fitted.utf16.count <= 21 { return fitted }
    return String(fitted.filter { !$0.isWhitespace }.prefix(21))
  }

  // MARK: Text

  mutating func fit(_ text: String, _ words: @autoclosure () -> String, keepsLines: Bool) -> String {
    let fitted = TextFitting.fit(text, keepsLines: keepsLines)
    if !fitted.unfit.isEmpty { holdUnfit(fitted.unfit, words()) }
    if !fitted.replaced.isEmpty {
      note(
        .textReplaced,
        "in \(words()) characters that QuickBooks cannot keep are replaced: \(fitted.replaced.joined(separator: ", "))",
        "Nothing is to be done unless the original characters matter; then change the text in Autotask.")
    }
    return fitted.text
  }

  private mutating func holdUnfit(_ characters: [String], _ words: String) {
    let shown = characters.prefix(5).joined(separator: ", ")
    hold(
      .textUnfit,
      "\(words) has \(characters.count == 1 ? "a character" : "characters") that QuickBooks cannot keep: \(shown)",
      "Take \(characters.count == 1 ? "it" : "them") out of the text in Autotask and export the record again."
    )
  }

  func named(_ line: BillingItem) -> String { line.itemName.map { " \"\($0.prefix(60))\"" } ?? "" }

  static func word(_ entity: Entity) -> String {
    switch entity {
    case .invoices: "invoice"
    case .billingItems: "billing item"
    case .companies: "organization"
    case .billingCodes: "billing code"
    case .services: "service"
    case .serviceBundles: "service bundle"
    case .roles: "role"
    case .products: "product"
    case .contractMilestones: "milestone"
    default: entity.rawValue
    }
  }
}
