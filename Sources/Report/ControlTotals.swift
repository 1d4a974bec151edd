public import Accounting

/// What one line of the control totals is about.
public struct ControlKey: Hashable, Comparable, Sendable {
  /// Nil for items that no connector has yet.
  public var connector: ConnectorName?
  public var type: ItemType
  /// Autotask's invoice batch; nil where there is none, or all are added up.
  public var batch: String?
  /// Nil for the company's own currency.
  public var currency: String?

  public init(connector: ConnectorName?, type: ItemType, batch: String? = nil, currency: String? = nil) {
    self.connector = connector
    self.type = type
    self.batch = batch
    self.currency = currency
  }

  public static func < (left: ControlKey, right: ControlKey) -> Bool {
    if left.connector != right.connector {
      guard let one = left.connector else { return false }
      guard let other = right.connector else { return true }
      return one < other
    }
    if left.type != right.type { return left.type.place < right.type.place }
    if left.batch != right.batch {
      guard let one = left.batch else { return false }
      guard let other = right.batch else { return true }
      if let first = Int64(one), let second = Int64(other), first != second { return first < second }
      return one < other
    }
    return (left.currency ?? "") < (right.currency ?? "")
  }
}

/// The places an item can be in; each item is in exactly one.
public enum ControlPart: String, CaseIterable, Sendable, Hashable {
  case transferred
  case byHand = "by-hand"
  case inDoubt = "in-doubt"
  case conflict
  case refused
  case held
  case notReady = "not-ready"
  case ready
  case open
  case sent

  public init(_ state: TransferState, _ shown: ShownTransfer) {
    switch state {
    // Held back, but in QuickBooks: by another program, or by an earlier transfer.
    case .held where shown.status == .transferred, .notReady where shown.status == .transferred:
      self = .transferred
    case .held where shown.status == .byHand, .notReady where shown.status == .byHand: self = .byHand
    case .held: self = .held
    case .notReady: self = .notReady
    case .ready: self = .ready
    case .open: self = .open
    case .sent: self = .sent
    case .refused: self = .refused
    case .inDoubt: self = .inDoubt
    case .conflict: self = .conflict
    case .confirmed: self = shown.status == .byHand ? .byHand : .transferred
    }
  }

  /// For people.
  var label: String {
    switch self {
    case .transferred: "transferred"
    case .byHand: "transferred by hand"
    case .inDoubt: "in doubt"
    case .conflict: "in conflict"
    case .refused: "refused by QuickBooks"
    case .held: "held by a rule"
    case .notReady: "not ready, waiting for a person"
    case .ready: "ready, not yet in a message set"
    case .open: "in a message set to be run"
    case .sent: "fetched by Web Connector"
    }
  }
}

/// One line: what was received, and where it is now.
public struct ControlLine: Hashable, Sendable {
  public internal(set) var key: ControlKey
  public internal(set) var received = Tally()
  var parts: [Tally] = ControlPart.allCases.map { _ in Tally() }

  public subscript(part: ControlPart) -> Tally {
    zip(ControlPart.allCases, parts).first { $0.0 == part }?.1 ?? Tally()
  }

  /// Received less everything that is in some place; nothing, when the line adds up.
  public var difference: Tally {
    var found = Tally()
    for part in parts { found.add(part) }
    return received.subtracting(found)
  }
}

/// Received = transferred + refused + held + …, count and sum, for each connector, type, invoice batch and currency.
///
/// What was received comes from the records Autotask sent, where it is now from the items: two independent counts.
public struct ControlTotals: Hashable, Sendable {
  private var table: [ControlKey: ControlLine] = [:]

  public init() {}

  /// Counts an item where it is now.
  public mutating func add(_ row: ItemRow) {
    let key = ControlKey(
      connector: row.connector, type: row.item.type, batch: row.batch, currency: row.currency)
    let part = ControlPart(row.state, row.shown)
    for (index, one) in ControlPart.allCases.enumerated() where one == part {
      table[key, default: ControlLine(key: key)].parts[index].add(row.total)
    }
  }

  /// Counts what was received.
  public mutating func receive(_ tally: Tally, for key: ControlKey) {
    table[key, default: ControlLine(key: key)].received.add(tally)
  }

  /// All lines in order.
  public var lines: [ControlLine] { table.values.sorted { $0.key < $1.key } }

  /// The same with all invoice batches of a connector and type added up.
  public var withoutBatches: ControlTotals {
    var sum = ControlTotals()
    for line in lines {
      var key = line.key
      key.batch = nil
      sum.table[key, default: ControlLine(key: key)].received.add(line.received)
      for (index, part) in line.parts.enumerated() {
        sum.table[key, default: ControlLine(key: key)].parts[index].add(part)
      }
    }
    return sum
  }

  /// Whether each line adds up, count and sum.
  public var addUp: Bool { table.values.allSatisfy { $0.difference.isZero } }
}

extension ItemType {
  /// The order people know: invoices first.
  var place: Int {
    switch self {
    case .invoice: 0
    case .purchaseOrder: 1
    case .expenseReport: 2
    case .timesheet: 3
    }
  }

  /// `purchase orders`
  var plural: String {
    switch self {
    case .invoice: "invoices"
    case .purchaseOrder: "purchase orders"
    case .expenseReport: "expense reports"
    case .timesheet: "timesheets"
    }
  }
}
