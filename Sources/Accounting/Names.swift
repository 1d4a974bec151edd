/// A number that Autotask gave to a record; the tag keeps one kind from being taken for another.
public struct EntityID<Kind>: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rawValue: Int64
  public init(_ rawValue: Int64) { self.rawValue = rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  public var description: String { String(rawValue) }
}

public enum OrganizationKind {}
public enum InvoiceKind {}
public enum BillingItemKind {}
public enum BillingCodeKind {}
public enum ResourceKind {}

/// Companies.id
public typealias OrganizationID = EntityID<OrganizationKind>
/// Invoices.id
public typealias InvoiceID = EntityID<InvoiceKind>
/// BillingItems.id
public typealias BillingItemID = EntityID<BillingItemKind>
/// BillingCodes.id
public typealias BillingCodeID = EntityID<BillingCodeKind>
/// Resources.id
public typealias ResourceID = EntityID<ResourceKind>

/// A text that names something; the tag keeps one kind from being taken for another.
public struct Name<Kind>: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rawValue: String
  public init(_ rawValue: String) { self.rawValue = rawValue }
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  public var description: String { rawValue }
}

public enum ListKind {}
public enum TransactionKind {}
public enum ConnectorKind {}
public enum RequestKind {}

/// QuickBooks' name for a list entry (IDTYPE, at most 36 characters).
public typealias ListID = Name<ListKind>
/// QuickBooks' name for a transaction (IDTYPE, at most 36 characters).
public typealias TxnID = Name<TransactionKind>
/// The name of a connector in the settings.
public typealias ConnectorName = Name<ConnectorKind>
/// The requestID of one request in a message set (at most 50 characters).
public typealias RequestID = Name<RequestKind>

/// The place of a message set in the one sequence over all connectors; shown as six digits.
public struct SetNumber: Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rawValue: Int64
  public init(_ rawValue: Int64) { self.rawValue = rawValue }
  public static func < (left: SetNumber, right: SetNumber) -> Bool { left.rawValue < right.rawValue }
  /// Six digits or more: `000012`.
  public var description: String { padded(Int(rawValue), 6) }

  /// Reads what `description` writes, with or without its leading zeros.
  public init?(_ text: String) {
    guard !text.isEmpty, text.utf8.count <= 12, text.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = Int64(text), number > 0
    else { return nil }
    rawValue = number
  }
}
