import Accounting
import Autotask
import Filesystem
import Findings
import PostingRules
import SQLite
import TestSupport
import Testing

@testable import Ledger

@Suite("The ledger keeps its promises by itself")
struct LedgerTests {
  private static let main = ConnectorName("main")
  private static let now = Timestamp(milliseconds: 1_791_187_920_000)

  private static func key(_ number: Int64) -> ItemKey { ItemKey(invoice: InvoiceID(number)) }

  private static func set(_ number: Int64, id: String? = nil) -> SetRow {
    SetRow(
      number: SetNumber(number), connector: main, kind: .transfer, setID: id ?? "set-\(number)", writes: 1,
      date: CalendarDate(daysSinceEpoch: 20_000), digest: "d", size: 1, publishedAt: now)
  }

  // MARK: Items

  @Test("Every field of an item comes back as it was saved")
  func roundTrip() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    try ledger.save(LedgerTests.set(3))
    var item = Item(key: LedgerTests.key(8491), connector: LedgerTests.main, state: .open)
    let day = CalendarDate(daysSinceEpoch: 20_001)
    item.organization = OrganizationID(0)
    item.organizationName = "Larkspur “Dental” & Söhne"
    item.batch = 17
    item.date = day
    item.net = Amount(units: -1)
    item.tax = Amount(units: 2)
    item.wish = .notReady
    item.isDirty = false
    item.transfer = 2
    item.attempts = 3
    item.wasRefused = true
    item.transferredAt = LedgerTests.now
    item.isByHand = true
    item.set = SetNumber(3)
    item.fingerprint = "f"
    item.lastSentDay = day.adding(days: 1)
    item.sentThatDay = 2
    item.isToRetry = true
    item.txnID = TxnID("43-1")
    item.editSequence = "1"
    item.number = "1042"
    item.customer = ListID("80-1")
    item.subtotal = Amount(units: 3)
    item.salesTax = Amount(units: 4)
    item.balance = Amount(units: 5)
    item.paidDate = day.adding(days: 2)
    item.paidWritten = day.adding(days: 3)
    item.isPaidLocked = true
    item.isAskedByTxnID = true
    item.isTaxSent = true
    item.findings = [
      Finding(
        .itemNotWell, .held, problem: "a", remedy: "b", item: "invoice:8491",
        place: Place(path: "p", line: 1, column: 2, excerpt: "x\ty")),
      Finding(.itemNotWell, .notice, problem: "c", remedy: "d"),
    ]
    item.answerFindings = [
      Finding(.itemNotWell, .refused, problem: "e", remedy: "f", place: Place(path: "q"))
    ]
    try ledger.save(item)
    #expect(try ledger.item(item.key) == item)
    // A field that this test forgets would still have its first value.
    let fresh = Mirror(reflecting: Item(key: item.key, connector: item.connector, state: .held))
    for (set, initial) in zip(Mirror(reflecting: item).children, fresh.children)
    where !["key", "connector"].contains(set.label ?? "") {
      #expect("\(set.value)" != "\(initial.value)", "\(set.label ?? "") is not tried")
    }
    // Saved over itself with everything taken back.
    let plain = Item(key: item.key, connector: ConnectorName("other"), state: .held)
    try ledger.save(plain)
    #expect(try ledger.item(item.key) == plain)
  }

  @Test("What travelled is kept beside its item, replaced, and forgotten")
  func travelled() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    let key = LedgerTests.key(8491)
    try ledger.save(Item(key: key, connector: LedgerTests.main, state: .ready))
    #expect(try ledger.travelled(of: key) == nil)
    for facts in ["201\u{1F}2026-11-02\n26101", "202"] {
      try ledger.setTravelled(facts, of: key)
      #expect(try ledger.travelled(of: key) == facts)
    }
    try ledger.setTravelled(nil, of: key)
    #expect(try ledger.travelled(of: key) == nil)
  }

  @Test("Items are listed by date and number, each state for itself")
  func order() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    for (number, day, state) in [
      (9, 2, .ready), (10, 1, .ready), (8, 2, .ready), (7, 1, .held),
    ] as [(Int64, Int32, TransferState)] {
      var item = Item(key: LedgerTests.key(number), connector: LedgerTests.main, state: state)
      item.date = CalendarDate(daysSinceEpoch: day)
      try ledger.save(item)
    }
    #expect(try ledger.items(LedgerTests.main, .ready).compactMap(\.key.number) == [10, 8, 9])
    #expect(try ledger.dirtyItems().compactMap(\.number) == [7, 10, 8, 9])
    #expect(try ledger.items(ConnectorName("west"), .ready).isEmpty)
  }

  // MARK: Constraints

  /// A statement that no program of ours would run, and that the ledger refuses.
  struct Refused: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var sql: String
    init(_ words: String, _ sql: String) { (testDescription, self.sql) = (words, sql) }
  }

  @Test(
    "What must not be is refused by the tables themselves",
    arguments: [
      Refused("a state that is none", "UPDATE item SET state = 'sold' WHERE key = 'invoice:1'"),
      Refused("a wish that is none", "UPDATE item SET wish = 'perhaps' WHERE key = 'invoice:1'"),
      Refused(
        "open without a set", "UPDATE item SET state = 'open', setNumber = NULL WHERE key = 'invoice:1'"),
      Refused(
        "sent without a set", "UPDATE item SET state = 'sent', setNumber = NULL WHERE key = 'invoice:1'"),
      Refused(
        "confirmed without a transaction", "UPDATE item SET state = 'confirmed' WHERE key = 'invoice:1'"),
      Refused("in a set that does not exist", "UPDATE item SET setNumber = 99 WHERE key = 'invoice:1'"),
      Refused("one transaction for two items", "UPDATE item SET txnID = 'T-2' WHERE key = 'invoice:1'"),
      Refused(
        "a type that is none", "INSERT INTO item(key, type, number, state) VALUES('bill:1','bill',1,'held')"),
      Refused("a date in words", "UPDATE item SET date = 'today' WHERE key = 'invoice:1'"),
      Refused("a retransfer below one", "UPDATE item SET transfer = 0 WHERE key = 'invoice:1'"),
      Refused(
        "a billing item in two invoices",
        "INSERT INTO billed(billingItem, invoice) VALUES(5, 2)"),
      Refused("a message-set id twice", "UPDATE message_set SET setID = 'set-1' WHERE number = 2"),
      Refused("a request id twice", "UPDATE request SET id = 'r-1' WHERE id = 'r-2'"),
      Refused(
        "a request of no set",
        "INSERT INTO request(setNumber, ordinal, id, message, purpose) VALUES(99, 1, 'x', 'm', 'post')"),
      Refused("an outcome that is none", "UPDATE request SET outcome = 'fine'"),
      Refused("a kind of set that is none", "UPDATE message_set SET kind = 'batch'"),
      Refused("a state of a set that is none", "UPDATE message_set SET state = 'lost'"),
      Refused(
        "the same bundle twice",
        "INSERT INTO bundle(number, digest, name, asOf, takenAt) VALUES(2, 'bundle', 'b', 1, 1)"),
      Refused("a file that lies nowhere", "UPDATE file SET placed = 1 WHERE number = 1"),
      Refused("a place that is none", "UPDATE file SET place = 'inbox' WHERE number = 1"),
      Refused("a changed event", "UPDATE event SET detail = 'nothing happened'"),
      Refused("an event that never was", "DELETE FROM event"),
      Refused("a trial that is none", "INSERT INTO company(connector, trial) VALUES('main', 'maybe')"),
    ])
  func constraints(refused: Refused) throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    try ledger.save(LedgerTests.set(1))
    try ledger.save(LedgerTests.set(2))
    for number in [1, 2] as [Int64] {
      var item = Item(key: LedgerTests.key(number), connector: LedgerTests.main, state: .ready)
      item.txnID = number == 2 ? TxnID("T-2") : nil
      try ledger.save(item)
      try ledger.save(
        RequestRow(
          set: SetNumber(number), ordinal: 1, id: RequestID("r-\(number)"), message: "InvoiceAddRq",
          purpose: .post,
          item: item.key))
    }
    try ledger.hold([BillingItemID(5)], for: LedgerTests.key(1))
    let file = try ledger.claim(name: Array("a.zip".utf8), at: LedgerTests.now)
    _ = try ledger.claim(name: Array("b.zip".utf8), at: LedgerTests.now)
    try ledger.acceptBundle(
      file, digest: "bundle", bundleID: nil, name: "a.zip", asOf: 1, at: LedgerTests.now)
    try ledger.record("received", at: LedgerTests.now, detail: "a.zip")
    let error = #expect(throws: LedgerError.self) { try ledger.execute(refused.sql) }
    guard case .database(let cause) = error else { return }
    #expect(cause.code.isConstraint, "\(cause.message)")
  }

  @Test("Billing items are held by one invoice, given back, and held again")
  func billed() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    for number in [8491, 8600] as [Int64] {
      try ledger.save(Item(key: LedgerTests.key(number), connector: LedgerTests.main, state: .ready))
    }
    for id in [1, 2] as [Int64] { try ledger.take(.billingItems, id, Partial(1, ["invoiceID": "8600"])) }
    try ledger.hold([BillingItemID(1)], for: LedgerTests.key(8491))
    #expect(try ledger.holders(ofInvoice: 8600) == [BillingItemID(1): LedgerTests.key(8491)])
    #expect(throws: LedgerError.self) {
      try ledger.transaction { () throws(LedgerError) in
        try ledger.hold(
          [BillingItemID(2), BillingItemID(1)], for: LedgerTests.key(8600))
      }
    }
    try ledger.releaseBillingItems(of: LedgerTests.key(8491))
    #expect(try ledger.holders(ofInvoice: 8600).isEmpty)
    try ledger.hold(
      [BillingItemID(2), BillingItemID(1)], for: LedgerTests.key(8600))
    #expect(try ledger.holders(ofInvoice: 8600).isEmpty, "its own are no obstacle")
    // A line that went to another invoice meanwhile is given back with the others.
    try ledger.take(.billingItems, 2, Partial(2, ["invoiceID": "8491"]))
    #expect(try ledger.holders(ofInvoice: 8491) == [BillingItemID(2): LedgerTests.key(8600)])
    try ledger.releaseBillingItems(of: LedgerTests.key(8600))
    #expect(try ledger.holders(ofInvoice: 8491).isEmpty)
    try ledger.hold([BillingItemID(1), BillingItemID(2)], for: LedgerTests.key(8491))
  }

  // MARK: Events

  @Test("The chain of events is whole until somebody changes one behind its back")
  func chain() throws {
    let test = try TestLedger()
    for number in 1...5 as ClosedRange<Int64> {
      try test.ledger.record(
        "held", at: LedgerTests.now, item: LedgerTests.key(number), set: nil, detail: "invoice \(number)")
    }
    #expect(try test.ledger.brokenEvent() == nil)
    #expect(try test.ledger.events(of: LedgerTests.key(3)).map(\.detail) == ["invoice 3"])
    #expect(try test.ledger.events().map(\.sequence) == [1, 2, 3, 4, 5])
    test.ledger.close()
    for (tampering, broken) in [
      ("UPDATE event SET detail = 'invoice 7' WHERE sequence = 3", 3),
      ("UPDATE event SET at = at + 1 WHERE sequence = 2", 2),
      ("UPDATE event SET item = NULL WHERE sequence = 1", 1),
      ("DELETE FROM event WHERE sequence = 4", 5),
      ("UPDATE event SET hash = 'x' WHERE sequence = 5", 5),
    ] as [(String, Int64)] {
      let copy = test.folder.appending("tampered.sqlite3")
      try Disk.remove(copy)
      try test.folder.write(try Disk.read(test.folder.appending("ledger.sqlite3")), to: "tampered.sqlite3")
      let database = try Database(path: copy.bytes, mode: .readWriteCreate)
      try database.execute("DROP TRIGGER eventKept")
      try database.execute("DROP TRIGGER eventFixed")
      try database.execute(tampering)
      database.close()
      #expect(try Ledger(path: copy.bytes).brokenEvent() == broken, "\(tampering)")
    }
  }

  @Test("No two different events have the same bytes")
  func lengths() throws {
    let tests = try (TestLedger(), TestLedger())
    defer {
      tests.0.end()
      tests.1.end()
    }
    let (one, other) = (tests.0.ledger, tests.1.ledger)
    try one.record("held", at: LedgerTests.now, detail: "ab")
    try other.record("helda", at: LedgerTests.now, detail: "b")
    func hash(_ ledger: Ledger) throws -> String {
      var hash = ""
      try ledger.rows("SELECT hash FROM event") { hash = $0.text(0) }
      return hash
    }
    #expect(try hash(one) != hash(other))
  }

  // MARK: Opening

  @Test("A ledger opens again with what was committed, and without what was not")
  func again() throws {
    let test = try TestLedger()
    try test.ledger.transaction { () throws(LedgerError) in try test.ledger.setMeta("a", "1") }
    #expect(throws: LedgerError.self) {
      try test.ledger.transaction { () throws(LedgerError) in
        try test.ledger.setMeta("a", "2")
        throw LedgerError.damaged("on purpose")
      }
    }
    try test.ledger.begin()
    try test.ledger.setMeta("a", "3")
    test.ledger.close()
    #expect(try Ledger(path: test.path).meta("a") == "1")
  }

  @Test("A ledger of version 1, with a column for each field of the mirror, is brought up to date")
  func columns() throws {
    let test = try TestLedger()
    for entity in Entity.allCases {
      let (name, table) = ("mirror\(entity.rawValue)", entity.table)
      let fields = table.fields.map { ", \"\($0.name)\" ANY" }.joined()
      try test.ledger.execute("DROP TABLE \(name)")
      try test.ledger.execute(
        "CREATE TABLE \(name)(id INTEGER PRIMARY KEY, asOf INTEGER NOT NULL, present INTEGER NOT NULL, ages TEXT\(fields)) STRICT"
      )
      for parent in table.parents {
        try test.ledger.execute("CREATE INDEX \(name)_\(parent) ON \(name)(\"\(parent)\")")
      }
    }
    try test.ledger.execute(
      "CREATE TRIGGER companyChanged AFTER UPDATE ON mirrorCompanies BEGIN SELECT 1; END")
    let fields = Entity.companies.table.fields.map(\.name)
    let present = ["companyName", "phone", "fax"].compactMap { fields.firstIndex(of: $0) }.reduce(0) {
      $0 | 1 << $1
    }
    let ages = fields.map { $0 == "companyName" ? "000000000000020" : "000000000000010" }.joined()
    try test.ledger.execute(
      "INSERT INTO mirrorCompanies(id, asOf, present, ages, companyName, fax) VALUES(7, 20, \(present), '\(ages)', 'Lark', '')"
    )
    try test.ledger.execute(
      "INSERT INTO mirrorBillingItems(id, asOf, present, invoiceID, itemName) VALUES(9, 10, 17, '5', 'Work')")
    try test.ledger.execute(
      """
      DROP TABLE billed; DROP TABLE billed_list;
      CREATE TABLE billed(billingItem INTEGER PRIMARY KEY, invoice INTEGER NOT NULL, connector TEXT NOT NULL) STRICT;
      CREATE INDEX billedInvoice ON billed(invoice);
      INSERT INTO billed VALUES (1, 5, 'main'), (2, 6, 'main'), (3, 5, 'main');
      """)
    try test.ledger.execute("PRAGMA user_version = 1")
    test.ledger.close()

    let error = #expect(throws: LedgerError.self) { _ = try Ledger(readingPath: test.path) }
    #expect(
      error?.words
        == "the ledger was written by an older autopost (schema 1, this program knows \(Schema.version))")
    let ledger = try Ledger(path: test.path)
    #expect(try ledger.shown(.companies, 7) == ["companyName=Lark", "phone=-", "fax="])
    #expect(try ledger.records(.billingItems, parent: "invoiceID", id: 5).map(\.id) == [9])
    #expect(try ledger.shown(.billingItems, 9) == ["invoiceID=5", "itemName=Work"])
    // What an invoice holds can be given back.
    try ledger.releaseBillingItems(of: ItemKey(invoice: InvoiceID(5)))
    #expect(try ledger.integer("SELECT group_concat(billingItem) FROM billed") == 2)
    // Each field has kept its age.
    try ledger.take(.companies, 7, Partial(15, ["companyName": "Wren", "phone": "1"]))
    #expect(try ledger.shown(.companies, 7) == ["companyName=Lark", "phone=1", "fax="])
    ledger.close()
    #expect(try Ledger(path: test.path).shown(.companies, 7) == ["companyName=Lark", "phone=1", "fax="])
  }

  @Test("A ledger of a newer autopost is left alone")
  func tooNew() throws {
    let test = try TestLedger()
    try test.ledger.execute("PRAGMA user_version = \(Schema.version + 1)")
    test.ledger.close()
    let error = #expect(throws: LedgerError.self) { _ = try Ledger(path: test.path) }
    #expect(
      error?.words
        == "the ledger was written by a newer autopost (schema \(Schema.version + 1), this program knows"
        + " \(Schema.version))")
  }

  @Test("A database of another program is left alone")
  func other() throws {
    let folder = try TemporaryFolder()
    let path = folder.appending("ledger.sqlite3").bytes
    let database = try Database(path: path, mode: .readWriteCreate)
    try database.execute("CREATE TABLE songs(name TEXT)")
    database.close()
    let error = #expect(throws: LedgerError.self) { _ = try Ledger(path: path) }
    #expect(error?.words == "state/ledger.sqlite3 is not a ledger of autopost")
    try folder.write("Dear diary, today", to: "ledger.sqlite3")
    #expect(throws: LedgerError.self) { _ = try Ledger(path: path) }
  }

  @Test("A new file becomes a ledger of today's schema")
  func new() throws {
    let test = try TestLedger()
    #expect(try test.ledger.integer("PRAGMA application_id") == Int64(Schema.applicationID))
    #expect(try test.ledger.integer("PRAGMA user_version") == Int64(Schema.version))
    #expect(
      try test.ledger.integer(
        "SELECT count(*) FROM sqlite_schema WHERE sql NOT LIKE '%STRICT%' AND type = 'table'") == 0)
  }

  // MARK: Sets, companies, effects

  @Test("Sets and requests come back as they were saved, and keep what never changes")
  func sets() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    #expect(try ledger.nextSetNumber() == SetNumber(1))
    var set = LedgerTests.set(1)
    set.isTrial = true
    set.note = "n"
    try ledger.save(set)
    #expect(try ledger.set(SetNumber(1)) == set)
    #expect(try ledger.set(withID: "set-1") == set)
    #expect(try ledger.nextSetNumber() == SetNumber(2))
    set.state = .answered
    set.answeredAt = LedgerTests.now
    set.answerDigest = "a"
    try ledger.save(set)
    #expect(try ledger.set(SetNumber(1)) == set)
    #expect(try ledger.sets(.answered).map(\.number) == [SetNumber(1)])
    #expect(try ledger.sets(.open).isEmpty)
    var request = RequestRow(
      set: SetNumber(1), ordinal: 1, id: RequestID("r"), message: "CustomerAddRq", purpose: .create,
      subject: "customer:x")
    try ledger.save(request)
    request.outcome = .notApplied
    request.code = 3100
    request.words = "name in use"
    request.txnID = TxnID("T")
    try ledger.save(request)
    #expect(try ledger.requests(of: SetNumber(1)) == [request])
    #expect(try ledger.request(RequestID("r")) == request)
  }

  @Test("What is known of a company file comes back as it was saved")
  func company() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    #expect(try ledger.company(LedgerTests.main) == CompanyRow(connector: LedgerTests.main))
    #expect(try ledger.lists(LedgerTests.main) == nil)
    var company = CompanyRow(connector: LedgerTests.main)
    company.companyName = "Contoso Inc"
    company.listsAt = LedgerTests.now
    company.areListsStale = false
    company.trial = .unnumbered
    company.confirmed = 3
    company.paidAskedAt = LedgerTests.now
    company.paidAskedTo = "2026-11-03T09:00:00"
    company.fingerprint = "f"
    company.isPractice = false
    company.preferences.usesClasses = true
    company.preferences.usesSalesTax = true
    company.preferences.taxableCode = "Tax"
    company.preferences.nonTaxableCode = "Non"
    company.preferences.closingDate = CalendarDate("2025-12-31")
    company.preferences.isMultiCurrency = true
    company.preferences.homeCurrency = "US Dollar"
    company.findings = [Finding(.itemNotWell, .error, problem: "p", remedy: "r")]
    try ledger.save(company)
    #expect(try ledger.company(LedgerTests.main) == company)
    #expect(try ledger.lists(LedgerTests.main)?.preferences == company.preferences)
  }

  @Test("Effects are done in their order, once")
  func effects() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    try ledger.add(effect: "publish", target: "000001")
    try ledger.add(effect: "write", target: "outbox/x", body: [0, 255])
    let effects = try ledger.effects()
    #expect(effects.map(\.kind) == ["publish", "write"])
    #expect(effects.map(\.body) == [[], [0, 255]])
    try ledger.finish(effects[0])
    #expect(try ledger.effects() == [effects[1]])
  }
}

extension FindingID {
  fileprivate static let itemNotWell = FindingID("item-not-well")
}
