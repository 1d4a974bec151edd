import Autotask
import ByteFormats
import QBXML

/// An address as QuickBooks keeps it, and the fields that had to be cut for that, in words.
struct FittedAddress: Sendable {
  var address: Address
  var cut: [String]
}

/// Puts Autotask's addresses into QuickBooks' five lines of 41 characters.
enum AddressFitting {
  /// The billing address where the organization has one, else its own.
  static func source(of organization: Organization) -> PostalAddress {
    organization.billingAddress.isEmpty ? organization.address : organization.billingAddress
  }

  /// Gives `body` every text of it that travels.
  static func eachText(of organization: Organization, _ body: (String) -> Void) {
    let source = source(of: organization)
    for line in source.lines { body(line) }
    if let text = organization.attention { body(text) }
    if let text = source.city { body(text) }
    if let text = source.state { body(text) }
    if let text = source.postalCode { body(text) }
    if let text = source.country { body(text) }
  }

  /// - Returns: nil when there is nothing to say.
  static func address(of organization: Organization, name: String) -> FittedAddress? {
    let source = source(of: organization)
    if source.isEmpty && organization.attention == nil { return nil }
    var fitted = FittedAddress(address: Address(lines: []), cut: [])
    var lines: [String] = []
    lines.reserveCapacity(5)
    add(name, to: &lines)
    if let attention = organization.attention { add("Attn: \(attention)", to: &lines) }
    for line in source.lines { add(line, to: &lines) }
    if lines.count > 5 {
      fitted.cut.append("street")
      lines.removeLast(lines.count - 5)
    }
    fitted.address.lines = lines
    fitted.address.city = fitted.field(source.city, 31, "city")
    fitted.address.state = fitted.field(source.state, 21, "state")
    fitted.address.postalCode = fitted.field(source.postalCode, 13, "postal code")
    fitted.address.country = fitted.field(source.country, 31, "country")
    return fitted
  }

  private static func add(_ text: String, to lines: inout [String]) {
    for piece in TextFitting.pieces(TextFitting.fit(text, keepsLines: false).text, limit: 41)
    where !piece.isEmpty {
      lines.append(piece)
    }
  }
}

extension FittedAddress {
  fileprivate mutating func field(_ value: String?, _ limit: Int, _ word: String) -> String? {
    guard let value else { return nil }
    let text = ListNames.trimmed(TextFitting.fit(value, keepsLines: false).text)
    if text.isEmpty { return nil }
    if text.utf8.count <= limit || text.utf16.count <= limit { return text }
    cut.append(word)
    return ListNames.trimmed(text.prefix(limit))
  }
}
