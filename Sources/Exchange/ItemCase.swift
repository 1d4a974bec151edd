import Accounting
import Autotask
import ByteFormats
import Findings
import Ledger
import PostingRules
import QBXML

/// An item with all that it is judged by: values only, so that it can be judged on another thread.
struct ItemCase: Sendable {
  /// As the ledger has it, and with what its record says now.
  let item: Item
  let described: Item
  /// Nil for an item whose record is not there.
  var invoice: Invoice?
  var lines: [Record] = []
  var zone = Zone.utc
  /// By `NameFolding.key`; nil where two codes have one name.
  var billingCodesByName: [String: BillingCodeID?] = [:]
  /// `TravelledFacts` of what was sent last.
  var sent: String?
  /// Without its lines, which come from their records; nil for what is not judged any more.
  var source: InvoiceCase?
  /// Nil for what is not judged any more.
  var context: PostingContext?

  init(item: Item, described: Item? = nil) {
    self.item = item
    self.described = described ?? item
  }

  func judged() -> ItemVerdict {
    guard let invoice else { return .none }
    let lines = billingItems()
    if item.state.isSent { return .sent(changesAfterSending(invoice, lines)) }
    guard let context, var source else { return .none }
    source.lines = lines
    switch InvoiceRules.judge(source, in: context) {
    case .held(let findings): return .held(findings)
    case .transferredBefore(let when, let finding): return .transferredBefore(when: when, finding)
    case .postable(let posting):
      let ready = ReadyPosting(posting, described)
      guard case .failure(let problem) = ready.request else { return .postable(ready) }
      return .held([unwritable(invoice, problem)])
    }
  }

  /// What no rule foresaw and QuickBooks would not take: one item waits, and the others go on.
  private func unwritable(_ invoice: Invoice, _ problem: QBXMLProblem) -> Finding {
    Finding(
      .fieldInvalid, .error,
      problem: "invoice \(invoice.id) cannot be written for QuickBooks: \(problem.words)",
      remedy: "Correct the invoice in Autotask and export it again.", item: item.key.description)
  }

  private func billingItems(told form: BillingItemForm? = nil) -> [BillingItem] {
    lines.map { record in
      BillingItem(
        form.map { record.told(by: $0) } ?? record, zone: zone, billingCodesByName: billingCodesByName)
    }
  }

  /// A later export says something else than what was sent; its state stays.
  private func changesAfterSending(_ invoice: Invoice, _ lines: [BillingItem]) -> [Finding] {
    let item = described
    if item.isByHand { return [] }
    let number = item.number.map { " as number \($0)" } ?? ""
    if invoice.isVoided {
      if Following.hasEnded(item.answerFindings) { return [] }
      let amount = item.subtotal.map { " (\($0))" } ?? ""
      return [
        Finding(
          .voidedAfterTransfer, .warning,
          problem:
            "invoice \(invoice.id) is voided in Autotask after it went to QuickBooks\(number)\(amount)",
          remedy:
            "Void it in QuickBooks (open the invoice, Edit > Void Invoice); this line goes once an answer shows"
            + " it gone or zero.", item: item.key.description)
      ]
    }
    guard let sent else { return [] }
    let facts = TravelledFacts(stored: sent)
    let words = TravelledFacts(invoice, lines: lines, comparedWith: facts).differences(from: facts)
    if words.isEmpty { return [] }
    // One form of export tells a line in other words than another; only what no form says as it was sent has changed.
    let isTold = BillingItemForm.allCases.contains { form in
      let told = billingItems(told: form)
      return TravelledFacts(invoice, lines: told, comparedWith: facts).differences(from: facts).isEmpty
    }
    if isTold { return [] }
    let shown =
      words.prefix(4).joined(separator: "; ") + (words.count > 4 ? "; and \(words.count - 4) more" : "")
    return [
      Finding(
        .changedAfterSending, .warning,
        problem: "invoice \(invoice.id) changed in Autotask after it was sent\(number): \(shown)",
        remedy: "Make the same change in QuickBooks if it is meant; autopost changes nothing that was sent.",
        item: item.key.description)
    ]
  }
}

/// What came of judging an item.
enum ItemVerdict: Sendable {
  /// There is nothing to judge.
  case none
  /// It was sent; the findings say what changed since then.
  case sent([Finding])
  case held([Finding])
  case transferredBefore(when: String, Finding)
  case postable(ReadyPosting)
}

/// A posting with its request as it goes out.
final class ReadyPosting: Sendable {
  /// Without its lines: they are in the request.
  let posting: InvoicePosting
  let request: Result<RenderedRequest, QBXMLProblem>

  init(_ posting: InvoicePosting, _ item: Item) {
    var invoice = posting.request
    invoice.externalGUID = ExternalGUID.of(item.key, transfer: item.transfer, connector: item.connector)
    do { request = .success(try invoice.rendered()) } catch { request = .failure(error) }
    var posting = posting
    posting.request.lines = []
    self.posting = posting
  }
}

extension TransferState {
  /// Whether it is in QuickBooks, or may be.
  var isSent: Bool {
    switch self {
    case .open, .sent, .inDoubt, .conflict, .confirmed: true
    case .held, .notReady, .ready, .refused: false
    }
  }
}
