import Findings

/// Findings as one text column: units parted by U+001F, findings by U+001E, which no finding holds.
enum FindingColumn {
  static func text(_ findings: [Finding]) -> String {
    findings.map { finding in
      [
        finding.id.rawValue, finding.severity.rawValue, finding.problem, finding.remedy, finding.item ?? "",
        finding.place?.path ?? "", finding.place?.line.map { String($0) } ?? "",
        finding.place?.column.map { String($0) } ?? "", finding.place?.excerpt ?? "",
      ].map { $0.filter { $0 != "\u{1E}" && $0 != "\u{1F}" } }.joined(separator: "\u{1F}")
    }.joined(separator: "\u{1E}")
  }

  /// The units of a finding before its remedy, as they stand in the column.
  static func head(of finding: Finding) -> String {
    text([finding]).split(separator: "\u{1F}", omittingEmptySubsequences: false).prefix(3).joined(
      separator: "\u{1F}") + "\u{1F}"
  }

  static func findings(_ text: String) -> [Finding] {
    if text.isEmpty { return [] }
    return text.split(separator: "\u{1E}").compactMap { part in
      let units = part.split(separator: "\u{1F}", omittingEmptySubsequences: false).map { String($0) }
      guard units.count == 9, let severity = Severity(rawValue: units[1]) else { return nil }
      var place: Place?
      if !units[5].isEmpty {
        place = Place(
          path: units[5], line: Int(units[6]), column: Int(units[7]),
          excerpt: units[8].isEmpty ? nil : units[8])
      }
      return Finding(
        FindingID(units[0]), severity, problem: units[2], remedy: units[3],
        item: units[4].isEmpty ? nil : units[4], place: place)
    }
  }
}
