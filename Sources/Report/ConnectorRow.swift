public import Accounting

/// A connector as a person sees it: which company file, who runs it, what belongs to it, what waits, what is to be done.
public struct ConnectorRow: Sendable {
  public struct Answer: Hashable, Sendable {
    public var set: SetNumber
    public var kind: SetKind
    public var time: Timestamp

    public init(set: SetNumber, kind: SetKind, time: Timestamp) {
      self.set = set
      self.kind = kind
      self.time = time
    }
  }

  /// A user with what Web Connector knows of him.
  public struct User: Hashable, Sendable {
    public var name: String
    /// `anna-main`
    public var webConnectorName: String
    /// Path of the QWC file below the exchange folder.
    public var file: String

    public init(name: String, webConnectorName: String, file: String) {
      self.name = name
      self.webConnectorName = webConnectorName
      self.file = file
    }
  }

  public var name: ConnectorName
  /// Whether everything that is not mapped elsewhere comes to it.
  public var isDefault: Bool
  public var companyFile: String?
  public var companyName: String?
  /// As QuickBooks answered it last.
  public var answeredName: String?
  public var users: [User] = []
  /// Organizations that its mapping table names.
  public var mappedOrganizations = 0
  /// Organizations that Autotask has told of and whose items come to it.
  public var knownOrganizations = 0
  public var mappedResources = 0
  public var lastContact: Timestamp?
  public var lastAnswer: Answer?
  /// The next step of its relinking; nil when it is not being relinked.
  public var relinkStep: Int?
  /// What of it lies in a wrong company, one a line.
  public var misplaced: [String] = []
  /// Its items, open sets and notices.
  public var overview: Overview

  public init(name: ConnectorName, isDefault: Bool, overview: Overview) {
    self.name = name
    self.isDefault = isDefault
    self.overview = overview
  }
}

/// What `autopost connector list` prints.
public enum ConnectorText {
  /// One block a connector; ends in a line feed.
  public static func page(_ rows: [ConnectorRow]) -> String {
    rows.map { lines($0).map { oneLine($0) }.joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private static func lines(_ row: ConnectorRow) -> [String] {
    let overview = row.overview
    let zone = overview.zone
    var lines = [row.name.rawValue + (row.isDefault ? " (default)" : "")]
    func add(_ title: String, _ values: [String]) {
      for (index, value) in values.enumerated() {
        let head = index == 0 ? title : ""
        lines.append("  \(head)\(String(repeating: " ", count: 15 - head.utf8.count))\(value)")
      }
    }
    add("company file", [row.companyFile ?? "not written in autopost.yaml yet"])
    add("company name", [companyName(row)])
    add("users", [row.users.map(\.name).joined(separator: ", ")])
    add("organizations", [organizations(row)])
    add(
      "resources",
      [
        row.isDefault
          ? "all that are not mapped elsewhere"
          : row.mappedResources == 0 ? "none" : "\(row.mappedResources) mapped"
      ])
    let waiting = ControlPart.mostUrgentFirst.filter { $0 != .transferred && $0 != .byHand }.filter {
      overview.sums($0).count > 0
    }
    add(
      "waits",
      waiting.isEmpty
        ? ["nothing"] : waiting.map { "\($0.label): \(overview.sums($0).afterComma)" })
    add("transferred", [overview.sums(.transferred).afterComma])
    add(
      "open sets",
      overview.openSets.isEmpty
        ? ["none"]
        : overview.setsInOrder.map { set in
          let items =
            set.items > 0
            ? ", \(counted(set.items, "item"))\(set.amount.map { ", \($0.grouped)" } ?? "")" : ""
          let (word, since) = set.fetched.map { ("fetched", $0) } ?? ("waiting", set.published)
          return "\(set.number) \(set.kind.rawValue)\(items), \(word) since \(since.minuteText(in: zone)) ("
            + "\(ageText(from: since, to: overview.moment)))"
        })
    add("last contact", [row.lastContact?.minuteText(in: zone) ?? "none yet"])
    add(
      "last answer",
      [
        row.lastAnswer.map {
          "\($0.time.minuteText(in: zone)), to message set \($0.set) (\($0.kind.rawValue))"
        }
          ?? "none yet"
      ])
    let todo = overview.todo
    add("to do", todo.isEmpty ? ["nothing"] : todo.map(\.headline))
    return lines
  }

  private static func companyName(_ row: ConnectorRow) -> String {
    switch (row.companyName, row.answeredName) {
    case (let name?, let answered?) where name == answered: "\(name), as QuickBooks answers"
    case (let name?, let answered?): "\(name), but QuickBooks answered as \(answered)"
    case (let name?, nil): "\(name), which QuickBooks has not answered yet"
    case (nil, let answered?): "not written in autopost.yaml yet; QuickBooks answers as \(answered)"
    case (nil, nil): "not written in autopost.yaml yet"
    }
  }

  private static func organizations(_ row: ConnectorRow) -> String {
    let known = "\(grouped(row.knownOrganizations)) known"
    if row.isDefault { return "all that are not mapped elsewhere (\(known))" }
    return row.mappedOrganizations == 0 ? "none" : "\(grouped(row.mappedOrganizations)) mapped (\(known))"
  }
}
