/// Where a person meets a finding.
enum Seen: String, CaseIterable, Sendable {
  case settings
  case file
  case item
  case connector
  case run
  case command
  case check
  case webConnector
  case report
  case reconcile

  /// The sentence of `Documentation/Findings.md`.
  var words: String {
    switch self {
    case .settings: "every command that reads the settings, on stderr"
    case .file:
      "`autopost run`; the file's report (`outbox/quarantine/`, or beside the file in `state/archive/`)"
    case .item: "`autopost status` and `autopost history` of the item; `outbox/report/`"
    case .connector: "`autopost run` and `outbox/report/index.html`, for the connector"
    case .run: "`autopost run`, as long as the file lies in `inbox/`"
    case .command: "the command that was given, on stderr"
    case .check: "`autopost check`"
    case .webConnector: "`autopost qwc`"
    case .report: "`autopost status`; `outbox/report/`"
    case .reconcile: "`autopost reconcile`"
    }
  }
}
