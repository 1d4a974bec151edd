import Accounting
import Findings
import Ledger
import Report
import Settings

/// What is gathered while an answer is applied: for the summary, the write-back and the file's report.
final class Settlement {
  let pass: Pass
  let connector: Connector
  var set: SetRow
  var company: CompanyRow
  /// One line of the summary a request.
  var summary: [AnswerSummary.Request] = []
  /// What goes back to Autotask after this answer.
  var writeBack = WriteBack()
  /// What belongs to no single item.
  var findings: [Finding] = []
  /// Items that the answer changed.
  var items: [ItemKey] = []

  init(pass: Pass, connector: Connector, set: SetRow, company: CompanyRow) {
    self.pass = pass
    self.connector = connector
    self.set = set
    self.company = company
  }
}
