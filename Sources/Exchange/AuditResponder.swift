import Accounting
import Findings
import Ledger
import QBXML
import XML

/// Takes the invoices that QuickBooks has in a period, and lets them be compared once all of them are known.
struct AuditResponder {
  private let settlement: Settlement
  private var listed: [ListedInvoice] = []
  private var answered: Set<Int> = []

  init(_ settlement: Settlement) { self.settlement = settlement }

  mutating func take(_ element: XMLElement) throws {
    if element.name == "InvoiceRet" { listed.append(ListedInvoice(try InvoiceRet(element))) }
  }

  mutating func end(_ request: RequestRow, _ verdict: StatusCode) {
    switch verdict.outcome {
    case .applied, .appliedWithWarning, .notFound: answered.insert(request.ordinal)
    case .notApplied, .retry, .unknown:
      let code = verdict.code.map { String($0) } ?? "none"
      settlement.findings.append(
        notAnswered(request, "code \(code): \(verdict.meaning)", verdict.remedy))
    }
  }

  private func notAnswered(_ request: RequestRow, _ why: String, _ remedy: String?) -> Finding {
    let period = request.subject ?? ""
    return Finding(
      .auditNotAnswered, .warning,
      problem: "QuickBooks did not say which invoices it has in \(period) (\(why)), so nothing is compared",
      remedy: (remedy ?? "Run autopost run --retry.").replacing(
        "autopost run --retry", with: "autopost reconcile --ask \(period)"))
  }

  /// Half an answer shows nothing: what is missing in it may be in the other half.
  mutating func finish() throws {
    guard settlement.set.kind == .audit else { return }
    let pass = settlement.pass
    let requests = try pass.ledger.requests(of: settlement.set.number)
    guard let period = Auditing.period(requests) else { return }
    let asked = requests.filter { $0.purpose == .audit }
    for request in asked where !answered.contains(request.ordinal) {
      let isTold = settlement.findings.contains { $0.id == .auditNotAnswered }
      if !isTold {
        settlement.findings.append(notAnswered(request, "the answer says nothing of it", nil))
      }
    }
    guard asked.allSatisfy({ answered.contains($0.ordinal) }) else { return }
    var audit = Audit(settlement, period, listed)
    try audit.compare()
    try pass.ledger.save(audit.row)
    settlement.findings += audit.row.findings
    try pass.ledger.record(
      "audited", at: pass.now, set: settlement.set.number, detail: audit.words)
  }
}

/// What is kept of an invoice of QuickBooks until all are known.
struct ListedInvoice {
  let txnID: TxnID
  let customer: ObjectRef?
  let date: CalendarDate?
  let number: String?
  let subtotal: Amount
  /// Nothing is left of it, neither amount nor tax.
  let isEmpty: Bool
  /// As `ListedInvoice.plain` writes it; nil where QuickBooks gives none.
  let mark: String?

  init(_ invoice: InvoiceRet) {
    txnID = invoice.txnID
    customer = invoice.customer
    date = invoice.date
    number = invoice.refNumber
    subtotal = invoice.subtotal ?? .zero
    isEmpty = subtotal == .zero && (invoice.salesTaxTotal ?? .zero) == .zero
    mark = invoice.externalGUID.flatMap { $0.isEmpty ? nil : ListedInvoice.plain($0) }
  }

  /// An ExternalGUID without braces, in capitals.
  static func plain(_ guid: String) -> String { guid.uppercased().filter { $0 != "{" && $0 != "}" } }

  /// `number 1002 (TxnID 6-1795271400)`
  var words: String { "\(number.map { "number \($0)" } ?? "no number") (TxnID \(txnID))" }
}
