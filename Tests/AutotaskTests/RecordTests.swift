import Accounting
import Testing

@testable import Autotask

/// A record with these fields, the others absent; `nil` is null.
func record(_ entity: Entity, _ id: Int64, _ fields: [(String, String?)]) throws -> Record {
  let table = entity.table
  var values = [String?](repeating: nil, count: table.fields.count)
  var present: UInt64 = 0
  for (name, value) in fields {
    let column = try #require(table.index(of: name), "no field \(name)")
    values[column] = value
    present |= 1 << UInt64(column)
  }
  return Record(table: table, id: id, values: values, present: present)
}

@Suite("Records are read from their text, exactly")
struct RecordTests {
  @Test("Texts of any length come back from one piece, and null is not empty")
  func packing() throws {
    let table = Entity.roles.table
    for length in [0, 1, 127, 128, 300, 16_383, 16_384, 70_000] {
      let long = String(repeating: "ü", count: length)
      let values = table.fields.indices.map { [long, nil, "", "x"][$0 % 4] }
      let record = Record(table: table, id: 1, values: values, present: 3)
      let again = Record(table: table, id: 1, present: 3, filled: record.filled, packed: record.packed)
      #expect(table.fields.indices.map { record[$0] } == values)
      #expect(table.fields.indices.map { again[$0] } == values)
      // What is cut off is as if it were empty.
      let cut = Record(
        table: table, id: 1, present: 3, filled: record.filled, packed: Array(record.packed.dropLast()))
      #expect(cut.packed.count == record.packed.count - 1)
      _ = table.fields.indices.map { cut[$0] }
    }
  }

  @Test("An invoice")
  func invoice() throws {
    let invoice = Invoice(
      try record(
        .invoices, 8491,
        [
          ("companyID", "201"), ("batchID", "0"), ("invoiceDateTime", "2026-10-01T00:00:00Z"),
          ("invoiceNumber", "2020.0046"), ("invoiceTotal", "386.6450"), ("totalTaxValue", "-0.00001"),
          ("orderNumber", ""), ("isVoided", "false"), ("voidedDate", nil), ("paidDate", nil),
          ("webServiceDate", nil),
        ]), zone: .utc)
    #expect(invoice.organization == OrganizationID(201))
    #expect(invoice.batch == nil)
    #expect(invoice.date == CalendarDate("2026-10-01"))
    #expect(invoice.number == "2020.0046")
    #expect(invoice.total == UnroundedAmount(units: 38_664_500))
    #expect(invoice.tax == UnroundedAmount(units: -1))
    #expect(invoice.orderNumber == nil)
    #expect(!invoice.isVoided)
    #expect(invoice.problems.isEmpty)
  }

  @Test("The organization 0 is the MSP's own; other references of 0 are none")
  func zero() throws {
    let invoice = Invoice(try record(.invoices, 1, [("companyID", "0")]), zone: .utc)
    #expect(invoice.organization == OrganizationID(0))
    let line = BillingItem(
      try record(.billingItems, 1, [("billingCodeID", "0"), ("organizationalLevelAssociationID", "0")]),
      zone: .utc)
    #expect(line.billingCode == nil)
    #expect(line.lineOfBusiness == nil)
  }

  @Test(
    "An invoice is void by its flag or by its date",
    arguments: [
      ("true", String?.none, true), ("1", nil, true), ("True", nil, true), ("false", nil, false),
      ("false", "2026-10-02T00:00:00Z", true), ("", "", false),
    ])
  func void(flag: String, date: String?, isVoided: Bool) throws {
    let invoice = Invoice(
      try record(.invoices, 1, [("isVoided", flag), ("voidedDate", date)]), zone: .utc)
    #expect(invoice.isVoided == isVoided)
    #expect(invoice.problems.isEmpty)
  }

  @Test(
    "Values that are none of their kind are told with their field",
    arguments: [
      (Entity.invoices, "companyID", "abc", "is not the number of a record"),
      (.invoices, "companyID", "-1", "is not the number of a record"),
      (.invoices, "companyID", "+1", "is not the number of a record"),
      (.invoices, "companyID", "1.0", "is not the number of a record"),
      (.invoices, "invoiceTotal", "1,250.00", "is not a decimal number such as 1250.00"),
      (.invoices, "invoiceTotal", "1e3", "is not a decimal number such as 1250.00"),
      (.invoices, "invoiceTotal", "$5", "is not a decimal number such as 1250.00"),
      (.invoices, "invoiceTotal", "0.000001", "has more than five decimals"),
      (.invoices, "invoiceTotal", "99999999999999999999", "is too large"),
      (
        .invoices, "invoiceDateTime", "10/01/2026", "is not a date such as 2026-10-01 or 2026-10-01T00:00:00Z"
      ),
      (
        .invoices, "invoiceDateTime", "2026-02-30", "is not a date such as 2026-10-01 or 2026-10-01T00:00:00Z"
      ),
      (.invoices, "isVoided", "maybe", "is neither true nor false"),
      (.billingItems, "quantity", "one", "is not a decimal number such as 1250.00"),
      (.billingItems, "nonBillable", "2", "is neither true nor false"),
      (.companies, "currencyID", "EUR", "is not the number of a record"),
    ])
  func problems(entity: Entity, field: String, value: String, expected: String) throws {
    let record = try record(entity, 7, [(field, value)])
    let problems: [FieldProblem] =
      switch entity {
      case .invoices: Invoice(record, zone: .utc).problems
      case .billingItems: BillingItem(record, zone: .utc).problems
      default: Organization(record, zone: .utc, countries: [:]).problems
      }
    #expect(
      problems == [FieldProblem(entity: entity, id: 7, field: field, value: value, expected: expected)])
  }

  @Test(
    "Dates are taken as they are meant",
    arguments: [
      ("2026-10-01", "2026-10-01"), ("2026-10-01T00:00:00Z", "2026-10-01"),
      ("2026-10-01T00:00:00", "2026-10-01"), ("2026-10-01T00:00:00-04:00", "2026-10-01"),
      ("2020-09-30T20:00:00-04:00", "2020-10-01"), ("2026-01-01T04:59:59.023Z", "2025-12-31"),
      ("/Date(1580256000000)/", "2020-01-29"), ("/Date(1580259600000)/", "2020-01-28"),
    ])
  func dates(text: String, date: String) throws {
    // Five hours west of Greenwich, all year.
    let zone = try #require(Zone(name: "West", tzif: RecordTests.fiveHoursWest))
    let line = BillingItem(try record(.billingItems, 1, [("itemDate", text)]), zone: zone)
    #expect(line.date == CalendarDate(date))
    #expect(line.problems.isEmpty)
  }

  /// A TZif file of version 2 without any change of the clock.
  static let fiveHoursWest: [UInt8] = {
    func header(_ types: UInt8, _ characters: UInt8) -> [UInt8] {
      Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15 + 16) + [0, 0, 0, types, 0, 0, 0, characters]
    }
    let type: [UInt8] = [0xFF, 0xFF, 0xB9, 0xB0, 0, 0] + Array("EST\0".utf8)
    return header(1, 4) + type + header(1, 4) + type + Array("\nEST5\n".utf8)
  }()

  @Test(
    "A moment is read in either form",
    arguments: [
      ("2026-10-05T08:12:00Z", Int64?.some(1_791_187_920_000)), ("/Date(1580256000000)/", 1_580_256_000_000),
      ("yesterday", nil),
    ])
  func moments(text: String, milliseconds: Int64?) {
    #expect(writtenMoment(text, zone: .utc)?.milliseconds == milliseconds)
  }

  @Test("Countries come by their number, else by their name in the record")
  func countries() throws {
    let organization = Organization(
      try record(
        .companies, 1,
        [
          ("companyName", "Larkspur"), ("address1", "1 Mill St"), ("countryID", "237"), ("country", "USA"),
          ("billToCity", "Albany"), ("billToCountryID", "9"),
        ]), zone: .utc, countries: [237: "United States"])
    #expect(organization.address.country == "United States")
    #expect(organization.billingAddress.country == nil)
    #expect(!organization.billingAddress.isEmpty)
  }

  @Test("A line's place in print comes from either name of the field")
  func order() throws {
    func order(_ fields: [(String, String?)]) throws -> Int64? {
      BillingItem(try record(.billingItems, 1, fields), zone: .utc).sortOrder
    }
    #expect(try order([("sortOrderID", "3"), ("lineItemID", "4")]) == 3)
    #expect(try order([("sortOrderID", nil), ("lineItemID", "4")]) == 4)
    #expect(try order([]) == nil)
  }
}
