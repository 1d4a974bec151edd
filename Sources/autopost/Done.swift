import Exchange
import Findings

/// How commands on items and sets say what they did: what is done as a result, the rest as words.
extension Output {
  func write(done findings: [Finding]) throws {
    for finding in findings {
      if finding.id != .commandDone {
        say([finding])
        continue
      }
      let problem = finding.problem
      // An item's name keeps its own spelling.
      let isName = problem.prefix { $0 != " " }.contains(":")
      let sentence = isName ? problem : problem.prefix(1).uppercased() + problem.dropFirst()
      try print("\(sentence).")
      if finding.remedy != Exchange.nothingMore { try print("  \(finding.remedy)") }
    }
  }
}
