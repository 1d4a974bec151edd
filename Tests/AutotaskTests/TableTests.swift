import Accounting
import Autotask
import Testing

/// The records of a table, each as `id field=value …` in the order of the entity's fields; null is `-`.
private func read(
  _ text: String, hint: Entity? = nil, rules: TableRules = TableRules(), step: Int = 7
) throws -> [String] {
  let reader = TableReader(hint: hint, rules: rules)
  var told: [String] = []
  func tell(_ row: borrowing FieldRow) {
    var words = [row.id.map(String.init) ?? "?"]
    for (column, field) in row.entity.table.fields.enumerated() where row.has(column) {
      words.append("\(field.name)=\(row.text(of: column) ?? "-")")
    }
    told.append(words.joined(separator: " "))
  }
  let bytes = Array(text.utf8)
  for start in stride(from: 0, to: bytes.count, by: step) {
    let piece = Array(bytes[start..<min(start + step, bytes.count)])
    try reader.feed(piece.span, tell)
  }
  try reader.finish(tell)
  return told
}

@Suite("A table is read by its header")
struct TableTests {
  @Test("Rows become records; an empty cell is null, a column that is not there is nothing")
  func rows() throws {
    #expect(
      try read("Invoice ID,Organization,Total,Notes\n8491,\"Alder, Inc.\",12.50,x\n8492,,0,y\n,Nobody,1,\n")
        == [
          "8491 invoiceTotal=12.50 companyName=Alder, Inc.", "8492 invoiceTotal=0 companyName=-",
          "? invoiceTotal=1 companyName=Nobody",
        ])
  }

  @Test(
    "Headers in every spelling",
    arguments: [
      "invoiceTotal", "InvoiceTotal", "INVOICE TOTAL", "Invoice Total", "invoice_total", "Invoice-Total",
      "Total",
      "\u{FEFF}Invoice Total", " Invoice.Total ",
    ])
  func spellings(header: String) throws {
    #expect(try read("\(header);ID;isVoided\n1;2;No\n") == ["2 invoiceTotal=1 isVoided=No"])
  }

  @Test(
    "Dates are brought into one form where no doubt is left",
    arguments: [
      ("2026-10-03", "2026-10-03"), ("2026-10-03T00:00:00Z", "2026-10-03T00:00:00Z"),
      ("10/13/2026", "2026-10-13"), ("13/10/2026", "2026-10-13"), ("13.10.2026 14:05", "2026-10-13T14:05:00"),
      ("10/13/2026 12:00 AM", "2026-10-13T00:00:00"), ("10/13/2026 2:05:09 PM", "2026-10-13T14:05:09"),
      ("10/13/2026 12:30 PM", "2026-10-13T12:30:00"), ("3/3/2026", "2026-03-03"),
      // What is no date stays, for the rules to say which item it concerns.
      ("31/31/2026", "31/31/2026"), ("10/13/26", "10/13/26"), ("10/13/2026 25:00", "10/13/2026 25:00"),
      ("soon", "soon"), ("/Date(1580256000000)/", "/Date(1580256000000)/"),
    ])
  func dates(written: String, read text: String) throws {
    #expect(try read("id,invoiceDateTime\n1,\(written)\n") == ["1 invoiceDateTime=\(text)"])
  }

  @Test("A date that may be two days is never guessed")
  func ambiguous() throws {
    let table = "id,Invoice Date\n1,10/13/2026\n2,03/10/2026\n"
    #expect(
      throws: TableProblem.ambiguousDate(header: "Invoice Date", value: "03/10/2026", line: 3, column: 3)
    ) {
      try read(table)
    }
    #expect(try read(table, rules: TableRules(dateOrder: .monthFirst))[1] == "2 invoiceDateTime=2026-03-10")
    let dayFirst = try read(table, rules: TableRules(dateOrder: .dayFirst))
    // With the order known, the first row is no date.
    #expect(dayFirst == ["1 invoiceDateTime=10/13/2026", "2 invoiceDateTime=2026-10-03"])
  }

  @Test(
    "Sums are read where no doubt is left",
    arguments: [
      ("1250.00", "1250.00"), ("$1,250.00", "1250.00"), ("1.250,00", "1250.00"), ("1 250,5", "1250.5"),
      ("(45.00)", "-45.00"), ("-$45.00", "-45.00"), ("12,5", "12.5"), ("1.250.000", "1250000"),
      ("1,250,000.5", "1250000.5"), ("386.6450", "386.6450"), ("1250,000", "1250.000"), ("7", "7"),
      // A thousand, or one and a quarter.
      ("1,250", "1,250"), ("1,25,0.5", "1,25,0.5"), ("twelve", "twelve"), ("1e3", "1e3"),
    ])
  func sums(written: String, read text: String) throws {
    #expect(try read("id;invoiceTotal\n1;\"\(written)\"\n") == ["1 invoiceTotal=\(text)"])
  }

  @Test(
    "A point before three digits is what the table shows it to be",
    arguments: [
      // Where the interface writes, and wherever fractions have points.
      ("id,invoiceTotal\n1,1.250\n", "1.250"), ("id;invoiceTotal\n0;95.5\n1;1.250\n", "1.250"),
      ("id;invoiceTotal\n1;0.125\n", "0.125"), ("id;invoiceTotal\n1;1250.125\n", "1250.125"),
      ("id;invoiceTotal\n1;\"1,250.125\"\n", "1250.125"),
      // Where fractions have commas, or may have.
      ("id;invoiceTotal\n1;1.250\n", "1.250 (1250 or 1.25)"),
      ("id;invoiceTotal\n1;-12.000\n", "-12.000 (-12000 or -12)"),
      ("id;invoiceTotal\n1;€ 1.250\n", "1.250 (1250 or 1.25)"),
      ("id,invoiceTotal\n0,\"12,5\"\n1,1.250\n", "1.250 (1250 or 1.25)"),
    ])
  func doubtful(table: String, read text: String) throws {
    #expect(try read(table).last == "1 invoiceTotal=\(text)")
  }

  @Test("A point that was taken for that of a fraction refuses the table when a decimal comma follows")
  func doubtfulBefore() throws {
    #expect(
      throws: TableProblem.ambiguousNumber(header: "Total", value: "1.250", line: 2, column: 3)
    ) {
      try read("id,Total\n1,1.250\n2,\"12,5\"\n")
    }
    // A comma that parts thousands is no decimal comma.
    #expect(try read("id,Total\n1,1.250\n2,\"1,250.00\"\n").count == 2)
  }

  @Test("Digits that are text stay text")
  func text() throws {
    #expect(
      try read("id,companyName,postalCode,companyNumber\n1,A,02180,\"=\"\"0042\"\"\"\n")
        == ["1 companyName=A companyNumber=0042 postalCode=02180"])
  }

  @Test("What is not recognised is named with the nearest guess")
  func unknown() throws {
    #expect(throws: TableProblem.unknown(header: ["id", "name", "externalNumber"], nearest: .billingCodes)) {
      try read("id,name,externalNumber\n1,A,2\n")
    }
    #expect(throws: TableProblem.unknown(header: ["Ship", "Captain"], nearest: nil)) {
      try read("Ship,Captain\nPequod,Ahab\n")
    }
    #expect(throws: TableProblem.withoutID(.invoices, header: ["Invoice Number", "Invoice Total"])) {
      try read("Invoice Number,Invoice Total\n1,2\n")
    }
    #expect(throws: TableProblem.unknown(header: [], nearest: nil)) { try read("\n") }
  }

  @Test("Rows of another width are no records, trailing separators aside")
  func ragged() throws {
    let reader = TableReader(hint: .invoices, rules: TableRules())
    var ids: [Int64?] = []
    let text = Array("id,invoiceTotal\n1,2,,\n2\n3,4,5\n4,1\n".utf8)
    try reader.feed(text.span) { row in ids.append(row.id) }
    try reader.finish { row in ids.append(row.id) }
    #expect(ids == [1, 4])
    #expect(reader.ragged.map(\.line) == [3, 4])
    #expect(reader.count == 4)
  }

  @Test("Every word over a column leads to a field of its entity")
  func aliases() throws {
    for entity in Entity.allCases {
      for field in entity.table.fields {
        let rows = try read("id,\(field.name)\n7,2026-10-13\n", hint: entity)
        #expect(rows == ["7 \(field.name)=2026-10-13"], "\(entity) \(field.name)")
      }
    }
  }

  @Test(
    "QuickBooks Transfer Date says whether an invoice was transferred",
    arguments: [
      ("", nil), ("Pending", nil), ("Pending/Failed", nil),
      ("10/13/2026 2:05 PM", "QuickBooks Transfer Date 2026-10-13T14:05:00"),
      ("03/10/2026", "QuickBooks Transfer Date 03/10/2026"),
    ])
  func transferDate(written: String, words: String?) throws {
    let reader = TableReader(hint: nil, rules: TableRules())
    let text = Array("Invoice ID,Invoice Total,QuickBooks Transfer Date\n1,2,\(written)\n".utf8)
    var found: [String?] = []
    func take(_ row: borrowing FieldRow) {
      let table = Entity.invoices.table
      let values = table.fields.indices.map { row.text(of: $0) }
      found.append(
        Invoice(Record(table: table, id: 1, values: values, present: .max), zone: .utc).transferMark?.words)
    }
    try reader.feed(text.span, take)
    try reader.finish(take)
    #expect(found == [words])
  }
}
