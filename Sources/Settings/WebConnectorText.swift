import Findings
import YAML

extension WebConnectorAddress {
  init(_ pair: YAMLPair, _ reader: inout SettingsReader) {
    self.init()
    if reader.isMissing(pair) { return }
    let keys = ["url", "support-url", "every-minutes"]
    guard let pairs = reader.mapping(pair.value, of: "\"web-connector\"", keys: keys) else { return }
    if let pair = pairs["every-minutes"], let value = reader.number(pair, in: 1...1_440) {
      everyMinutes = value
    }
    guard let given = pairs["url"] else {
      if let support = pairs["support-url"] {
        reader.report(
          .settingsKeyMissing, support.keyMark, "\"support-url\" stands without \"url\"",
          remedy: "Add url: with the address that QuickBooks Web Connector calls.")
      }
      return
    }
    guard let address = Self.address(given, &reader) else { return }
    // The connector's name follows after a slash.
    url = String(address.text.reversed().drop { $0 == "/" }.reversed())
    supportURL = address.origin + "/"
    if let pair = pairs["support-url"], let support = Self.address(pair, &reader) {
      supportURL = support.text
      if support.host != address.host {
        reader.report(
          .webConnectorURLInvalid, pair.value.mark,
          "\"support-url\" is on \(support.host), \"url\" on \(address.host), and Web Connector refuses that",
          remedy: "Write an address on \(address.host), like \(address.origin)/.")
      }
    }
  }

  private static func address(
    _ pair: YAMLPair, _ reader: inout SettingsReader
  )
    -> (text: String, origin: String, host: String)?
  {
    guard let text = reader.text(pair) else { return nil }
    let scheme = text.hasPrefix("https://") ? "https://" : text.hasPrefix("http://") ? "http://" : ""
    let authority = text.dropFirst(scheme.count).prefix { $0 != "/" }
    let host = authority.prefix { $0 != ":" }.lowercased()
    let isPlainText = text.utf8.allSatisfy { $0 > 32 && $0 < 127 && $0 != 34 && $0 != 60 && $0 != 62 }
    let isSecure = scheme == "https://" || scheme == "http://" && ["localhost", "127.0.0.1"].contains(host)
    if isPlainText, isSecure, !host.isEmpty, !text.contains("?"), !text.contains("#"), !text.contains("@") {
      return (text, scheme + authority, host)
    }
    reader.report(
      .webConnectorURLInvalid, pair.value.mark,
      "\"\(pair.key)\" is \"\(text)\", which Web Connector does not take",
      remedy:
        "Write an address that begins with https:// (http:// only for localhost), without ? # @ or blanks.")
    return nil
  }
}
