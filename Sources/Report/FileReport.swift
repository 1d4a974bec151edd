public import Accounting
public import Findings

/// What became of one file that was dropped; written beside it as `<name>.txt` and `<name>.report.json`.
public struct FileReport: Hashable, Sendable {
  /// Where the file ended.
  public enum Outcome: String, CaseIterable, Sendable, Hashable {
    case archived
    case quarantined
    case duplicate
  }

  /// What the file held of one entity.
  public struct Records: Hashable, Sendable {
    /// Autotask's name of the entity: `BillingItems`.
    public var entity: String
    public var read: Int
    /// New, or different from what was known.
    public var taken: Int
    /// Known already, just so or newer.
    public var unchanged: Int
    /// Not taken; the findings say why.
    public var refused: Int

    public init(entity: String, read: Int, taken: Int = 0, unchanged: Int = 0, refused: Int = 0) {
      self.entity = entity
      self.read = read
      self.taken = taken
      self.unchanged = unchanged
      self.refused = refused
    }
  }

  /// Where and when the same bytes were taken.
  public struct Receipt: Hashable, Sendable {
    public var file: String
    public var time: Timestamp

    public init(file: String, time: Timestamp) {
      self.file = file
      self.time = time
    }
  }

  /// Its name in the inbox.
  public var name: String
  public var outcome: Outcome
  /// Where it lies now, below the exchange folder.
  public var storedAs: String
  public var time: Timestamp
  /// What it was: `Autotask bundle (zip)`, `QuickBooks answer to set 000012`, `run note`.
  public var kind: String
  public var bytes: Int64
  /// SHA-256 of its bytes, in hex.
  public var digest: String
  /// For a duplicate: where the same bytes were taken before, and when.
  public var takenBefore: Receipt?
  public var records: [Records] = []
  /// The items it changed or completed.
  public var items: [ItemKey] = []
  public var findings: [Finding] = []
  /// What was noticed and has no effect: files and fields that are not used.
  public var notices: [String] = []

  public init(
    name: String, outcome: Outcome, storedAs: String, time: Timestamp, kind: String, bytes: Int64,
    digest: String
  ) {
    self.name = name
    self.outcome = outcome
    self.storedAs = storedAs
    self.time = time
    self.kind = kind
    self.bytes = bytes
    self.digest = digest
  }

  /// For people; ends in a line feed.
  public func text(zone: Zone) -> String {
    var lines = ["\(oneLine(name)) \(verdict)", ""]
    let facts: [(String, String)] = [
      ("what it is", kind), ("arrived", time.minuteText(in: zone)), ("bytes", grouped(Int(bytes))),
      ("SHA-256", digest), ("kept as", storedAs),
    ]
    for (name, value) in facts {
      lines.append("  \(name)\(String(repeating: " ", count: 12 - name.utf8.count))\(oneLine(value))")
    }
    if let takenBefore {
      lines.append("  taken       \(takenBefore.time.minuteText(in: zone)) as \(oneLine(takenBefore.file))")
    }
    if !findings.isEmpty {
      lines.append("")
      for finding in findings {
        lines.append(contentsOf: finding.text.split(separator: "\n").map { "  " + oneLine(String($0)) })
      }
    }
    if !records.isEmpty {
      var table = TextTable([
        ("entity", .left, 40), ("read", .right, 14), ("taken", .right, 14), ("unchanged", .right, 14),
        ("refused", .right, 14),
      ])
      for one in records {
        table.add([one.entity] + [one.read, one.taken, one.unchanged, one.refused].map { grouped($0) })
      }
      lines.append("")
      lines.append(contentsOf: table.text(indent: "  "))
    }
    if !notices.isEmpty {
      lines.append("")
      lines.append(contentsOf: notices.map { "  " + oneLine($0) })
    }
    if !items.isEmpty {
      lines.append("")
      lines.append("  \(counted(items.count, "item")) touched")
      let more = items.count - FileReport.itemsInText
      let names = items.prefix(FileReport.itemsInText).map(\.description)
      lines.append(contentsOf: wrapped(names, indent: "    ", columns: 100))
      if more > 0 { lines.append("    and \(grouped(more)) more, all in the .report.json") }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  static let itemsInText = 100

  private var verdict: String {
    switch outcome {
    case .archived: "was taken."
    case .quarantined: "was refused; nothing of it was taken."
    case .duplicate: "was taken before; it had no effect."
    }
  }
}
