import Accounting
import ByteFormats
import Ledger
import QBXML
import XML

/// What travelled in an InvoiceAdd, from the bytes that were published.
struct SentInvoice {
  var customer: Reference?
  var date: CalendarDate?
  var number: String?
  var purchaseOrder: String?
  var externalGUID: String?

  init() {}

  init(_ invoice: XMLElement) {
    if let customer = invoice.child("CustomerRef") {
      self.customer =
        customer.text(of: "ListID").map { .listID(ListID($0)) }
        ?? customer.text(of: "FullName").map { .fullName($0) }
    }
    date = invoice.text(of: "TxnDate").flatMap { CalendarDate($0) }
    number = invoice.text(of: "RefNumber")
    purchaseOrder = invoice.text(of: "PONumber")
    externalGUID = invoice.text(of: "ExternalGUID")
  }

  /// In what an invoice of QuickBooks is another than was sent; `name` is what the customer's ListID stands for.
  func differences(from invoice: InvoiceRet, customer name: String) -> [String] {
    var words: [String] = []
    let shown = "customer \"\(invoice.customer?.fullName ?? "unknown")\""
    switch customer {
    case .listID(let id):
      if let answered = invoice.customer?.listID, answered != id {
        words.append("\(shown) instead of the customer of \(name)")
      }
    case .fullName(let wanted):
      if let answered = invoice.customer?.fullName, NameFolding.key(answered) != NameFolding.key(wanted) {
        words.append("\(shown) instead of \"\(wanted)\"")
      }
    case nil: break
    }
    if let date, let answered = invoice.date, answered != date {
      words.append("date \(answered) instead of \(date)")
    }
    if let number, let answered = invoice.refNumber, answered != number {
      words.append("number \(answered) instead of \(number)")
    }
    // Two invoices of one customer and day may differ in nothing else that is there before the lines.
    if let answered = invoice.poNumber, !answered.isEmpty, answered != purchaseOrder ?? "" {
      words.append("PO number \(answered) instead of \(purchaseOrder ?? "none")")
    }
    return words
  }

  /// Whether the ExternalGUIDs say that it is this one; nil where QuickBooks gives none.
  func isSame(as invoice: InvoiceRet) -> Bool? {
    func plain(_ guid: String) -> String { guid.uppercased().filter { $0 != "{" && $0 != "}" } }
    guard let externalGUID, let answered = invoice.externalGUID, !answered.isEmpty else { return nil }
    return plain(externalGUID) == plain(answered)
  }
}

extension Pass {
  /// The invoices of a set by requestID, read once while one answer after the other speaks of it; none when its bytes
  /// are nowhere any more.
  func sentInvoices(in set: SetRow) throws -> [RequestID: SentInvoice] {
    if let (number, invoices) = readSet, number == set.number { return invoices }
    var invoices: [RequestID: SentInvoice] = [:]
    if let bytes = try folder.keptSet(set) {
      let root = try XMLElement.parse(bytes)
      for message in root.child("QBXMLMsgsRq")?.children ?? [] {
        guard let id = message.attribute("requestID"), let invoice = message.child("InvoiceAdd") else {
          continue
        }
        invoices[RequestID(id)] = SentInvoice(invoice)
      }
    }
    readSet = (set.number, invoices)
    return invoices
  }
}
