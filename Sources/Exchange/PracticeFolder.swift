public import Accounting
import Filesystem
public import Findings
public import Ledger
import Settings
import Spool

extension AnswerIndex {
  /// Whether the practice company file gave this answer; nil when it does not say who did.
  var isPractice: Bool? { productName.map { $0 == Exchange.practiceProduct } }
}

extension Ledger {
  /// Whether the answers so far came from the practice company file; nil before the first one.
  func isPractice(_ connectors: [ConnectorName]) throws(LedgerError) -> Bool? {
    for connector in connectors {
      if let known = try company(connector).isPractice { return known }
    }
    return nil
  }
}

/// What whoever plays QuickBooks in a rehearsal needs of the folder.
extension Exchange {
  /// The ProductName by which an answer of the practice company file is known.
  static let practiceProduct = "Practice company file, not QuickBooks"

  /// One company file a connector; the default's is the one of those who have only one.
  private func practiceFile(of connector: ConnectorName) -> FilePath {
    let name = connector == settings.defaultConnector.name ? "practice" : "practice-\(connector)"
    return folder.state.appending(FilePath("\(name).company"))
  }

  /// Why no rehearsal may be held here; nil when it may.
  public func practiceObstacle() throws(ExchangeError) -> Finding? {
    do {
      guard try ledger.isPractice(settings.connectors.map(\.name)) == false else { return nil }
    } catch { throw ExchangeError(error) }
    return Finding(
      .practiceMixed, .refused,
      problem: "QuickBooks has answered in this folder, so no practice company file may answer here",
      remedy: "Rehearse in a folder of its own: autopost init --root FOLDER.")
  }

  /// The saved practice company file of a connector; nil before its first rehearsal.
  public func practiceState(of connector: ConnectorName) throws(ExchangeError) -> [UInt8]? {
    do { return try folder.content(of: practiceFile(of: connector)) } catch { throw ExchangeError(error) }
  }

  public func savePractice(_ bytes: [UInt8], of connector: ConnectorName) throws(ExchangeError) {
    do { _ = try folder.replace(bytes, at: practiceFile(of: connector)) } catch { throw ExchangeError(error) }
  }

  /// The message sets that wait to be run, lowest number first, with their files as they lie in the outbox.
  public func openSets() throws(ExchangeError) -> [(set: SetRow, bytes: [UInt8])] {
    do {
      var found: [(set: SetRow, bytes: [UInt8])] = []
      for set in try ledger.sets(.open) {
        let path = folder.request(
          set.connector.rawValue, set: set.number.rawValue, kind: set.kind.rawValue)
        if let bytes = try folder.content(of: path) { found.append((set, bytes)) }
      }
      return found
    } catch { throw ExchangeError(error) }
  }

  /// Drops a file into the inbox, under this name or the next free one; its path below the exchange folder.
  ///
  /// One that is torn on purpose is made to look old, so that nobody waits for the rest of it.
  public func drop(_ bytes: [UInt8], named name: String, isTorn: Bool) throws(ExchangeError) -> String {
    do {
      var path = folder.inbox.appending(name)
      var count = 1
      while try Disk.facts(of: path) != nil {
        count += 1
        path = folder.inbox.appending("\(count)-\(name)")
      }
      _ = try folder.publish(bytes, at: path)
      if isTorn { try Disk.setModified(path, (SystemClock.now() - 2 * Taking.patience) * 1_000_000) }
      return folder.shown(path)
    } catch { throw ExchangeError(error) }
  }
}
