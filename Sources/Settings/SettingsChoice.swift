/// A value of the settings that is one of a few words; the raw value is the word as written there.
public protocol SettingsChoice: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue == String, AllCases == [Self] {}

/// Who makes an eligible item ready.
public enum Readiness: String, SettingsChoice {
  /// Every eligible item is ready unless it was ever transferred or set not ready.
  case automatic
  /// An item waits for `autopost ready`.
  case manual
}

/// The country edition of QuickBooks Desktop that a company file belongs to.
public enum Edition: String, SettingsChoice {
  case us = "US"
}

/// What a connector exchanges with its company file.
public enum TransferKind: String, SettingsChoice {
  case invoices
  case purchaseOrders = "purchase-orders"
  case expenseReports = "expense-reports"
  case timesheets
  case paidDates = "paid-dates"
}

/// Which of the two systems says how something is.
public enum DecidingSystem: String, SettingsChoice {
  case quickBooks = "quickbooks"
  case autotask
}

/// How QuickBooks sends an invoice on, where the organization says nothing.
public enum Transmission: String, SettingsChoice {
  case none
  case print
  case email
  case both

  /// qbXML's IsToBePrinted.
  public var isToBePrinted: Bool { self == .print || self == .both }
  /// qbXML's IsToBeEmailed.
  public var isToBeEmailed: Bool { self == .email || self == .both }
}

/// Whether the first message sets wait for the company file's own lists.
public enum FirstContact: String, SettingsChoice {
  /// Lists, then a trial of one item of each type, then the rest.
  case careful
  /// Lists and transfers together, with ensures by exact name.
  case atOnce = "at-once"
}

/// A QuickBooks list in which autopost may make what is missing.
public enum CreatedList: String, SettingsChoice {
  case customers
  case vendors
  case items
  case accounts
}

/// When QuickBooks is asked for paid dates.
public enum PaidDateSchedule: String, SettingsChoice {
  case daily
  case everyRun = "every-run"
  case manual
}

/// Whether the QWC files of one company file share a FileID.
public enum FileIDScope: String, SettingsChoice {
  case user
  case company
}

/// The order of day and month in dates that a grid export writes.
public enum DateFormat: String, SettingsChoice {
  case monthFirst = "MM/dd/yyyy"
  case dayFirst = "dd/MM/yyyy"
}
