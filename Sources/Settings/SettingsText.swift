public import Findings
import YAML

extension Settings {
  static let keys = [
    "readiness", "time-zone", "date-format", "csv-headers", "labels", "connectors", "web-connector", "limits",
    "stale-after",
  ]

  /// Reads `autopost.yaml`, strictly: nil and every error in one go, or the settings and perhaps warnings.
  ///
  /// An empty text is `Settings.absent`. Whether a time zone exists is for the caller to know; its name is only
  /// one that can exist, and never leads out of the folder of zones. So it is with what `csv-headers` names.
  public static func read(
    bytes: [UInt8], path: String = "autopost.yaml", isTimeZone: (String) -> Bool = { _ in true },
    headerProblem: (CSVHeader) -> CSVHeaderProblem? = { _ in nil }
  ) -> (settings: Settings?, findings: [Finding]) {
    let read = readAsFar(bytes: bytes, path: path, isTimeZone: isTimeZone, headerProblem: headerProblem)
    let hasErrors = read.findings.contains { $0.severity == .error }
    return (hasErrors ? nil : read.settings, read.findings)
  }

  /// What can be read of `autopost.yaml`, for looking at what is known although something is wrong in it; with every
  /// error. Nothing may be done by it.
  public static func readAsFar(
    bytes: [UInt8], path: String = "autopost.yaml", isTimeZone: (String) -> Bool = { _ in true },
    headerProblem: (CSVHeader) -> CSVHeaderProblem? = { _ in nil }
  ) -> (settings: Settings, findings: [Finding]) {
    var reader = SettingsReader(path: path, bytes: bytes)
    let root: YAMLNode?
    do {
      root = try YAML.read(bytes)
    } catch {
      reader.report(.settingsUnreadable, error.mark, error.problem, remedy: error.remedy)
      return (.absent, reader.findings)
    }
    guard let root else { return (.absent, []) }
    let settings = read(root, &reader, isTimeZone, headerProblem)
    return (settings, reader.findings)
  }

  private static func read(
    _ root: YAMLNode, _ reader: inout SettingsReader, _ isTimeZone: (String) -> Bool,
    _ headerProblem: (CSVHeader) -> CSVHeaderProblem?
  ) -> Settings {
    var settings = Settings.absent
    var elsewhere: [String: String] = [:]
    for key in Connector.keys { elsewhere[key] = "its connector, below \"- name:\"" }
    for key in keys { elsewhere[key] = nil }
    guard
      let pairs = reader.mapping(root, of: "the file", keys: keys, elsewhere: elsewhere)
    else { return settings }
    if let pair = pairs["readiness"], let value = reader.choice(pair, as: Readiness.self) {
      settings.readiness = value
      settings.connectors[0].readiness = value
    }
    if let pair = pairs["date-format"], let value = reader.choice(pair, as: DateFormat.self) {
      settings.dateFormat = value
    }
    if let pair = pairs["csv-headers"] { settings.csvHeaders = CSVHeader.read(pair, &reader, headerProblem) }
    if let pair = pairs["labels"], !reader.isMissing(pair) {
      for label in reader.pairs(pair.value, of: "\"labels\"") {
        if let english = reader.text(label) { settings.labels[folded(label.key)] = english }
      }
    }
    if let pair = pairs["time-zone"], let name = reader.text(pair) {
      settings.timeZoneName = name
      if !isSafeZoneName(name) || !isTimeZone(name) {
        reader.report(
          .timeZoneUnknown, pair.value.mark, "there is no time zone \"\(name)\"",
          remedy: "Write a name of the time zone database, like America/New_York or Europe/London.")
      }
    }
    if let pair = pairs["connectors"] {
      let connectors = Connector.read(pair, &reader, readiness: settings.readiness)
      if !connectors.isEmpty { settings.connectors = connectors }
    }
    if let pair = pairs["web-connector"] { settings.webConnector = WebConnectorAddress(pair, &reader) }
    if let pair = pairs["limits"] { settings.limits = Limits(pair, &reader) }
    if let pair = pairs["stale-after"] { settings.staleAfter = StaleAfter(pair, &reader) }
    return settings
  }

  /// The name becomes part of a path to the zone's rules.
  private static func isSafeZoneName(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.allSatisfy { part in
      !part.isEmpty
        && part.allSatisfy {
          (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == 43 || $0 == 45 || $0 == 95
        }
    }
  }
}

extension Limits {
  fileprivate init(_ pair: YAMLPair, _ reader: inout SettingsReader) {
    self.init()
    if reader.isMissing(pair) { return }
    let keys = [
      "archive", "entry", "total", "ratio", "ratio-after", "entries", "name-bytes", "name-parts",
      "name-part-bytes",
    ]
    guard let pairs = reader.mapping(pair.value, of: "\"limits\"", keys: keys) else { return }
    let sizes: ClosedRange<Int64> = 1_000...1_000_000_000_000
    if let pair = pairs["archive"], let value = reader.size(pair, in: sizes) { archive = value }
    if let pair = pairs["entry"], let value = reader.size(pair, in: sizes) { entry = value }
    if let pair = pairs["total"], let value = reader.size(pair, in: sizes) { total = value }
    if let pair = pairs["ratio"], let value = reader.number(pair, in: 1...100_000) { ratio = value }
    if let pair = pairs["ratio-after"], let value = reader.size(pair, in: 0...1_000_000_000) {
      ratioAfter = value
    }
    if let pair = pairs["entries"], let value = reader.number(pair, in: 1...1_000_000) { entries = value }
    if let pair = pairs["name-bytes"], let value = reader.number(pair, in: 16...4_096) { nameBytes = value }
    if let pair = pairs["name-parts"], let value = reader.number(pair, in: 1...256) { nameParts = value }
    if let pair = pairs["name-part-bytes"], let value = reader.number(pair, in: 16...255) {
      namePartBytes = value
    }
  }
}

extension StaleAfter {
  fileprivate init(_ pair: YAMLPair, _ reader: inout SettingsReader) {
    self.init()
    if reader.isMissing(pair) { return }
    guard let pairs = reader.mapping(pair.value, of: "\"stale-after\"", keys: ["lists", "open-sets"]) else {
      return
    }
    let times = 60...31_536_000
    if let pair = pairs["lists"], let value = reader.duration(pair, in: times) { lists = value }
    if let pair = pairs["open-sets"], let value = reader.duration(pair, in: times) { openSets = value }
  }
}
