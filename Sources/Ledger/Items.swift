public import Accounting
import ByteFormats
public import Findings
import SQLite

extension Ledger {
  /// The columns of `item` that change, in the order in which `item(_:)` reads them.
  private static let fields: [ItemField] = [
    ItemField("connector", \.connector) { .text($0.rawValue) },
    ItemField("organization", \.organization) { .optional($0?.rawValue) },
    ItemField("organizationName", \.organizationName) { .text($0) },
    ItemField("batch", \.batch) { .optional($0) },
    ItemField("date", \.date) { .optional($0) },
    ItemField("net", \.net) { .optional($0?.units) },
    ItemField("tax", \.tax) { .optional($0?.units) },
    ItemField("state", \.state) { .text($0.rawValue) },
    ItemField("wish", \.wish) { .optional($0?.rawValue) },
    ItemField("dirty", \.isDirty) { .flag($0) },
    ItemField("transfer", \.transfer) { .integer($0) },
    ItemField("attempts", \.attempts) { .integer($0) },
    ItemField("refusedBefore", \.wasRefused) { .flag($0) },
    ItemField("transferredAt", \.transferredAt) { .optional($0?.milliseconds) },
    ItemField("byHand", \.isByHand) { .flag($0) },
    ItemField("setNumber", \.set) { .optional($0?.rawValue) },
    ItemField("fingerprint", \.fingerprint) { .optional($0) },
    ItemField("lastSentDay", \.lastSentDay) { .optional($0) },
    ItemField("sentThatDay", \.sentThatDay) { .integer($0) },
    ItemField("retry", \.isToRetry) { .flag($0) },
    ItemField("txnID", \.txnID) { .optional($0?.rawValue) },
    ItemField("editSequence", \.editSequence) { .optional($0) },
    ItemField("refNumber", \.number) { .optional($0) },
    ItemField("customer", \.customer) { .optional($0?.rawValue) },
    ItemField("subtotal", \.subtotal) { .optional($0?.units) },
    ItemField("salesTax", \.salesTax) { .optional($0?.units) },
    ItemField("balance", \.balance) { .optional($0?.units) },
    ItemField("paidDate", \.paidDate) { .optional($0) },
    ItemField("paidWritten", \.paidWritten) { .optional($0) },
    ItemField("paidLocked", \.isPaidLocked) { .flag($0) },
    ItemField("askByTxnID", \.isAskedByTxnID) { .flag($0) },
    ItemField("taxSent", \.isTaxSent) { .optional($0.map { $0 ? 1 : 0 }) },
    ItemField("findings", \.findings) { .text(FindingColumn.text($0)) },
    ItemField("answerFindings", \.answerFindings) { .text(FindingColumn.text($0)) },
  ]

  static let columns = (["key"] + fields.map(\.name)).joined(separator: ", ")

  private static let itemByKey = "SELECT \(columns) FROM item WHERE key = ?1"

  private static let saveItem: String = {
    let names = fields.map(\.name)
    let places = (1...(names.count + 3)).map { "?\($0)" }.joined(separator: ",")
    let assignments = names.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    return """
      INSERT INTO item(\(columns), type, number) VALUES(\(places))
      ON CONFLICT(key) DO UPDATE SET \(assignments)
      """
  }()

  static func item(_ row: Statement) -> Item? {
    guard let key = ItemKey(row.text(0)), let state = TransferState(rawValue: row.text(8)) else { return nil }
    func date(_ column: Int) -> CalendarDate? {
      row.optionalInt64(column).map { CalendarDate(daysSinceEpoch: Int32(truncatingIfNeeded: $0)) }
    }
    func amount(_ column: Int) -> Amount? { row.optionalInt64(column).map { Amount(units: $0) } }
    var item = Item(key: key, connector: ConnectorName(row.text(1)), state: state)
    item.organization = row.optionalInt64(2).map { OrganizationID($0) }
    item.organizationName = row.text(3)
    item.batch = row.optionalInt64(4)
    item.date = date(5)
    item.net = amount(6)
    item.tax = amount(7)
    item.wish = row.optionalText(9).flatMap { Wish(rawValue: $0) }
    item.isDirty = row.int64(10) == 1
    item.transfer = row.int64(11)
    item.attempts = row.int64(12)
    item.wasRefused = row.int64(13) == 1
    item.transferredAt = row.optionalInt64(14).map { Timestamp(milliseconds: $0) }
    item.isByHand = row.int64(15) == 1
    item.set = row.optionalInt64(16).map { SetNumber($0) }
    item.fingerprint = row.optionalText(17)
    item.lastSentDay = date(18)
    item.sentThatDay = row.int64(19)
    item.isToRetry = row.int64(20) == 1
    item.txnID = row.optionalText(21).map { TxnID($0) }
    item.editSequence = row.optionalText(22)
    item.number = row.optionalText(23)
    item.customer = row.optionalText(24).map { ListID($0) }
    item.subtotal = amount(25)
    item.salesTax = amount(26)
    item.balance = amount(27)
    item.paidDate = date(28)
    item.paidWritten = date(29)
    item.isPaidLocked = row.int64(30) == 1
    item.isAskedByTxnID = row.int64(31) == 1
    item.isTaxSent = row.optionalInt64(32).map { $0 == 1 }
    item.findings = FindingColumn.findings(row.text(33))
    item.answerFindings = FindingColumn.findings(row.text(34))
    return item
  }

  func items(where condition: String, _ values: [Value] = []) throws(LedgerError) -> [Item] {
    var items: [Item] = []
    var unreadable: String?
    try rows("SELECT \(Ledger.columns) FROM item WHERE \(condition)", values) { row in
      if let item = Ledger.item(row) { items.append(item) } else { unreadable = row.text(0) }
    }
    if let unreadable { throw .damaged("item \(unreadable) cannot be read") }
    return items
  }

  public func item(_ key: ItemKey) throws(LedgerError) -> Item? {
    var found: Item?
    var isUnreadable = false
    try rows(Ledger.itemByKey, [.text(key.description)]) { row in
      found = Ledger.item(row)
      isUnreadable = found == nil
    }
    if isUnreadable { throw .damaged("item \(key) cannot be read") }
    return found
  }

  /// All items, by connector, type, date and number.
  public func items() throws(LedgerError) -> [Item] {
    try items(where: "1 ORDER BY connector, type, date, number, key")
  }

  /// The items of one connector in a state, by date and number.
  public func items(_ connector: ConnectorName, _ state: TransferState) throws(LedgerError) -> [Item] {
    try items(
      where: "connector = ?1 AND state = ?2 ORDER BY date, number, key",
      [.text(connector.rawValue), .text(state.rawValue)])
  }

  /// The keys of what may go into a message set now, by date and number.
  public func candidates(_ connector: ConnectorName, refusedToo: Bool) throws(LedgerError) -> [ItemKey] {
    var keys: [ItemKey] = []
    try rows(
      """
      SELECT key FROM item WHERE connector = ?1 AND (state = 'ready' OR (state = 'refused' AND ?2 = 1))
      ORDER BY date, number, key
      """, [.text(connector.rawValue), .flag(refusedToo)]
    ) { row in
      if let key = ItemKey(row.text(0)) { keys.append(key) }
    }
    return keys
  }

  /// How many items of a connector are in a state, and the dates they span.
  public func span(
    _ connector: ConnectorName, _ state: TransferState
  ) throws(LedgerError) -> (count: Int, first: CalendarDate?, last: CalendarDate?) {
    var span: (count: Int, first: CalendarDate?, last: CalendarDate?) = (0, nil, nil)
    try rows(
      "SELECT count(*), min(date), max(date) FROM item WHERE connector = ?1 AND state = ?2",
      [.text(connector.rawValue), .text(state.rawValue)]
    ) { row in
      func date(_ column: Int) -> CalendarDate? {
        row.optionalInt64(column).map { CalendarDate(daysSinceEpoch: Int32(truncatingIfNeeded: $0)) }
      }
      span = (Int(row.int64(0)), date(1), date(2))
    }
    return span
  }

  /// The items of a message set.
  public func items(in set: SetNumber) throws(LedgerError) -> [Item] {
    try items(where: "setNumber = ?1 ORDER BY date, number, key", [.integer(set.rawValue)])
  }

  /// The transaction that an answer speaks of.
  public func item(_ connector: ConnectorName, txnID: TxnID) throws(LedgerError) -> Item? {
    try items(where: "connector = ?1 AND txnID = ?2", [.text(connector.rawValue), .text(txnID.rawValue)])
      .first
  }

  /// The keys of what is to be judged anew, in the order in which it goes to QuickBooks.
  public func dirtyItems() throws(LedgerError) -> [ItemKey] {
    var keys: [ItemKey] = []
    try rows("SELECT key FROM item WHERE dirty = 1 ORDER BY connector, type, date, number, key") { row in
      if let key = ItemKey(row.text(0)) { keys.append(key) }
    }
    return keys
  }

  /// Writes an item as it now is.
  public func save(_ item: Item) throws(LedgerError) {
    let number = item.key.number ?? Int64(item.key.reference.prefix { $0 != "/" }) ?? 0
    try run(
      Ledger.saveItem,
      [.text(item.key.description)] + Ledger.fields.map { $0.value(item) }
        + [.text(item.key.type.rawValue), .integer(number)])
  }

  /// Writes what has changed of an item since it was `before`, which is how the ledger has it.
  ///
  /// Each index over a column that a statement names is written anew, be the value another or not.
  public func save(_ item: Item, over before: Item) throws(LedgerError) {
    precondition(item.key == before.key, "an item is saved over itself")
    var changed: UInt64 = 0
    var values: [Value] = [.text(item.key.description)]
    for (index, field) in Ledger.fields.enumerated() where !field.isSame(item, before) {
      changed |= 1 << UInt64(index)
      values.append(field.value(item))
    }
    if changed == 0 { return }
    try run(update(changed), values)
  }

  /// The statement that writes these fields; there are few of them in a pass, each used often.
  private func update(_ changed: UInt64) -> String {
    if let known = updates[changed] { return known }
    let names = Ledger.fields.indices.filter { changed & (1 << UInt64($0)) != 0 }.map {
      Ledger.fields[$0].name
    }
    let assignments = names.enumerated().map { "\($1) = ?\($0 + 2)" }.joined(separator: ", ")
    let sql = "UPDATE item SET \(assignments) WHERE key = ?1"
    updates[changed] = sql
    return sql
  }

  /// `TravelledFacts` of what was sent last; nil when nothing was.
  public func travelled(of key: ItemKey) throws(LedgerError) -> String? {
    var facts: String?
    try rows("SELECT facts FROM travelled WHERE item = ?1", [.text(key.description)]) { facts = $0.text(0) }
    return facts
  }

  public func setTravelled(_ facts: String?, of key: ItemKey) throws(LedgerError) {
    guard let facts else {
      try run("DELETE FROM travelled WHERE item = ?1", [.text(key.description)])
      return
    }
    try run(
      """
      INSERT INTO travelled(item, facts) VALUES(?1, ?2)
      ON CONFLICT(item) DO UPDATE SET facts = excluded.facts WHERE facts <> excluded.facts
      """, [.text(key.description), .text(facts)])
  }

  /// Makes an item be judged anew, or appear when it is new.
  public func touch(_ key: ItemKey, connector: ConnectorName) throws(LedgerError) {
    try run(
      """
      INSERT INTO item(key, type, number, connector, state, dirty) VALUES(?1, ?2, ?3, ?4, 'held', 1)
      ON CONFLICT(key) DO UPDATE SET dirty = 1
      """,
      [
        .text(key.description), .text(key.type.rawValue), .integer(key.number ?? 0),
        .text(connector.rawValue),
      ])
  }

  /// The same for invoices whose records have arrived; lines alone make no item.
  public func touchInvoices(_ ids: [Int64], connector: ConnectorName) throws(LedgerError) {
    for start in stride(from: 0, to: ids.count, by: Ledger.touchedAtOnce) {
      let some = ids[start..<min(start + Ledger.touchedAtOnce, ids.count)]
      try run(
        """
        INSERT INTO item(key, type, number, connector, state, dirty)
        SELECT 'invoice:' || invoice.id, 'invoice', invoice.id, ?2, 'held', 1
        FROM json_each(?1) AS touched CROSS JOIN mirrorInvoices AS invoice ON invoice.id = touched.value WHERE true
        ON CONFLICT(key) DO UPDATE SET dirty = 1 WHERE dirty = 0
        """, [.text(Ledger.list(some)), .text(connector.rawValue)])
    }
  }

  private static let touchedAtOnce = 1_000

  /// Numbers as the text that SQLite's `json_each` reads: one statement for many of them costs half of one for each.
  private static func list(_ numbers: some Sequence<Int64>) -> String {
    var text: [UInt8] = [UInt8(ascii: "[")]
    for number in numbers {
      if text.count > 1 { text.append(UInt8(ascii: ",")) }
      DecimalText.append(number, to: &text)
    }
    text.append(UInt8(ascii: "]"))
    return String(decoding: text, as: UTF8.self)
  }

  /// The items of an organization that are not done are judged anew.
  public func touchItems(of organization: OrganizationID) throws(LedgerError) {
    try run(
      """
      UPDATE item SET dirty = 1
      WHERE organization = ?1 AND dirty = 0 AND state IN ('held','not-ready','ready','refused')
      """,
      [.integer(organization.rawValue)])
  }

  /// The items whose organization nobody could tell are judged anew.
  public func touchItemsWithoutOrganization() throws(LedgerError) {
    try run("UPDATE item SET dirty = 1 WHERE organization IS NULL AND dirty = 0 AND state = 'held'")
  }

  /// Everything that is not done is judged anew: a mapping, a setting, a list or a billing code changed.
  public func touchUnfinished(_ connector: ConnectorName? = nil) throws(LedgerError) {
    try run(
      """
      UPDATE item SET dirty = 1
      WHERE dirty = 0 AND state IN ('held','not-ready','ready','refused') AND (?1 IS NULL OR connector = ?1)
      """,
      [.optional(connector?.rawValue)])
  }

  // MARK: Billing items

  /// Which of an invoice's billing items stand in another invoice.
  public func holders(ofInvoice invoice: Int64) throws(LedgerError) -> [BillingItemID: ItemKey] {
    var holders: [BillingItemID: ItemKey] = [:]
    try rows(
      """
      SELECT m.id, b.invoice FROM mirrorBillingItems m JOIN billed b ON b.billingItem = m.id
      WHERE m."invoiceID" = ?1 AND b.invoice <> ?2
      """, [.text(String(invoice)), .integer(invoice)]
    ) { holders[BillingItemID($0.int64(0))] = ItemKey(invoice: InvoiceID($0.int64(1))) }
    return holders
  }

  /// Takes the billing items for an invoice; one that is taken already is an error of the caller's.
  public func hold(_ billingItems: [BillingItemID], for key: ItemKey) throws(LedgerError) {
    guard let invoice = key.number else { return }
    try releaseBillingItems(of: key)
    let list = Ledger.list(billingItems.map(\.rawValue))
    try run(
      "INSERT INTO billed_list(invoice, billingItems) VALUES(?1, ?2)", [.integer(invoice), .text(list)])
    try run(
      "INSERT OR FAIL INTO billed(billingItem, invoice) SELECT value, ?2 FROM json_each(?1)",
      [.text(list), .integer(invoice)])
  }

  /// Gives them back when QuickBooks does not have the item.
  public func releaseBillingItems(of key: ItemKey) throws(LedgerError) {
    guard let invoice = key.number else { return }
    var list: String?
    try rows("SELECT billingItems FROM billed_list WHERE invoice = ?1", [.integer(invoice)]) {
      list = $0.text(0)
    }
    guard let list else { return }
    try run(
      "DELETE FROM billed WHERE invoice = ?1 AND billingItem IN (SELECT value FROM json_each(?2))",
      [.integer(invoice), .text(list)])
    try run("DELETE FROM billed_list WHERE invoice = ?1", [.integer(invoice)])
  }
}

extension Ledger {
  /// Whether anything of a connector is still to go, or keeps being asked for.
  public func hasUnfinished(_ connector: ConnectorName) throws(LedgerError) -> Bool {
    var found = false
    try rows(
      """
      SELECT 1 FROM item WHERE connector = ?1 AND state IN ('held','ready','refused','not-ready') LIMIT 1
      """, [.text(connector.rawValue)]
    ) { _ in found = true }
    return found
  }

  /// Whether an item waits because of a finding, whatever its remedy says there.
  public func holdsBack(_ finding: Finding, _ connector: ConnectorName) throws(LedgerError) -> Bool {
    var found = false
    try rows(
      "SELECT 1 FROM item WHERE connector = ?1 AND state = 'held' AND instr(findings, ?2) > 0 LIMIT 1",
      [.text(connector.rawValue), .text(FindingColumn.head(of: finding))]
    ) { _ in found = true }
    return found
  }

  /// Invoices in QuickBooks whose payment is still to come, or may be taken back, and those voided in Autotask; oldest
  /// first.
  public func followedInvoices(
    _ connector: ConnectorName, paidSince: CalendarDate, onlyByTxnID: Bool
  ) throws(LedgerError) -> [Item] {
    try items(
      where: """
        connector = ?1 AND state = 'confirmed' AND type = 'invoice' AND txnID IS NOT NULL
        AND instr(answerFindings, 'deleted-in-quickbooks') = 0 AND instr(answerFindings, 'voided-in-quickbooks') = 0
        AND (askByTxnID = 1 OR (?3 = 0 AND (
          (paidDate IS NULL AND (balance IS NULL OR balance <> 0)) OR paidDate >= ?2
          OR instr(answerFindings, 'number-duplicated') > 0 OR instr(findings, 'voided-after-transfer') > 0)))
        ORDER BY date, number, key
        """,
      [
        .text(connector.rawValue), .integer(Int64(paidSince.daysSinceEpoch)), .flag(onlyByTxnID),
      ])
  }

  /// Whether an invoice waits to be asked for by its TxnID.
  public func hasLookUpByTxnID(_ connector: ConnectorName) throws(LedgerError) -> Bool {
    var found = false
    try rows(
      "SELECT 1 FROM item WHERE askByTxnID = 1 AND connector = ?1 AND state = 'confirmed' LIMIT 1",
      [.text(connector.rawValue)]
    ) { _ in found = true }
    return found
  }

  /// What QuickBooks may take today although it did not on an earlier day is judged anew.
  public func touchRetries(_ connector: ConnectorName, before date: CalendarDate) throws(LedgerError) {
    try run(
      """
      UPDATE item SET dirty = 1 WHERE connector = ?1 AND state = 'refused' AND retry = 1 AND dirty = 0
        AND (lastSentDay IS NULL OR lastSentDay < ?2)
      """, [.text(connector.rawValue), .integer(Int64(date.daysSinceEpoch))])
  }
}

extension Ledger {
  /// How many items are in each state; what was transferred before by another program, or by hand, counts as
  /// confirmed, as it is shown.
  public func counts() throws(LedgerError) -> [TransferState: Int] {
    var counts: [TransferState: Int] = [:]
    try rows(
      """
      SELECT CASE WHEN state IN ('held','not-ready') AND (transferredAt IS NOT NULL OR byHand = 1)
        THEN 'confirmed' ELSE state END, count(*) FROM item GROUP BY 1
      """
    ) { row in
      if let state = TransferState(rawValue: row.text(0)) { counts[state] = Int(row.int64(1)) }
    }
    return counts
  }
  /// How many items a message set carries, and what they come to, net; nil when it carries none.
  public func sum(of set: SetNumber) throws(LedgerError) -> (items: Int, net: Amount?) {
    var found = (items: 0, net: Amount?.none)
    try rows("SELECT count(*), sum(net) FROM item WHERE setNumber = ?1", [.integer(set.rawValue)]) { row in
      found = (Int(row.int64(0)), row.optionalInt64(1).map { Amount(units: $0) })
    }
    return found
  }
}
