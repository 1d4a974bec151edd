import Autotask
import QBXML

/// Puts Autotask's addresses into QuickBooks' five lines of 41 characters.
enum AddressFitting {
  /// The billing address where the organization has one, else its own.
  static func source(of organization: Organization) -> PostalAddress {
    organization.billingAddress.isEmpty ? organization.address : organization.billingAddress
  }

  /// Every text of it that travels.
  static func texts(of organization: Organization) -> [String] {
    let source = source(of: organization)
    return source.lines
      + [organization.attention, source.city, source.state, source.postalCode, source.country].compactMap {
        $0
      }
  }

  /// - Returns: nil when there is nothing to say; the fields that had to be cut, in words.
  static func address(of organization: Organization, name: String?) -> (address: Address, cut: [String])? {
    let source = source(of: organization)
    if source.isEmpty && organization.attention == nil { return nil }
    var cut: [String] = []
    var lines: [String] = []
    if let name { lines.append(name) }
    if let attention = organization.attention { lines.append("Attn: \(attention)") }
    lines += source.lines
    var fitted = lines.flatMap { line in
      TextFitting.pieces(TextFitting.fit(line, keepsLines: false).text, limit: 41)
    }.filter { !$0.isEmpty }
    if fitted.count > 5 {
      cut.append("street")
      fitted = Array(fitted.prefix(5))
    }
    func field(_ value: String?, _ limit: Int, _ word: String, _ fallback: String? = nil) -> String? {
      guard let value else { return nil }
      let text = ListNames.trimmed(TextFitting.fit(value, keepsLines: false).text)
      if text.isEmpty { return nil }
      if text.utf16.count > limit {
        cut.append(word)
        return ListNames.trimmed(text.prefix(limit))
      }
      return text
    }
    var address = Address(lines: fitted)
    address.city = field(source.city, 31, "city")
    address.state = field(source.state, 21, "state")
    address.postalCode = field(source.postalCode, 13, "postal code")
    address.country = field(source.country, 31, "country")
    return (address, cut)
  }
}
