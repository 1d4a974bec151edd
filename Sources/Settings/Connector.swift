public import Accounting

/// One QuickBooks company file and how it is served.
public struct Connector: Hashable, Sendable {
  public var name: ConnectorName
  /// The path that QuickBooks shows for the company file; nil until it is known.
  public var companyFile: String?
  /// What QuickBooks answers as CompanyName; nil until it is known.
  public var companyName: String?
  public var edition: Edition = .us
  /// At least one; each gets a QWC file.
  public var users: [String] = ["autopost"]
  /// In the order of `TransferKind`.
  public var transfer: [TransferKind] = TransferKind.allCases
  /// What is dated before this day goes only when a person makes it ready.
  public var transferFrom: CalendarDate?
  public var readiness: Readiness = .automatic
  public var invoiceNumbers: DecidingSystem = .quickBooks
  public var terms: DecidingSystem = .quickBooks
  public var taxes: DecidingSystem = .quickBooks
  public var transmission: Transmission = .none
  /// What the settings say about naming; `naming(of:)` knows the defaults too.
  public var itemNames: [ItemKind: ItemNaming] = [:]
  /// Whether QuickBooks keeps the stock: a line of an inventory part lowers it.
  public var decrementsInventory = true
  /// Whether time entries carry their customer.
  public var timeCustomers = false
  public var firstContact: FirstContact = .careful
  /// In the order of `CreatedList`.
  public var create: [CreatedList] = [.customers, .vendors, .items]
  public var messageSets = MessageSetSize()
  public var paidDates: PaidDateSchedule = .daily
  public var fileID: FileIDScope = .user
  /// Where its entry begins in the settings, counted from 1; nil when no settings name it.
  public var line: Int?

  public init(name: ConnectorName) { self.name = name }

  /// How the QuickBooks item of a billing item of that kind is named.
  public func naming(of kind: ItemKind) -> ItemNaming { itemNames[kind] ?? kind.namings[0] }

  /// Whether a kind of exchange is switched on.
  public func transfers(_ kind: TransferKind) -> Bool { transfer.contains(kind) }

  /// Whether items of that type are exchanged.
  public func transfers(_ type: ItemType) -> Bool {
    transfer.contains { $0.rawValue == type.settingsName }
  }

  /// Whether autopost may make what is missing in that list.
  public func creates(_ list: CreatedList) -> Bool { create.contains(list) }

  /// Whether its company file is named well enough to write to it.
  public var canWrite: Bool { companyFile != nil && companyName != nil }
}

/// How much one message set holds at most.
public struct MessageSetSize: Hashable, Sendable {
  /// Requests that write, ensures counted.
  public var writes = 100
  /// Bytes of the file.
  public var bytes = 1_000_000

  public init() {}
}
