import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Settings
import Spool

@main
struct Autopost {
  static func main() throws {
    var arguments = CommandLine.arguments.dropFirst()
    var root = FilePath(".")
    if arguments.first == "--root", arguments.count > 1 {
      root = FilePath(arguments[arguments.startIndex + 1]); arguments = arguments.dropFirst(2)
    }
    let now = Timestamp(milliseconds: SystemClock.now())
    let exchange = try Exchange(root: root)
    switch arguments.first {
    case "run":
      let result = try exchange.run(now: now)
      for finding in result.findings { print(finding.text) }
      print("published", result.published.map(\.description))
    case "practice":
      let file = root.appending("practice.company")
      var company: PracticeCompany
      guard let time = PracticeTime(now.localText(in: exchange.zone)) else { return }
      if try Disk.facts(of: file) != nil {
        company = try PracticeCompany(decoding: Disk.read(file))
      } else {
        company = PracticeCompany(now: time)
      }
      for connector in exchange.settings.connectors {
        for set in try exchange.ledger.sets(.open, connector.name) {
          let bytes = try Disk.read(
            exchange.folder.request(
              connector.name.rawValue, set: set.number.rawValue, kind: set.kind.rawValue))
          switch company.answer(bytes, now: time) {
          case .response(let answer, _):
            try Disk.writeDurably(
              answer, to: exchange.folder.inbox.appending("answer-\(set.number).xml"), .replacing,
              temporaries: root.appending("tmp"))
          case .hresult(let code, let message, let reason): print(code, message, reason)
          }
        }
      }
      try Disk.writeDurably(company.encoded(), to: file, .replacing, temporaries: root.appending("tmp"))
      for invoice in company.books {
        print(
          invoice.number ?? "-", invoice.customer, invoice.date, invoice.subtotalCents, invoice.lines.count)
      }
    case "status":
      for item in try exchange.ledger.items() {
        print(item.key, item.state.rawValue, item.number ?? "", item.net?.description ?? "");
        for finding in item.findings + item.answerFindings { print("   ", finding.text) }
      }
    default: print("?")
    }
  }
}
