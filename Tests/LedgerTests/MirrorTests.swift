import Accounting
import Autotask
import Filesystem
import Ledger
import TestSupport
import Testing

/// A ledger of a test's own.
final class TestLedger {
  let folder: TemporaryFolder
  let ledger: Ledger
  var path: [UInt8] { folder.appending("ledger.sqlite3").bytes }

  init() throws {
    folder = try TemporaryFolder()
    ledger = try Ledger(path: folder.appending("ledger.sqlite3").bytes)
  }

  /// Its folder stays as long as this is still to be called.
  func end() { ledger.close() }
}

/// What an export says of a record: fields in any number, absent where nothing is said; and how old it is.
struct Partial: Sendable {
  var asOf: Int64
  var fields: [(name: String, value: String?)]
  init(_ asOf: Int64, _ fields: KeyValuePairs<String, String?>) {
    self.asOf = asOf
    self.fields = fields.map { ($0.key, $0.value) }
  }
}

extension Ledger {
  /// - Returns: whether the mirror changed.
  @discardableResult
  func take(_ entity: Entity, _ id: Int64, _ partial: Partial) throws -> Bool {
    var values: [String?] = Array(repeating: nil, count: entity.table.fields.count)
    var present: UInt64 = 0
    for (name, value) in partial.fields {
      let column = try #require(entity.table.index(of: name))
      values[column] = value
      present |= 1 << UInt64(column)
    }
    var writer = try mirrorWriter(entity)
    let changes = try writer.write(
      Record(table: entity.table, id: id, values: values, present: present), asOf: partial.asOf)
    try writer.finish()
    return changes
  }

  /// `name=value` of every field that was ever in an export, null as `-`.
  func shown(_ entity: Entity, _ id: Int64) throws -> [String] {
    guard let record = try record(entity, id: id) else { return [] }
    return entity.table.fields.indices.filter { record.has($0) }.map {
      "\(entity.table.fields[$0].name)=\(record[$0] ?? "-")"
    }
  }
}

@Suite("Records upsert by entity and id; absent is not null; older never overwrites newer")
struct MirrorTests {
  private func taken(_ partials: [Partial], by entity: Entity = .companies) throws -> [String] {
    let test = try TestLedger()
    defer { test.end() }
    for partial in partials { try test.ledger.take(entity, 7, partial) }
    return try test.ledger.shown(entity, 7)
  }

  @Test("Absent leaves what was there, null overwrites it, empty is neither")
  func absent() throws {
    let first = Partial(10, ["companyName": "Larkspur", "phone": "1", "fax": "2"])
    #expect(
      try taken([first, Partial(20, ["phone": nil, "fax": ""])]) == [
        "companyName=Larkspur", "phone=-", "fax=",
      ])
  }

  @Test("Older never overwrites newer, and fills what nobody has said yet")
  func older() throws {
    let newer = Partial(20, ["companyName": "New", "phone": nil])
    #expect(
      try taken([newer, Partial(10, ["companyName": "Old", "phone": "1", "city": "Albany"])])
        == ["companyName=New", "phone=-", "city=Albany"])
  }

  @Test("Of two of the same age the later to arrive counts")
  func arrival() throws {
    #expect(
      try taken([Partial(10, ["companyName": "A"]), Partial(10, ["companyName": "B"])]) == ["companyName=B"])
  }

  @Test("All are there however many come at once, in whatever order, and some of them twice")
  func many() throws {
    let test = try TestLedger()
    defer { test.end() }
    var writer = try test.ledger.mirrorWriter(.roles)
    let ids: [Int64] = Array(1...40) + [20, 100, 50, 50, 101, 101, 7] + Array(200...240)
    var last: [Int64: String] = [:]
    for (place, id) in ids.enumerated() {
      let name = "role \(place)"
      let values = Entity.roles.table.fields.map { $0.name == "name" ? name : nil }
      let present = UInt64(1) << UInt64(try #require(Entity.roles.table.index(of: "name")))
      let record = Record(table: Entity.roles.table, id: id, values: values, present: present)
      #expect(try writer.write(record, asOf: Int64(place)))
      last[id] = "name=\(name)"
    }
    try writer.finish()
    #expect(try test.ledger.records(.roles).map(\.id) == last.keys.sorted())
    for (id, name) in last { #expect(try test.ledger.shown(.roles, id) == [name]) }
  }

  /// Every order of so many things.
  static func orders(_ count: Int) -> [[Int]] {
    if count == 0 { return [[]] }
    return orders(count - 1).flatMap { order in
      (0...order.count).map { place in
        var longer = order
        longer.insert(count - 1, at: place)
        return longer
      }
    }
  }

  @Test("Partial bundles give the same row in whatever order they come", arguments: 0..<20)
  func anyOrder(seed: Int) throws {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    func next(_ bound: UInt64) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % bound)
    }
    // Invoices have fields that stick.
    let names = ["invoiceNumber", "orderNumber", "isVoided", "voidedDate", "invoiceTotal"]
    let partials = (0..<4).map { index -> Partial in
      var partial = Partial(Int64(index * 10 + 5), [:])
      for name in names where next(3) > 0 {
        let values: [String?] =
          name == "isVoided"
          ? ["true", "false", nil]
          : name == "voidedDate" ? ["2026-10-0\(index + 1)", nil, ""] : ["v\(index)", nil, ""]
        partial.fields.append((name, values[next(3)]))
      }
      return partial
    }
    let test = try TestLedger()
    defer { test.end() }
    // An order a record, all in one step.
    var rows: [[String]] = []
    try test.ledger.begin()
    for (index, order) in MirrorTests.orders(4).enumerated() {
      for place in order { try test.ledger.take(.invoices, Int64(index), partials[place]) }
      rows.append(try test.ledger.shown(.invoices, Int64(index)))
    }
    try test.ledger.rollback()
    for row in rows { #expect(row == rows[0], "\(partials)") }
  }

  @Test(
    "A void never goes back, whatever its spelling and whatever comes later",
    arguments: [
      [Partial(10, ["isVoided": "true"]), Partial(20, ["isVoided": "false"])],
      [Partial(20, ["isVoided": "false"]), Partial(10, ["isVoided": "true"])],
      [
        Partial(10, ["isVoided": "False"]), Partial(20, ["isVoided": "true"]), Partial(30, ["isVoided": nil]),
      ],
      [Partial(10, ["isVoided": "0"]), Partial(20, ["isVoided": "true"]), Partial(20, ["isVoided": "0"])],
    ])
  func void(partials: [Partial]) throws {
    #expect(try taken(partials, by: .invoices) == ["isVoided=true"])
  }

  @Test("The date of a void stays, too")
  func voidedDate() throws {
    #expect(
      try taken([Partial(10, ["voidedDate": "2026-10-02"]), Partial(20, ["voidedDate": nil])], by: .invoices)
        == ["voidedDate=2026-10-02"])
  }

  @Test("The same again changes nothing; something newer with the same content changes its age only")
  func same() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    let first = Partial(10, ["companyName": "A", "phone": nil])
    #expect(try ledger.take(.companies, 7, first))
    #expect(try !ledger.take(.companies, 7, first))
    #expect(try !ledger.take(.companies, 7, Partial(5, ["companyName": "older"])))
    _ = try ledger.take(.companies, 7, Partial(20, ["companyName": "A", "phone": nil]))
    #expect(try !ledger.take(.companies, 7, Partial(15, ["companyName": "B"])))
    #expect(try ledger.shown(.companies, 7) == ["companyName=A", "phone=-"])
  }

  @Test("Lines that were just taken are the same as those that are read")
  func freshLines() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    func lines(_ invoice: Int64) throws -> [[String?]] {
      try ledger.records(.billingItems, parent: "invoiceID", id: invoice).map { line in
        [String(line.id)] + line.table.fields.indices.map { line.has($0) ? line[$0] ?? "-" : nil }
      }
    }
    func twice(_ invoice: Int64) throws -> Int {
      let fresh = try lines(invoice)
      // Asked a second time, it is read.
      #expect(try lines(invoice) == fresh)
      return fresh.count
    }
    for id in 1...4 as ClosedRange<Int64> {
      try ledger.take(
        .billingItems, id,
        Partial(1, ["invoiceID": "8491", "itemName": "é \(id)", "rate": nil, "description": ""]))
    }
    #expect(try twice(8491) == 4)
    // Some were there before.
    try ledger.take(.billingItems, 5, Partial(1, ["invoiceID": "8491"]))
    #expect(try twice(8491) == 5)
    // One is told again, otherwise.
    try ledger.take(.billingItems, 6, Partial(1, ["invoiceID": "8492", "rate": "1"]))
    try ledger.take(.billingItems, 6, Partial(2, ["rate": "2"]))
    #expect(try twice(8492) == 1)
    // One goes to another invoice.
    try ledger.take(.billingItems, 7, Partial(1, ["invoiceID": "8493"]))
    try ledger.take(.billingItems, 7, Partial(2, ["invoiceID": "8494"]))
    #expect(try twice(8493) == 0)
    #expect(try twice(8494) == 1)
    // What is taken back was never there.
    try ledger.begin()
    try ledger.take(.billingItems, 8, Partial(1, ["invoiceID": "8495"]))
    try ledger.rollback()
    try ledger.take(.billingItems, 8, Partial(1, ["invoiceID": "8495", "rate": "3"]))
    #expect(try twice(8495) == 1)
  }

  @Test("Lines are found by their invoice, in the order of their ids")
  func lines() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    for (id, invoice) in [(30, "8491"), (10, "8491"), (20, "8490"), (40, nil)] as [(Int64, String?)] {
      try ledger.take(.billingItems, id, Partial(1, ["invoiceID": invoice]))
    }
    #expect(try ledger.records(.billingItems, parent: "invoiceID", id: 8491).map(\.id) == [10, 30])
    #expect(try ledger.records(.billingItems).map(\.id) == [10, 20, 30, 40])
    #expect(try ledger.record(.billingItems, id: 99) == nil)
  }

  @Test("A line that moves to another invoice has the old one judged anew")
  func moved() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    var item = Item(key: ItemKey(invoice: InvoiceID(8491)), connector: ConnectorName("main"), state: .ready)
    item.isDirty = false
    try ledger.save(item)
    try ledger.take(.billingItems, 1, Partial(1, ["invoiceID": "8491"]))
    try ledger.take(.billingItems, 1, Partial(2, ["invoiceID": "8491", "itemName": "x"]))
    #expect(try ledger.dirtyItems().isEmpty)
    try ledger.take(.billingItems, 1, Partial(3, ["invoiceID": "8600"]))
    #expect(try ledger.dirtyItems() == [item.key])
  }

  @Test("A corrected organization sends again what was refused for it, and nothing else")
  func corrected() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    for (number, state) in [(1, TransferState.refused), (2, .held)] as [(Int64, TransferState)] {
      var item = Item(
        key: ItemKey(invoice: InvoiceID(number)), connector: ConnectorName("main"), state: state)
      item.organization = OrganizationID(7)
      item.isDirty = false
      try ledger.save(item)
    }
    try ledger.take(.companies, 7, Partial(1, ["city": "Albny", "lastTrackedModifiedDateTime": "1"]))
    try ledger.take(.companies, 7, Partial(2, ["city": "Albny", "lastTrackedModifiedDateTime": "2"]))
    #expect(try ledger.dirtyItems().isEmpty)
    try ledger.take(.companies, 7, Partial(3, ["city": "Albany"]))
    #expect(try ledger.dirtyItems().map(\.description) == ["invoice:1"])
    #expect(try ledger.item(ItemKey(invoice: InvoiceID(1)))?.isToRetry == true)
  }

  @Test("Labels of picklists are replaced by newer ones")
  func labels() throws {
    let test = try TestLedger()
    defer { test.end() }
    let ledger = test.ledger
    for label in ["Mail", "E-mail"] {
      try ledger.setLabel(label, entity: "Companies", field: "invoiceMethod", value: "2")
    }
    #expect(try ledger.labels(entity: "Companies", field: "invoiceMethod") == ["2": "E-mail"])
  }
}
