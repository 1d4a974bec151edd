public import Accounting
public import Findings

/// Something a person must know that belongs to no item: a company file, a connector, the settings.
public struct Notice: Hashable, Sendable {
  public var urgency: Urgency
  public var connector: ConnectorName?
  public var finding: Finding
  /// What it is about, one a line, where there is a list of it.
  public var lines: [String] = []

  public init(_ urgency: Urgency, connector: ConnectorName? = nil, finding: Finding) {
    self.urgency = urgency
    self.connector = connector
    self.finding = finding
  }
}

extension Notice {
  /// Whether an item says the same of itself.
  fileprivate func keepsBack(_ row: ItemRow) -> Bool {
    row.findings.contains { $0.id == finding.id && $0.problem == finding.problem }
  }
}

/// Everything the status and the page tell, collected one item after the other.
///
/// Memory is bounded by `rowLimit`: beyond it the items of a section are counted and no longer listed.
public struct Overview: Sendable {
  /// The moment it describes.
  public let moment: Timestamp
  /// The zone in which times are shown.
  public let zone: Zone
  /// The most items listed in one section.
  public let rowLimit: Int
  /// The names of the companies, where there are several connectors to be told apart.
  public var companies: [ConnectorName: String] = [:]
  public var openSets: [OpenSetRow] = []
  public var waiting: [WaitingFileRow] = []
  public var quarantine: [QuarantineRow] = []
  public var notices: [Notice] = []
  /// What QuickBooks was asked for, by connector and period.
  public var audits: [AuditResult] = []
  /// Counts what is added here; what was received is to be told to it apart.
  public var totals = ControlTotals()
  private var sections: [ControlPart: Section] = [:]
  private(set) var reasons = Reasons()
  /// What is not ready and has no other reason than that nobody has said so.
  private(set) var waitingForWord = Sums()
  private(set) var months = MonthTotals()
  private(set) var search: SearchList
  /// The items that each notice keeps back.
  private(set) var waits: [Notice: Waits] = [:]

  /// Items that wait for one thing: all counted, the first listed.
  struct Waits: Sendable {
    var sums = Sums()
    var items: [ItemKey] = []
  }

  /// The items in one place.
  struct Section: Sendable {
    var sums = Sums()
    var rows: [ItemRow] = []
  }

  /// `searchLimit` is the most items that the page's search is to know; 0 where no page is made.
  public init(moment: Timestamp, zone: Zone, rowLimit: Int = .max, searchLimit: Int = 0) {
    self.moment = moment
    self.zone = zone
    self.rowLimit = max(1, rowLimit)
    search = SearchList(limit: searchLimit)
  }

  /// Takes in one item; the notices that may keep it back stand there already.
  ///
  /// Those that need somebody are listed from the first on, the others up to the last.
  public mutating func add(_ row: ItemRow) {
    totals.add(row)
    let part = ControlPart(row.state, row.shown)
    reasons.add(row, part)
    if part == .notReady, part.finding(of: row) == nil { waitingForWord.add(row) }
    if search.limit > 0 {
      months.add(row, part)
      search.add(row, part, zone: zone)
    }
    for notice in notices where notice.connector == row.connector && notice.keepsBack(row) {
      waits[notice, default: Waits()].sums.add(row)
      if waits[notice, default: Waits()].items.count < Reasons.mostItems {
        waits[notice]?.items.append(row.item)
      }
    }
    sections[part, default: Section()].sums.add(row)
    let listed = sections[part]?.rows.count ?? 0
    if listed < rowLimit || !part.needsSomebody { sections[part]?.rows.append(row) }
    // Trimmed seldom, so that each item is moved about once.
    if rowLimit < .max / 2, listed >= rowLimit * 2 { sections[part]?.rows.removeFirst(rowLimit) }
  }

  /// The items in one place, at most `rowLimit` of them.
  func rows(_ part: ControlPart) -> ArraySlice<ItemRow> {
    let rows = sections[part]?.rows ?? []
    return part.needsSomebody ? rows.prefix(rowLimit) : rows.suffix(rowLimit)
  }

  func sums(_ part: ControlPart) -> Sums { sections[part]?.sums ?? Sums() }

  /// Open sets, lowest number first.
  var setsInOrder: [OpenSetRow] { openSets.sorted { $0.number < $1.number } }
}

extension ControlPart {
  /// The order of the reports: first what nobody may overlook.
  static let mostUrgentFirst: [ControlPart] = [
    .inDoubt, .conflict, .refused, .held, .notReady, .ready, .open, .sent, .transferred, .byHand,
  ]

  /// Whether it stays there until somebody does something.
  var needsSomebody: Bool {
    switch self {
    case .inDoubt, .conflict, .refused, .held, .notReady: true
    case .ready, .open, .sent, .transferred, .byHand: false
    }
  }
}
