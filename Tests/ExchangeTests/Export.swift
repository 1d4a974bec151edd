/// What Autotask exports, from which both the bundle and its answer key are made.
struct Export {
  /// An organization.
  struct Company {
    var id: Int64
    var name: String
    /// More fields: `"invoiceMethod": 2`.
    var more: [String] = []
  }

  /// A billing code.
  struct Code {
    var id: Int64
    var name: String
  }

  /// A billing item.
  struct Line {
    var id: Int64
    var code: Int64
    var text: String
    var quantity = "1"
    var rate: String?
    /// What is billed, decimal text.
    var amount: String
    var date: String?
    var more: [String] = []

    init(
      _ id: Int64, code: Int64 = 11, _ text: String, quantity: String = "1", rate: String? = nil,
      _ amount: String, date: String? = nil, more: [String] = []
    ) {
      (self.id, self.code, self.text, self.quantity) = (id, code, text, quantity)
      (self.rate, self.amount, self.date, self.more) = (rate, amount, date, more)
    }

    init(_ id: Int64, code: Int64 = 11, quantity: String = "1", rate: String? = nil, _ amount: String) {
      self.init(id, code: code, "Work on site", quantity: quantity, rate: rate, amount)
    }
  }

  struct Invoice {
    var id: Int64
    var company: Int64
    var date: String
    var lines: [Line]
    /// Decimal text; nil for the sum of the lines.
    var total: String?
    var more: [String] = []

    init(
      _ id: Int64, company: Int64 = 201, date: String = "2026-11-02", _ lines: [Line], total: String? = nil,
      more: [String] = []
    ) {
      (self.id, self.company, self.date, self.lines) = (id, company, date, lines)
      (self.total, self.more) = (total, more)
    }
  }

  /// A file of a bundle.
  struct File {
    var name: String
    var text: String
  }

  var companies: [Company] = []
  var codes: [Code] = []
  var invoices: [Invoice] = []

  // MARK: Files

  /// The four files, each in the envelope of a REST query.
  var files: [File] {
    [
      File(name: "Companies.json", text: Export.envelope(companies.map(Export.json))),
      File(name: "BillingCodes.json", text: Export.envelope(codes.map(Export.json))),
      File(name: "Invoices.json", text: Export.envelope(invoices.map(Export.json))),
      File(name: "BillingItems.json", text: Export.envelope(invoices.flatMap(Export.lines))),
    ].filter { $0.text.contains("\"id\"") }
  }

  static func envelope(_ records: [String]) -> String {
    """
    {"items":[
    \(records.joined(separator: ",\n"))
    ],"pageDetails":{"count":\(records.count),"requestCount":500,"prevPageUrl":null,"nextPageUrl":null}}
    """
  }

  static func json(_ company: Company) -> String {
    object(
      [
        "\"id\":\(company.id)", "\"companyName\":\(string(company.name))", "\"isActive\":true",
        "\"phone\":\"555-0\(company.id)\"", "\"address1\":\"\(company.id) Mill Street\"",
        "\"city\":\"Albany\"",
        "\"state\":\"NY\"", "\"postalCode\":\"12207\"", "\"isTaxExempt\":false",
      ], company.more)
  }

  static func json(_ code: Code) -> String {
    object(["\"id\":\(code.id)", "\"name\":\(string(code.name))", "\"isActive\":true"], [])
  }

  static func json(_ invoice: Invoice) -> String {
    let sum = invoice.lines.reduce(0) { $0 + Cents.units($1.amount) }
    return object(
      [
        "\"id\":\(invoice.id)", "\"batchID\":171", "\"companyID\":\(invoice.company)",
        "\"invoiceDateTime\":\"\(invoice.date)T00:00:00Z\"", "\"invoiceNumber\":\"A-\(invoice.id)\"",
        "\"invoiceTotal\":\(invoice.total ?? Cents.text(sum))", "\"totalTaxValue\":0.0000",
        "\"isVoided\":false", "\"voidedDate\":null", "\"webServiceDate\":null", "\"paidDate\":null",
      ], invoice.more)
  }

  static func lines(_ invoice: Invoice) -> [String] {
    invoice.lines.enumerated().map { index, line in
      object(
        [
          "\"id\":\(line.id)", "\"invoiceID\":\(invoice.id)", "\"companyID\":\(invoice.company)",
          "\"billingItemType\":1", "\"itemName\":\(string(line.text))",
          "\"description\":\(string(line.text))",
          "\"quantity\":\(line.quantity)", "\"rate\":\(line.rate ?? line.amount)",
          "\"totalAmount\":\(line.amount)", "\"extendedPrice\":\(line.amount)", "\"taxDollars\":0.0000",
          "\"itemDate\":\"\(line.date ?? invoice.date)T00:00:00Z\"", "\"billingCodeID\":\(line.code)",
          "\"sortOrderID\":\(index + 1)",
        ], line.more)
    }
  }

  /// A later field replaces an earlier one of its name.
  private static func object(_ fields: [String], _ more: [String]) -> String {
    func name(_ field: String) -> Substring { field.prefix { $0 != ":" } }
    let replaced = Set(more.map(name))
    return "{\((fields.filter { !replaced.contains(name($0)) } + more).joined(separator: ","))}"
  }

  static func string(_ text: String) -> String {
    var shown = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": shown += "\\\""
      case "\\": shown += "\\\\"
      case "\n": shown += "\\n"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return "\"\(shown)\""
  }
}
