import Accounting
import Filesystem
import Ledger
import QBXML
import XML

/// What an answer is about, read to its last byte before anything of it is believed.
struct AnswerIndex {
  struct Response {
    var head: ResponseHead
    /// Transactions that the response says exist.
    var txnIDs: [TxnID] = []
    /// Transactions in words, for the list of what was posted in a wrong company.
    var posted: [String] = []
  }

  private(set) var set = ResponseSetHead?.none
  private(set) var companyName: String?
  /// HostRet's ProductName; nil when the answer holds none.
  private(set) var productName: String?
  private(set) var responses: [Response] = []
  /// Where an answer that is not whole ends; nil of a whole one.
  private(set) var tear: QBXMLProblem?

  /// - Throws: `QBXMLProblem` when the answer is torn or no answer at all.
  init(_ file: borrowing FileDescriptor) throws {
    try AnswerIndex.read(file) { event in try take(event) }
  }

  /// What an answer that is not whole says before it ends or goes wrong.
  init(torn file: borrowing FileDescriptor) throws {
    do { try AnswerIndex.read(file) { event in try take(event) } } catch let problem as QBXMLProblem {
      tear = problem
    }
  }

  private mutating func take(_ event: ResponseEvent) throws {
    switch event {
    case .set(let head):
      set = head
    case .response(let head):
      responses.append(Response(head: head))
    case .object(let element):
      guard let last = responses.indices.last else { return }
      if element.name == "HostRet" { productName = element.text(of: "ProductName") }
      if element.name == "CompanyRet" {
        let answered = CompanyRet(element).companyName
        if let known = companyName, known != answered {
          throw QBXMLProblem(
            .notAnAnswer, words: "it names two companies, \"\(known)\" and \"\(answered ?? "")\"")
        }
        companyName = answered
      }
      if responses[last].head.message == "InvoiceAddRs", element.name == "InvoiceRet" {
        let invoice = try InvoiceRet(element)
        responses[last].txnIDs.append(invoice.txnID)
        let number = invoice.refNumber.map { "number \($0)" } ?? "without a number"
        let amount = invoice.subtotal.map { ", \($0)" } ?? ""
        responses[last].posted.append(
          "invoice \(number), TxnID \(invoice.txnID), customer \(invoice.customer?.fullName ?? "unknown")\(amount)"
        )
      }
      if ["CustomerAddRs", "ItemServiceAddRs", "ItemOtherChargeAddRs"].contains(responses[last].head.message),
        let entry = element.text(of: "FullName") ?? element.text(of: "Name")
      {
        responses[last].posted.append("\(element.name == "CustomerRet" ? "customer" : "item") \"\(entry)\"")
      }
    case .end:
      break
    }
  }

  /// Reads an answer from its start, piece by piece.
  static func read(_ file: borrowing FileDescriptor, _ body: (ResponseEvent) throws -> Void) throws {
    try file.seek(to: 0)
    var stream = try ResponseStream()
    try file.readPieces(failure: { $0 as any Error }) { (piece) throws(any Error) in
      try stream.feed(piece, body)
    }
    try stream.finish(body)
  }
}
