public import Accounting
import Autotask
public import Filesystem
public import Findings
public import Ledger
public import Settings
public import Spool

/// An exchange folder that is open: settings read, ledger open, lock held.
public final class Exchange {
  public let folder: ExchangeFolder
  public let settings: Settings
  public let mappings: Mappings
  public let zone: Zone
  public let ledger: Ledger
  /// Warnings of settings and mappings.
  public let notes: [Finding]
  /// Nil when the folder is only read.
  private let lock: LockHolder?

  /// Opens the folder, making what is missing of it.
  ///
  /// `root` is the folder that holds `autopost.yaml`, or is to; `waits` are the milliseconds to wait for another
  /// autopost that works here. `relinking` is the connector whose company file is about to be relinked: for it the
  /// settings may name another one already.
  public init(root: FilePath, waits: Int64 = 0, relinking: ConnectorName? = nil) throws(ExchangeError) {
    do {
      folder = ExchangeFolder(root)
      (settings, mappings, zone, notes) = try Exchange.readSettings(folder)
      try folder.prepare()
      lock = try Exchange.acquire(folder, waits: waits)
      try folder.removeLeftovers()
      ledger = try Ledger(path: folder.ledger.bytes)
      try LedgerAge.check(folder, ledger)
      let contradictions =
        try SettingsInUse(settings: settings, mappings: mappings, ledger: ledger).contradictions()
        + CompanyBinding.contradictions(settings, ledger, relinking: relinking)
      if !contradictions.isEmpty { throw ExchangeError.settings(contradictions) }
      for connector in settings.connectors { try folder.prepare(connector: connector.name.rawValue) }
    } catch { throw ExchangeError(error) }
  }

  /// Opens the folder to be read, beside whoever works in it: makes nothing, locks nothing, waits for nobody.
  ///
  /// Where nothing was ever taken, everything reads as empty.
  public init(reading root: FilePath) throws(ExchangeError) {
    do {
      folder = ExchangeFolder(root)
      (settings, mappings, zone, notes) = try Exchange.readSettings(folder)
      lock = nil
      ledger =
        try Disk.facts(of: folder.ledger) == nil
        ? Ledger(empty: ()) : Ledger(readingPath: folder.ledger.bytes)
    } catch { throw ExchangeError(error) }
  }

  /// A noncopyable lock within a class.
  private final class LockHolder {
    let lock: ProcessLock
    init(_ lock: consuming ProcessLock) { self.lock = lock }
  }

  private static func acquire(_ folder: ExchangeFolder, waits: Int64) throws -> LockHolder {
    let deadline = SystemClock.monotonicMilliseconds() + waits
    while true {
      if let holder = try tryToAcquire(folder) { return holder }
      if SystemClock.monotonicMilliseconds() >= deadline {
        throw SpoolError.locked(owner: try ProcessLock.owner(folder.lockFile))
      }
      SystemClock.sleep(milliseconds: 50)
    }
  }

  private static func tryToAcquire(_ folder: ExchangeFolder) throws -> LockHolder? {
    guard let lock = try ProcessLock(folder.lockFile) else { return nil }
    return LockHolder(lock)
  }

  private static func readSettings(
    _ folder: ExchangeFolder
  ) throws -> (settings: Settings, mappings: Mappings, zone: Zone, notes: [Finding]) {
    var notes: [Finding] = []
    var settings = Settings.absent
    if let bytes = try folder.content(of: folder.settings) {
      let (read, findings) = Settings.read(
        bytes: bytes, isTimeZone: { Exchange.zone(named: $0) != nil }, headerProblem: Exchange.headerProblem)
      guard let read else { throw ExchangeError.settings(findings) }
      settings = read
      notes += findings
    }
    var files: [(name: String, bytes: [UInt8])] = []
    if try Disk.facts(of: folder.mappings) != nil {
      for name in try Disk.names(in: folder.mappings) {
        let path = folder.mappings.appending(name)
        guard try Disk.facts(of: path)?.kind == .regular else { continue }
        files.append((name.description, try Disk.read(path, limit: 64_000_000)))
      }
    }
    let (mappings, findings) = Mappings.read(files: files, settings: settings)
    if findings.contains(where: { $0.severity == .error }) { throw ExchangeError.settings(findings) }
    notes += findings
    return (settings, mappings, Exchange.zone(named: settings.timeZoneName) ?? .utc, notes)
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

  /// A zone of the system's zone database.
  static func zone(named name: String) -> Zone? {
    if name == "UTC" { return .utc }
    // A name that leads elsewhere, or is none.
    let isPlain = name.utf8.allSatisfy {
      ($0 | 0x20) &- 97 < 26 || $0 &- 48 < 10 || Array("_+-/".utf8).contains($0)
    }
    guard isPlain, !name.isEmpty, !name.hasPrefix("/") else { return nil }
    do {
      // Old names, such as US/Eastern, are links to the new ones.
      let path = try Disk.resolved(FilePath("/usr/share/zoneinfo").appending(FilePath(name)))
      let bytes = try Disk.read(path, limit: 1_000_000)
      return Zone(name: name, tzif: bytes)
    } catch { return nil }
  }

  /// A pass over the folder as it is at this time.
  public func pass(now: Timestamp, date: CalendarDate? = nil, isRehearsal: Bool = false) -> Pass {
    Pass(
      folder: folder, ledger: ledger, settings: settings, mappings: mappings, zone: zone, now: now,
      date: date, isRehearsal: isRehearsal)
  }
}
