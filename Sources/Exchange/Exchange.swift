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
  /// Why nothing can be done here; only in a folder that is opened to be read in spite of it.
  public let mistakes: [Finding]
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
      let written = try WrittenSettings(folder)
      if !written.mistakes.isEmpty { throw ExchangeError.settings(written.mistakes) }
      (settings, mappings, zone, notes) = (written.settings, written.mappings, written.zone, written.notes)
      mistakes = []
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
  /// Where nothing was ever taken, everything reads as empty. With `inSpiteOfMistakes` the ledger is read although the
  /// settings or mappings cannot be used; `mistakes` then says why.
  public init(reading root: FilePath, inSpiteOfMistakes: Bool = false) throws(ExchangeError) {
    do {
      folder = ExchangeFolder(root)
      let written = try WrittenSettings(folder)
      if !inSpiteOfMistakes, !written.mistakes.isEmpty { throw ExchangeError.settings(written.mistakes) }
      lock = nil
      ledger =
        try Disk.facts(of: folder.ledger) == nil
        ? Ledger(empty: ()) : Ledger(readingPath: folder.ledger.bytes)
      (mappings, zone, notes) = (written.mappings, written.zone, written.notes)
      settings = written.mistakes.isEmpty ? written.settings : try written.settings(with: ledger)
      mistakes =
        !inSpiteOfMistakes || !written.mistakes.isEmpty
        ? written.mistakes
        : try SettingsInUse(settings: settings, mappings: mappings, ledger: ledger).contradictions()
          + CompanyBinding.contradictions(settings, ledger, relinking: nil)
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
