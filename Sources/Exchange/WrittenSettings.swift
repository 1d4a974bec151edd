import Accounting
import Autotask
import Filesystem
import Findings
import Ledger
import Settings
import Spool

/// What `autopost.yaml` and `mappings/` say, as far as they can be read, and what is wrong in them.
struct WrittenSettings {
  var settings = Settings.absent
  let mappings: Mappings
  let zone: Zone
  /// Warnings.
  var notes: [Finding] = []
  /// Everything that is said where an error is among it; empty where nothing keeps the settings from being used.
  var mistakes: [Finding] = []

  init(_ folder: ExchangeFolder) throws {
    if let bytes = try folder.content(of: folder.settings) {
      let (read, findings) = Settings.readAsFar(
        bytes: bytes, isTimeZone: { Exchange.zone(named: $0) != nil },
        headerProblem: WrittenSettings.headerProblem)
      settings = read
      (notes, mistakes) = WrittenSettings.sorted(findings)
    }
    zone = Exchange.zone(named: settings.timeZoneName) ?? .utc
    var files: [(name: String, bytes: [UInt8])] = []
    if try Disk.facts(of: folder.mappings) != nil {
      for name in try Disk.names(in: folder.mappings) {
        let path = folder.mappings.appending(name)
        guard try Disk.facts(of: path)?.kind == .regular else { continue }
        files.append((name.description, try Disk.read(path, limit: 64_000_000)))
      }
    }
    let (read, findings) = Mappings.read(files: files, settings: settings)
    mappings = read
    // Tables cannot be held against connectors that could not be read.
    if mistakes.isEmpty {
      let (warnings, errors) = WrittenSettings.sorted(findings)
      notes += warnings
      mistakes = errors
    }
  }

  /// All of them are mistakes where one is an error.
  private static func sorted(_ findings: [Finding]) -> (notes: [Finding], mistakes: [Finding]) {
    findings.contains { $0.severity == .error } ? ([], findings) : (findings, [])
  }

  /// With the connectors that the ledger knows and that could not be read, so that what is known of them can be shown.
  func settings(with ledger: Ledger) throws(LedgerError) -> Settings {
    var settings = settings
    let first = try ledger.defaultConnector()
    let known = try [first].compactMap { $0 } + ledger.connectorsThatWrote().filter { $0 != first }
    if settings.connectors.allSatisfy({ $0.line == nil }), !known.isEmpty { settings.connectors = [] }
    for name in known where settings.connector(name) == nil {
      settings.connectors.append(Connector(name: name))
    }
    return settings
  }

  /// Why a header of the settings means no field.
  private static func headerProblem(_ header: CSVHeader) -> CSVHeaderProblem? {
    guard let entity = Entity.named(header.entity) else {
      return .entity(known: Entity.allCases.map(\.rawValue))
    }
    var rules = TableRules()
    if rules.add(header: header.header, field: header.field, of: entity) { return nil }
    return .field(known: ["id"] + entity.table.fields.map(\.name))
  }
}
