public import Accounting

/// How a request names an entry of a list: by its ListID, or by its whole name with parents.
public enum Reference: Hashable, Sendable {
  case listID(ListID)
  /// `Parent:Child`.
  case fullName(String)
}

/// An address as QuickBooks keeps it: at most five lines of 41, city 31, state 21, postal code 13, country 31, note 41.
public struct Address: Hashable, Sendable {
  /// Addr1 to Addr5.
  public var lines: [String]
  public var city: String?
  public var state: String?
  public var postalCode: String?
  public var country: String?
  public var note: String?

  public init(
    lines: [String] = [], city: String? = nil, state: String? = nil, postalCode: String? = nil,
    country: String? = nil, note: String? = nil
  ) {
    self.lines = lines
    self.city = city
    self.state = state
    self.postalCode = postalCode
    self.country = country
    self.note = note
  }

  /// Whether there is nothing to write.
  public var isEmpty: Bool {
    lines.allSatisfy(\.isEmpty)
      && [city, state, postalCode, country, note].allSatisfy { $0?.isEmpty ?? true }
  }
}
