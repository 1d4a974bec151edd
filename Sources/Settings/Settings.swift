public import Accounting

/// Everything that `autopost.yaml` says, checked, with the defaults of what it leaves out.
public struct Settings: Hashable, Sendable {
  /// For connectors that say nothing else; each connector holds what counts for it.
  public var readiness: Readiness = .automatic
  /// The zone in which Autotask's export writes its dates, as a name of the zone database.
  public var timeZoneName = "America/New_York"
  /// The order of the dates in tables that Autotask's pages wrote; nil where nobody has said it.
  public var dateFormat: DateFormat?
  /// What the labels of a tenant in another language are in English, by the label in lower case.
  public var labels: [String: String] = [:]
  /// Headers of the tenant's own, in the order of the file.
  public var csvHeaders: [CSVHeader] = []
  /// Never empty; the first is the default.
  public var connectors: [Connector]
  public var webConnector = WebConnectorAddress()
  public var limits = Limits()
  public var staleAfter = StaleAfter()

  /// Settings that are defaults but for their connectors, of which there must be one.
  public init(connectors: [Connector]) {
    precondition(!connectors.isEmpty, "Settings have at least one connector")
    self.connectors = connectors
  }

  /// What counts where there is no `autopost.yaml`: one connector `main`, which reads and may not write.
  public static let absent = Settings(connectors: [Connector(name: ConnectorName("main"))])

  /// A label of a picklist in English, where the settings say what it is.
  public func label(_ label: String) -> String { labels[Settings.folded(label)] ?? label }

  static func folded(_ label: String) -> String {
    label.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The connector of everything that is not mapped elsewhere.
  public var defaultConnector: Connector { connectors[0] }

  /// The connector of that name.
  public func connector(_ name: ConnectorName) -> Connector? { connectors.first { $0.name == name } }

  /// The names of the companies, where there are several connectors to be told apart; else nothing.
  public var companyNames: [ConnectorName: String] {
    if connectors.count < 2 { return [:] }
    return connectors.reduce(into: [:]) { $0[$1.name] = $1.companyName }
  }
}

/// What the QWC files say about the service that QuickBooks Web Connector talks to.
public struct WebConnectorAddress: Hashable, Sendable {
  /// AppURL without the connector's name at its end.
  public var url = "https://localhost:8443/qbwc"
  public var supportURL = "https://localhost:8443/"
  /// RunEveryNMinutes; nil leaves the schedule to the person at the Web Connector.
  public var everyMinutes: Int?

  public init() {}
}

/// When what was learned or published is too old to be left alone, in seconds.
public struct StaleAfter: Hashable, Sendable {
  /// The company file's lists are asked for again.
  public var lists = 86_400
  /// A message set without an answer is pointed out.
  public var openSets = 259_200

  public init() {}
}
