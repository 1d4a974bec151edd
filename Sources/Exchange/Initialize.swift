public import Accounting
public import Filesystem
import Settings
import Spool

/// What `init` made, and what was there before and stays as it was; paths below the folder.
public struct Initialization: Sendable, Hashable {
  public var made: [String] = []
  public var kept: [String] = []
}

extension Exchange {
  /// Makes an exchange folder: commented settings, empty mapping tables, inbox and outbox.
  ///
  /// Nothing that exists is written over, so that it may be called again.
  public static func initialize(
    root: FilePath, today: CalendarDate
  ) throws(ExchangeError) -> Initialization {
    do {
      let folder = ExchangeFolder(root)
      var result = Initialization()
      for (path, name) in [(folder.inbox, "inbox/"), (folder.outbox, "outbox/")] {
        if try Disk.facts(of: path) == nil { result.made.append(name) } else { result.kept.append(name) }
      }
      try folder.prepare()
      var files = [(folder.settings, Array(Settings.initialText(today: today).utf8))]
      for table in Mappings.emptyTables { files.append((folder.mappings.appending(table.name), table.bytes)) }
      for (path, bytes) in files {
        if try Disk.facts(of: path) != nil {
          result.kept.append(folder.shown(path))
        } else {
          _ = try folder.publish(bytes, at: path)
          result.made.append(folder.shown(path))
        }
      }
      return result
    } catch { throw ExchangeError(error) }
  }

  /// Whether anything says that this is an exchange folder: its settings, its inbox or its state.
  public static func isExchangeFolder(_ root: FilePath) throws(ExchangeError) -> Bool {
    let folder = ExchangeFolder(root)
    do {
      for path in [folder.settings, folder.inbox, folder.state] where try Disk.facts(of: path) != nil {
        return true
      }
      return false
    } catch { throw ExchangeError(error) }
  }

  /// Whether anything was ever taken here, so that there is a ledger to read.
  public static func hasLedger(_ root: FilePath) throws(ExchangeError) -> Bool {
    do { return try Disk.facts(of: ExchangeFolder(root).ledger) != nil } catch { throw ExchangeError(error) }
  }
}
