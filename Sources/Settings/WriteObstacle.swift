public import Findings

extension Connector {
  /// Why nothing is written to its company file yet, with the line to add; nil when it may be written to.
  ///
  /// - `answeredName`: what QuickBooks has answered as CompanyName, if it ever did.
  public func writeObstacle(path: String = "autopost.yaml", answeredName: String? = nil) -> Finding? {
    if canWrite { return nil }
    var missing: [String] = []
    var additions: [String] = []
    if companyFile == nil {
      missing.append("no company-file")
      additions.append("company-file: 'C:\\QuickBooks\\YOUR FILE.qbw'")
    }
    if companyName == nil {
      missing.append("no company-name")
      additions.append("company-name: " + SettingsWriter.quoted(answeredName ?? "YOUR COMPANY"))
    }
    let answer = answeredName.map { "; QuickBooks answers as \"\($0)\"" } ?? ""
    let problem =
      "connector \"\(name)\" has \(missing.joined(separator: " and ")), so nothing is written to QuickBooks"
    let remedy: String
    if line == nil {
      remedy = "Add the line connectors: [{name: \(name), \(additions.joined(separator: ", "))}] to \(path)."
    } else {
      let lines = additions.joined(separator: " and ")
      remedy = "Add \(lines) below \"- name: \(name)\" in \(path), with the same indentation as the name."
    }
    return Finding(
      .companyFileMissing, .warning, problem: problem + answer, remedy: remedy,
      place: Place(path: path, line: line))
  }
}
