import Accounting
import Filesystem
import Ledger
import QBXML
import WebConnector
import XML

/// What an answer is about, read to its last byte before anything of it is believed.
struct AnswerIndex {
  struct Response {
    var head: ResponseHead
    /// Transactions that the response says exist.
    var txnIDs: [TxnID] = []
    /// What it says was made, for the list of what was posted in a wrong company.
    var made: [AnsweredEntry] = []
  }

  private(set) var set = ResponseSetHead?.none
  private(set) var companyName: String?
  /// The FileID that Web Connector put on the company file; nil when it bears none of ours.
  private(set) var fileID: String?
  /// When QuickBooks made the newest of its invoices, by the clock of its computer.
  private(set) var newest: WrittenTime?
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
      if set != nil { throw QBXMLProblem(.notAnAnswer, words: "it holds more than one answer") }
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
        fileID = CompanyRet(element).fileID(ownerID: QWCFile.ownerID)
      }
      let message = responses[last].head.message
      if message == "InvoiceAddRs", element.name == "InvoiceRet" {
        let invoice = try InvoiceRet(element)
        responses[last].txnIDs.append(invoice.txnID)
        if let made = invoice.timeCreated,
          newest.map({ $0.instant(in: .utc) < made.instant(in: .utc) }) ?? true
        {
          newest = made
        }
      }
      if let made = AnsweredEntry(element, in: message) { responses[last].made.append(made) }
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
