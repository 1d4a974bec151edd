import Accounting
import Findings
import Ledger
import QBXML
import Report

/// Keeps track of what message sets made in company files other than their connector's, until a person has deleted it.
struct Misplacing {
  let pass: Pass

  /// The kind of a running of which no answer was seen.
  static let run = "run"

  /// What an answer says was made, with the findings that list it; part of the caller's step.
  func note(_ index: AnswerIndex, of set: SetRow, in company: String, file: Int64) throws(LedgerError) {
    for response in index.responses {
      let request = try response.head.requestID.flatMap { (id) throws(LedgerError) in
        try pass.ledger.request(id)
      }
      for entry in response.made {
        try pass.ledger.note(
          MisplacedRow(
            set: set.number, connector: set.connector, company: company, file: file, kind: entry.kind,
            isTransaction: entry.isTransaction, item: request?.item, refNumber: entry.number, id: entry.id,
            name: entry.name, amount: entry.amount),
          at: pass.now)
        try pass.ledger.record(
          "misplaced", at: pass.now, item: request?.item, set: set.number,
          detail: "made in the wrong company, \"\(company)\", and to be deleted there: \(entry.words)")
      }
    }
  }

  /// A run note told that a set was run in another company file; part of the caller's step.
  func note(runOf set: SetRow, in path: String, file: Int64) throws(LedgerError) {
    try pass.ledger.note(
      MisplacedRow(
        set: set.number, connector: set.connector, company: path, file: file, kind: Misplacing.run, id: path),
      at: pass.now)
  }

  static func finding(_ entry: AnsweredEntry, of set: SetRow, in company: String, _ name: String) -> Finding {
    Finding(
      .postedInWrongCompany, .refused,
      problem: "message set \(set.number) made this in the company \"\(company)\": \(entry.words)",
      remedy: entry.isTransaction
        ? "Delete it in \"\(company)\" (open it, Edit > Delete)."
        : "Delete it in \"\(company)\" when nothing else there uses it (open its list, Edit > Delete).",
      place: Place(path: name))
  }

  // MARK: What is still there

  /// One notice for each set and company in which something still lies, with all of it.
  ///
  /// `company`: only what lies in that one.
  func notices(in company: String? = nil) throws(LedgerError) -> [Notice] {
    var groups: [(set: SetNumber, company: String, rows: [MisplacedRow])] = []
    for row in try pass.ledger.misplaced() where company == nil || row.company == company {
      if let index = groups.firstIndex(where: { $0.set == row.set && $0.company == row.company }) {
        groups[index].rows.append(row)
      } else {
        groups.append((row.set, row.company, [row]))
      }
    }
    return groups.map { group in
      var notice = Notice(
        .wrongCompany, connector: group.rows[0].connector, finding: Misplacing.finding(group))
      // What uses nothing else goes first.
      let made = group.rows.filter { $0.kind != Misplacing.run }
      notice.lines = (made.filter(\.isTransaction) + made.filter { !$0.isTransaction }.reversed()).map(
        \.words)
      return notice
    }
  }

  private static func finding(_ group: (set: SetNumber, company: String, rows: [MisplacedRow])) -> Finding {
    let made = group.rows.filter { $0.kind != run }
    let posted = made.filter(\.isTransaction)
    let entries = made.count - posted.count
    var parts: [String] = []
    if !posted.isEmpty {
      let sum = posted.reduce(0) { $0 + ($1.amount?.units ?? 0) }
      parts.append("\(posted.count) transaction\(posted.count == 1 ? "" : "s") (\(Amount(units: sum)))")
    }
    if entries > 0 { parts.append("\(entries) list entr\(entries == 1 ? "y" : "ies")") }
    let verb = made.count == 1 ? "is" : "are"
    let problem =
      made.isEmpty
      ? "message set \(group.set) was run in \(group.company), which is not the company file of its connector"
      : "message set \(group.set) was run in the wrong company, \"\(group.company)\", and \(parts.joined(separator: " and "))"
        + " of it \(verb) still to be deleted there"
    return Finding(
      .wrongCompany, .refused, problem: problem,
      remedy:
        "Open \"\(group.company)\", delete \(made.isEmpty ? "what does not belong there" : "what is listed"), the"
        + " transactions first; then run autopost resolve \(group.set) --deleted --reason TEXT.")
  }
}

extension MisplacedRow {
  /// As the report of its answer has it.
  var words: String {
    let item = item.map { "\($0): " } ?? ""
    return item + AnsweredEntry.words(kind, isTransaction, id, refNumber, name, amount)
  }
}
