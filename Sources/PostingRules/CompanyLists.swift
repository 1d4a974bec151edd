public import Accounting
import ByteFormats

/// A customer, vendor, item, account or class as QuickBooks answered it.
public struct ListEntry: Sendable, Hashable {
  public var listID: ListID
  public var fullName: String
  public var isActive: Bool
  /// Of an item: its kind as QuickBooks says it, `ItemService`; of an account its type.
  public var kind: String
  /// Of a customer: whether it has an e-mail address.
  public var hasEmail: Bool
  /// Of a customer: its currency, where multi-currency is on.
  public var currency: String?

  public init(
    listID: ListID, fullName: String, isActive: Bool = true, kind: String = "", hasEmail: Bool = false,
    currency: String? = nil
  ) {
    self.listID = listID
    self.fullName = fullName
    self.isActive = isActive
    self.kind = kind
    self.hasEmail = hasEmail
    self.currency = currency
  }
}

/// One of QuickBooks' lists, found by name as QuickBooks compares names.
public struct EntryList: Sendable, Hashable {
  private var byName: [String: ListEntry] = [:]
  private var byNearName: [String: [ListEntry]] = [:]
  private var byListID: [ListID: ListEntry] = [:]

  public init() {}

  /// Adds an entry; the same ListID again takes the place of the earlier.
  public mutating func add(_ entry: ListEntry) {
    if let old = byListID[entry.listID] {
      byName[NameFolding.key(old.fullName)] = nil
      byNearName[NameFolding.nearKey(old.fullName)]?.removeAll { $0.listID == old.listID }
    }
    byListID[entry.listID] = entry
    byName[NameFolding.key(entry.fullName)] = entry
    byNearName[NameFolding.nearKey(entry.fullName), default: []].append(entry)
  }

  /// Case and outer blanks aside.
  public func named(_ fullName: String) -> ListEntry? { byName[NameFolding.key(fullName)] }

  public subscript(listID: ListID) -> ListEntry? { byListID[listID] }

  /// Those that differ only in punctuation, blanks, "&" or "and", or the legal form; in the order of names.
  public func near(_ fullName: String) -> [ListEntry] {
    (byNearName[NameFolding.nearKey(fullName)] ?? []).sorted { $0.fullName < $1.fullName }
  }

  public var count: Int { byListID.count }

  /// All entries, in the order of their names.
  public var entries: [ListEntry] {
    byListID.values.sorted { ($0.fullName, $0.listID.rawValue) < ($1.fullName, $1.listID.rawValue) }
  }

  /// All names, in their order.
  public var fullNames: [String] { byListID.values.map(\.fullName).sorted() }
}

/// What the company file's preferences say, as far as an invoice depends on it.
public struct CompanyPreferences: Sendable, Hashable {
  public var usesClasses = false
  public var usesSalesTax = false
  public var taxableCode: String?
  public var nonTaxableCode: String?
  public var closingDate: CalendarDate?
  public var isMultiCurrency = false
  public var homeCurrency: String?

  public init() {}
}

/// All that is known of a company file from its last lists answer and the answers since.
public struct CompanyLists: Sendable, Hashable {
  public var customers = EntryList()
  public var vendors = EntryList()
  /// Employees and other names, which share one name space with customers and vendors.
  public var otherNames = EntryList()
  public var items = EntryList()
  public var accounts = EntryList()
  public var classes = EntryList()
  public var terms = EntryList()
  /// Wage items; asked for only where timesheets travel.
  public var payrollItems = EntryList()
  public var preferences = CompanyPreferences()

  public init() {}
}
