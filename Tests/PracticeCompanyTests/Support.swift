import PracticeCompany
import Testing
import XML

let noon = moment("2026-11-21T12:00:00-05:00")

func moment(_ text: String) -> PracticeTime {
  guard let time = PracticeTime(text) else { preconditionFailure("\(text) is not a time") }
  return time
}

/// A message set around requests.
func messageSet(
  _ requests: String, onError: String = "continueOnError", attributes: String = "", version: String = "13.0"
) -> [UInt8] {
  Array(
    """
    <?xml version="1.0" encoding="utf-8"?>
    <?qbxml version="\(version)"?>
    <QBXML><QBXMLMsgsRq onError="\(onError)"\(attributes)>\(requests)</QBXMLMsgsRq></QBXML>
    """.utf8)
}

func believing(_ words: String...) throws -> PracticeBeliefs { try PracticeBeliefs(words: words) }

func company(_ words: String...) throws -> PracticeCompany {
  PracticeCompany(beliefs: try PracticeBeliefs(words: words), now: noon)
}

/// A company with a customer `Fabrikam`, a service `Labor` at 95 and its fellows.
func busyCompany(_ words: String...) throws -> PracticeCompany {
  var company = PracticeCompany(beliefs: try PracticeBeliefs(words: words), now: noon)
  try company.addCustomer(name: "Fabrikam", email: "books@fabrikam.example", now: noon)
  try company.addItem(kind: .service, name: "Labor", price: "95", description: "Work by the hour", now: noon)
  try company.addItem(
    kind: .service, name: "Untaxed", price: "10", taxCode: company.beliefs.salesTax ? "Non" : nil, now: noon)
  try company.addItem(kind: .discount, name: "Discount", now: noon)
  try company.addItem(kind: .subtotal, name: "Subtotal", now: noon)
  return company
}

struct Refused: Error, Equatable { var code: String }

extension PracticeCompany {
  /// The whole answer as text; throws when the whole set was refused.
  mutating func text(_ set: [UInt8], at time: PracticeTime = noon) throws -> String {
    switch answer(set, now: time) {
    case .response(let bytes, _): return String(decoding: bytes, as: UTF8.self)
    case .hresult(let code, _, _): throw Refused(code: code)
    }
  }

  mutating func envelope(_ set: [UInt8], at time: PracticeTime = noon) throws -> XMLElement {
    let root = try XMLElement.parse(Array(try text(set, at: time).utf8))
    return try #require(root.child("QBXMLMsgsRs"))
  }

  /// The answers to requests, in order.
  mutating func ask(
    _ requests: String, onError: String = "continueOnError", at time: PracticeTime = noon
  ) throws -> [XMLElement] {
    try envelope(messageSet(requests, onError: onError), at: time).children
  }

  /// The status codes of the answers.
  mutating func codes(_ requests: String, onError: String = "continueOnError") throws -> [String] {
    try ask(requests, onError: onError).map { $0.attribute("statusCode") ?? "" }
  }

  /// Code and message of the first answer.
  mutating func status(_ request: String) throws -> String {
    let answer = try #require(try ask(request).first)
    return "\(answer.attribute("statusCode") ?? "") \(answer.attribute("statusMessage") ?? "")"
  }

  /// The first object of the first answer; it must be status 0.
  mutating func object(_ request: String, at time: PracticeTime = noon) throws -> XMLElement {
    let answer = try #require(try ask(request, at: time).first)
    #expect(answer.attribute("statusMessage") == "Status OK")
    return try #require(answer.children.first)
  }
}

/// An InvoiceAdd for Fabrikam.
func invoice(_ header: String = "", lines: String = line("<Quantity>1</Quantity>")) -> String {
  "<InvoiceAddRq requestID=\"1\"><InvoiceAdd><CustomerRef><FullName>Fabrikam</FullName></CustomerRef>\(header)\(lines)</InvoiceAdd></InvoiceAddRq>"
}

func line(_ rest: String, item: String = "Labor") -> String {
  "<InvoiceLineAdd><ItemRef><FullName>\(item)</FullName></ItemRef>\(rest)</InvoiceLineAdd>"
}

func customer(_ name: String, _ rest: String = "") -> String {
  "<CustomerAddRq requestID=\"c\"><CustomerAdd><Name>\(name)</Name>\(rest)</CustomerAdd></CustomerAddRq>"
}

func service(
  _ name: String,
  _ prices: String =
    "<SalesOrPurchase><AccountRef><FullName>Autotask Other</FullName></AccountRef></SalesOrPurchase>",
  parent: String? = nil
) -> String {
  let under = parent.map { "<ParentRef><FullName>\($0)</FullName></ParentRef>" } ?? ""
  return
    "<ItemServiceAddRq requestID=\"i\"><ItemServiceAdd><Name>\(name)</Name>\(under)\(prices)</ItemServiceAdd></ItemServiceAddRq>"
}

extension XMLElement {
  /// The text at the end of a path of names; nil when a step is missing.
  func at(_ path: String...) -> String? {
    var element: XMLElement? = self
    for name in path { element = element?.child(name) }
    return element?.text
  }
}
