import PracticeCompany

/// What must stand in the books, worked out from the export alone.
struct BookEntry: Hashable, CustomStringConvertible {
  struct Line: Hashable {
    var item: String
    var text: String
    var cents: Int64
  }

  var customer: String
  var date: String
  var lines: [Line]
  var cents: Int64

  var description: String {
    let shown = lines.map { "\($0.item)/\($0.text)/\($0.cents)" }.joined(separator: ", ")
    return "\(customer) \(date) \(cents): \(shown)"
  }

  init(_ invoice: Export.Invoice, in export: Export) {
    let company = export.companies.last { $0.id == invoice.company }
    customer = (company?.name ?? "?").replacing("~", with: ":")
    date = invoice.date
    lines = invoice.lines.map { line in
      let code = export.codes.last { $0.id == line.code }
      return Line(
        item: (code?.name ?? "?").replacing("~", with: ":"), text: line.text, cents: Cents.of(line.amount))
    }
    let total = invoice.total.map(Cents.units) ?? invoice.lines.reduce(0) { $0 + Cents.units($1.amount) }
    cents = Cents.rounded(total)
    // What rounding each line leaves over is a line of its own.
    let rest = cents - lines.reduce(0) { $0 + $1.cents }
    if rest != 0 { lines.append(Line(item: "Rounding", text: "Rounding", cents: rest)) }
  }

  init(_ invoice: PracticeInvoice) {
    customer = invoice.customer
    date = invoice.date
    lines = invoice.lines.map { Line(item: $0.item ?? "", text: $0.description, cents: $0.cents) }
    cents = invoice.subtotalCents
  }
}

extension Export {
  /// What is to stand in the books of these invoices, all by default.
  func answerKey(_ ids: [Int64]? = nil) -> [BookEntry] {
    invoices.filter { ids?.contains($0.id) ?? true }.map { BookEntry($0, in: self) }.sorted()
  }
}

extension PracticeCompany {
  /// What stands in the books, in the order of an answer key.
  var entries: [BookEntry] { books.map { BookEntry($0) }.sorted() }
}

extension [BookEntry] {
  func sorted() -> [BookEntry] { sorted { $0.description < $1.description } }
}
