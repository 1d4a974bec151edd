import Ledger
import QBXML
import Report

/// The lines of a summary besides those of items: what a person wants to know of the requests around them.
///
/// Which company file it is stands at the head, and a look-up only serves the creation before it: neither has a line
/// of its own as long as it was answered.
struct SummaryLines {
  private let settlement: Settlement
  /// Where the line of a creation stands, by what was to be created.
  private var creations: [String: Int] = [:]

  init(_ settlement: Settlement) { self.settlement = settlement }

  /// `isThere` says of a look-up whether QuickBooks has what was asked for.
  mutating func add(_ request: RequestRow, _ head: ResponseHead, _ verdict: StatusCode, isThere: Bool) {
    let outcome = SummaryLines.shown(verdict)
    switch request.purpose {
    case .post: return
    case .identity where outcome == .applied: return
    case .create:
      if let subject = request.subject { creations[subject] = settlement.summary.count }
    case .lookUp where isThere:
      adopt(request)
      return
    case .lookUp where outcome == .applied: return
    default: break
    }
    settlement.summary.append(
      AnswerSummary.Request(
        id: request.id, type: String(request.message.dropLast(2)), item: request.item,
        name: SummaryLines.name(request), outcome: outcome, statusCode: head.statusCode.map { String($0) },
        message: head.statusMessage))
  }

  /// A name that was taken by just what was to be created is as good as created.
  private mutating func adopt(_ lookUp: RequestRow) {
    guard let line = lookUp.subject.flatMap({ creations[$0] }), settlement.summary[line].outcome != .applied
    else { return }
    settlement.summary[line].outcome = .applied
    settlement.summary[line].name += " (was there already)"
  }

  /// `customer:Larkspur Dental` is told from an item by the type of its request.
  private static func name(_ request: RequestRow) -> String {
    guard let subject = request.subject else { return "" }
    switch request.purpose {
    case .create, .lookUp: return String(subject.drop { $0 != ":" }.dropFirst())
    default: return subject
    }
  }

  private static func shown(_ verdict: StatusCode) -> AnswerSummary.Outcome {
    switch verdict.outcome {
    case .applied, .notFound: .applied
    case .appliedWithWarning: .warned
    case .notApplied, .retry: .notApplied
    case .unknown: .unknown
    }
  }
}
