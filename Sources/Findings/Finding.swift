/// The name of a finding, for ever: `billing-code-missing`.
///
/// Each module names its own in a file `<Module>FindingIDs.swift`; the error gallery holds one case of each.
public struct FindingID: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rawValue: String
  public init(_ rawValue: String) { self.rawValue = rawValue }
  public static func < (left: FindingID, right: FindingID) -> Bool { left.rawValue < right.rawValue }
  public var description: String { rawValue }
}

/// What a finding means for the thing it is about.
public enum Severity: String, Sendable, Hashable, CaseIterable {
  /// Good to know; nothing stops.
  case notice
  /// Done, but a person should look.
  case warning
  /// The item waits until what is said has been put right.
  case held
  /// The file, or the item, was not accepted.
  case refused
  /// Nothing goes on until it is put right (settings, ledger).
  case error
}

/// Where a person finds what is meant.
public struct Place: Hashable, Sendable {
  /// A path as people see it: `march.zip/BillingItems.json`, `autopost.yaml`.
  public var path: String
  /// Counted from 1.
  public var line: Int?
  /// Counted from 1, in bytes.
  public var column: Int?
  /// The line as it stands there, at most some hundred bytes of it.
  public var excerpt: String?

  public init(path: String, line: Int? = nil, column: Int? = nil, excerpt: String? = nil) {
    self.path = path
    self.line = line
    self.column = column
    self.excerpt = excerpt
  }

  /// `path:line:column`, as far as they are known.
  public var text: String {
    guard let line else { return path }
    guard let column else { return "\(path):\(line)" }
    return "\(path):\(line):\(column)"
  }
}

/// What a person must know: what is wrong, where, and how to put it right.
public struct Finding: Hashable, Sendable {
  public var id: FindingID
  public var severity: Severity
  /// One present-tense sentence without a full stop that names the thing and the field.
  public var problem: String
  /// One imperative sentence: who does what, where, and what happens then.
  public var remedy: String
  /// The item it is about, `invoice:8491`.
  public var item: String?
  public var place: Place?

  public init(
    _ id: FindingID, _ severity: Severity, problem: String, remedy: String, item: String? = nil,
    place: Place? = nil
  ) {
    self.id = id
    self.severity = severity
    self.problem = problem
    self.remedy = remedy
    self.item = item
    self.place = place
  }

  /// The form of compilers: place, severity, problem, id; the excerpt with its caret; the remedy.
  public var text: String {
    var lines: [String] = []
    let lead = place.map { $0.text + ": " } ?? item.map { $0 + ": " } ?? ""
    lines.append("\(lead)\(severity.rawValue): \(problem) [\(id)]")
    if let place, let line = place.line, let excerpt = place.excerpt {
      let number = String(line)
      let margin = String(repeating: " ", count: number.utf8.count)
      lines.append("  \(number) | \(excerpt)")
      if let column = place.column, column >= 1 {
        lines.append("  \(margin) | \(String(repeating: " ", count: column - 1))^")
      }
    }
    lines.append("  \(remedy)")
    return lines.joined(separator: "\n")
  }
}
