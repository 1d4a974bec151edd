public import Findings

/// What Web Connector would refuse, said before it does, with its own error codes.
public enum QWCLint {
  /// The findings about one file, whose path is given as people see it: `outbox/main/AutotaskQBWX-anna.qwc`.
  public static func findings(_ elements: [QWCElement], path: String) -> [Finding] {
    var lint = Lint(elements: elements, path: path)
    lint.shape()
    lint.urls()
    lint.identities()
    lint.options()
    return lint.findings
  }

  /// The findings about one file of ours.
  public static func findings(_ file: QWCFile) -> [Finding] {
    findings(file.elements, path: "outbox/\(file.connector)/\(file.fileName)")
  }

  /// The findings about files that will meet in one Web Connector or one company file.
  public static func findings(together files: [QWCFile]) -> [Finding] {
    var found: [Finding] = []
    for (index, file) in files.enumerated() {
      for other in files[..<index] {
        let names = "\(other.fileName) of connector \(other.connector)"
        var twice: (String, String)?
        if file.userName == other.userName { twice = ("UserName \(file.userName)", "another user name") }
        if file.connector != other.connector {
          if file.appName == other.appName { twice = ("AppName \(file.appName)", "another connector name") }
          if file.fileID.lowercased() == other.fileID.lowercased() {
            twice = ("FileID \(file.fileID)", "a FileID of its own")
          }
        }
        guard let (what, remedy) = twice else { continue }
        found.append(
          Finding(
            .qwcNotUnique, .error,
            problem:
              "\(what) is also in \(names), so Web Connector takes both for one application (QBWC1039)",
            remedy: "Give one of them \(remedy) in autopost.yaml, then run autopost qwc again.",
            place: Place(path: "outbox/\(file.connector)/\(file.fileName)")))
      }
    }
    return found
  }
}

/// The checks of one file.
private struct Lint {
  let elements: [QWCElement]
  let path: String
  var findings: [Finding] = []

  init(elements: [QWCElement], path: String) {
    self.elements = elements
    self.path = path
  }

  private func value(_ name: String) -> String? { elements.first { $0.name == name }?.value }

  private mutating func add(_ id: FindingID, _ severity: Severity, _ problem: String, _ remedy: String) {
    findings.append(Finding(id, severity, problem: problem, remedy: remedy, place: Place(path: path)))
  }

  // MARK: Elements

  static let required = [
    "AppName", "AppID", "AppURL", "AppDescription", "AppSupport", "UserName", "OwnerID", "FileID", "QBType",
  ]
  static let optional = [
    "Scheduler/RunEveryNMinutes", "Scheduler/RunEveryNSeconds", "AppDisplayName", "AppUniqueName", "CertURL",
    "AuthFlags", "IsReadOnly", "Notify", "PersonalDataPref", "UnattendedModePref", "Style",
  ]

  mutating func shape() {
    for name in Lint.required {
      guard let value = value(name) else {
        add(
          .qwcElementMissing, .error,
          "element \(name) is missing, so Web Connector does not add it (QBWC1039)",
          "Write the file anew with autopost qwc.")
        continue
      }
      if value.isEmpty, name != "AppID" {
        add(
          .qwcElementMissing, .error, "element \(name) is empty, so Web Connector does not add it (QBWC1039)",
          name == "AppURL" || name == "AppSupport"
            ? "Fill web-connector in autopost.yaml, then run autopost qwc."
            : "Write the file anew with autopost qwc.")
      }
    }
    for (index, element) in elements.enumerated() {
      if elements[..<index].contains(where: { $0.name == element.name }) {
        add(
          .qwcElementTwice, .error, "element \(element.name) is there twice",
          "Write the file anew with autopost qwc.")
      }
      if !Lint.required.contains(element.name), !Lint.optional.contains(element.name) {
        add(
          .qwcElementUnknown, .warning, "element \(element.name) is unknown to Web Connector",
          "Write the file anew with autopost qwc.")
      }
    }
  }

  // MARK: Addresses

  mutating func urls() {
    let hosts = [
      url("AppURL", setting: "web-connector.url", code: "QBWC1001"),
      url("AppSupport", setting: "web-connector.support-url", code: "QBWC1002"),
    ]
    if let app = hosts[0], let support = hosts[1], app != support {
      add(
        .qwcHostMismatch, .error, "AppSupport is on \(support) and AppURL on \(app) (QBWC1000)",
        "Set web-connector.support-url in autopost.yaml to a page on \(app), then run autopost qwc.")
    }
  }

  /// The host of a URL, in lower case; nil where a finding says that there is none.
  private mutating func url(_ name: String, setting: String, code: String) -> String? {
    guard let text = value(name), !text.isEmpty else { return nil }
    guard let url = Address(text) else {
      add(
        .qwcNotAURL, .error, "\(name) is `\(text)`, which is no web address",
        "Set \(setting) in autopost.yaml to an address such as https://books.example.com/qbwc.")
      return nil
    }
    if url.isIPAddress {
      add(
        .qwcAddressNotName, .error,
        "\(name) names the IP address \(url.host) in place of a host name (\(code))",
        "Give the computer a name that its certificate carries, and set it as \(setting) in autopost.yaml.")
    }
    if name == "AppURL" {
      if url.isLocal {
        add(
          .qwcLocalhost, .warning, "AppURL is on localhost, which only this computer can reach (QBWC1035)",
          "Set \(setting) in autopost.yaml to the name under which QuickBooks' computer reaches this one.")
      } else if url.scheme != "https" {
        add(
          .qwcNotHTTPS, .error, "AppURL begins with \(url.scheme), not https (QBWC1010, QBWC1051)",
          "Set \(setting) in autopost.yaml to an https address; only localhost may go without.")
      }
    }
    return url.host
  }

  // MARK: OwnerID and FileID

  /// Pairs that stand in Intuit's and others' public samples: two programs with one pair take each other's place.
  static let samples = [
    "{57f3b9b1-86f1-4fcc-b1ee-566de1813d20}", "{90a44fb5-33d9-4815-ac85-bc87a7e7d1eb}",
    "{57f3b9b6-86f1-4fcc-b1ff-967de1813d20}", "{90a44fb7-33d9-4815-ac85-ac86a7e7d1eb}",
  ]

  mutating func identities() {
    for name in ["OwnerID", "FileID"] {
      guard let text = value(name), !text.isEmpty else { continue }
      if !isGUID(text) {
        add(
          .qwcNotAGUID, .error, "\(name) is `\(text)`, not a GUID in braces (QBWC1039)",
          "Write the file anew with autopost qwc.")
      } else if Lint.samples.contains(text.lowercased()) {
        add(
          .qwcSampleGUID, .error,
          "\(name) \(text) is from a public sample, and another program may own it in the company file (QBWC1039)",
          "Write the file anew with autopost qwc.")
      }
    }
  }

  // MARK: The rest

  mutating func options() {
    if let text = value("AppDescription"), text.count > 80 {
      add(
        .qwcDescriptionLong, .warning,
        "AppDescription has \(text.count) characters, and Web Connector shows about 80",
        "Shorten it to 80 characters.")
    }
    if let type = value("QBType"), !type.isEmpty, type != "QBFS" {
      add(
        .qwcWrongType, .error, "QBType is `\(type)`, which is not QuickBooks Desktop",
        "Write the file anew with autopost qwc; it says QBFS.")
    }
    if let only = value("IsReadOnly"), only.lowercased() == "true" {
      add(
        .qwcReadOnly, .error,
        "IsReadOnly is true, so Web Connector cannot write its FileID (QBWC1039, SDK 3263)",
        "Write the file anew with autopost qwc; it says false.")
    }
    for name in ["Scheduler/RunEveryNMinutes", "Scheduler/RunEveryNSeconds"] {
      guard let text = value(name) else { continue }
      if let count = Int(text), count >= 1 { continue }
      add(
        .qwcBadSchedule, .error, "\(name) is `\(text)`, not a whole number from 1 on",
        "Give autopost qwc a whole number from 1 on, or none, and run Web Connector by hand.")
    }
  }
}

/// `{8-4-4-4-12}` hexadecimal digits.
private func isGUID(_ text: String) -> Bool {
  let bytes = Array(text.utf8)
  guard bytes.count == 38, bytes[0] == UInt8(ascii: "{"), bytes[37] == UInt8(ascii: "}") else { return false }
  for (index, byte) in bytes[1..<37].enumerated() {
    switch index {
    case 8, 13, 18, 23: if byte != UInt8(ascii: "-") { return false }
    default:
      let isHex = (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
      if !isHex { return false }
    }
  }
  return true
}

/// The parts of a web address that Web Connector looks at.
private struct Address {
  let scheme: String
  let host: String

  /// Nil when it is not `http` or `https`, names no host, or holds blanks.
  init?(_ text: String) {
    guard text.utf8.allSatisfy({ $0 > 32 && $0 != 127 }) else { return nil }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].hasPrefix("//") else { return nil }
    scheme = parts[0].lowercased()
    guard scheme == "https" || scheme == "http" else { return nil }
    var authority = parts[1].dropFirst(2).prefix { !"/?#".contains($0) }
    if let at = authority.lastIndex(of: "@") { authority = authority[authority.index(after: at)...] }
    if authority.hasPrefix("[") {
      guard let end = authority.firstIndex(of: "]") else { return nil }
      host = authority[...end].lowercased()
    } else {
      host = authority.prefix { $0 != ":" }.lowercased()
    }
    if host.isEmpty { return nil }
  }

  var isLocal: Bool { host == "localhost" }

  /// Four numbers with dots, a number alone, or brackets.
  var isIPAddress: Bool {
    host.hasPrefix("[") || host.utf8.allSatisfy { (48...57).contains($0) || $0 == UInt8(ascii: ".") }
  }
}
