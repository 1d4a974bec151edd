public import Accounting
public import Findings

/// What would become of files that nobody has dropped yet; `autopost check`.
public struct CheckResult: Sendable {
  /// One file as it was read.
  public struct File: Sendable, Hashable {
    /// As it was named.
    public var name: String
    /// `Autotask bundle (zip)`
    public var kind: String
    /// Whether nothing of it would be taken.
    public var isRefused: Bool
    /// The name under which the same bytes were taken before.
    public var takenBefore: String?
    /// How many records of each entity it holds.
    public var records: [FileReport.Records]
    public var findings: [Finding]
    /// What was noticed and has no effect.
    public var notices: [String]

    public init(
      name: String, kind: String, isRefused: Bool, takenBefore: String? = nil,
      records: [FileReport.Records] = [], findings: [Finding] = [], notices: [String] = []
    ) {
      self.name = name
      self.kind = kind
      self.isRefused = isRefused
      self.takenBefore = takenBefore
      self.records = records
      self.findings = findings
      self.notices = notices
    }
  }

  /// An organization that a person must tell from a customer of a similar name.
  public struct NearMatch: Sendable, Hashable {
    public var id: OrganizationID
    public var organization: String
    public var customers: [String]

    public init(id: OrganizationID, organization: String, customers: [String]) {
      self.id = id
      self.organization = organization
      self.customers = customers
    }
  }

  /// What would happen in one company file.
  public struct Connector: Sendable {
    public var name: ConnectorName
    /// What goes to QuickBooks, what is kept back, and what is there already.
    public internal(set) var parts: [ControlPart: Sums] = [:]
    /// Full names of what QuickBooks does not have yet.
    public var newAccounts: [String] = []
    public var newCustomers: [String] = []
    public var newItems: [String] = []
    /// Organizations with no customer of exactly their name, and the customers whose names are similar.
    public var nearMatches: [NearMatch] = []
    /// Whether the company file's lists are known; else some of what is new may be there already.
    public var areListsKnown = true
    /// What keeps everything of the connector from going, and what its company file lacks.
    public var obstacles: [Finding] = []

    public init(name: ConnectorName) { self.name = name }

    public mutating func add(_ row: ItemRow) {
      parts[ControlPart(row.state, row.shown), default: Sums()].add(row)
    }
  }

  public var files: [File] = []
  public var connectors: [Connector] = []
  /// What is kept back, with its findings; and what goes with a remark.
  public var items: [ItemRow] = []
  /// The message set that would carry the item asked for, as it would be published; nil when it would not go.
  public var shown: [UInt8]?

  public init() {}

  /// Whether `--strict` fails: a file, a record or an item is refused or held.
  public var hasRefusals: Bool {
    let isBad = { (finding: Finding) in
      finding.severity == .held || finding.severity == .refused || finding.severity == .error
    }
    return files.contains { $0.isRefused || $0.findings.contains(where: isBad) }
      || items.contains { $0.findings.contains(where: isBad) }
  }
}
