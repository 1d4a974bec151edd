public import Filesystem

/// The exchange folder: where each thing of it lies.
public struct ExchangeFolder: Hashable, Sendable {
  public let root: FilePath

  public init(_ root: FilePath) { self.root = root }

  public var settings: FilePath { root.appending("autopost.yaml") }
  public var mappings: FilePath { root.appending("mappings") }
  public var inbox: FilePath { root.appending("inbox") }

  public var outbox: FilePath { root.appending("outbox") }
  public var report: FilePath { outbox.appending("report") }
  public var quarantine: FilePath { outbox.appending("quarantine") }

  public var state: FilePath { root.appending("state") }
  public var ledger: FilePath { state.appending("ledger.sqlite3") }
  public var lockFile: FilePath { state.appending("lock") }
  public var archive: FilePath { state.appending("archive") }
  /// The exact bytes of every message set.
  public var sets: FilePath { archive.appending("sets") }
  public var duplicates: FilePath { state.appending("duplicates") }
  /// What is claimed and not yet placed.
  public var work: FilePath { state.appending("work") }

  /// The folder of one QuickBooks company file.
  public func connector(_ name: String) -> FilePath { outbox.appending(name) }

  public func connectorFile(_ connector: String) -> FilePath {
    self.connector(connector).appending("connector.json")
  }

  public func requests(_ connector: String) -> FilePath { self.connector(connector).appending("requests") }

  /// `outbox/main/requests/000012-transfer.qbxml`.
  public func request(_ connector: String, set: Int64, kind: String) -> FilePath {
    requests(connector).appending("\(ExchangeFolder.setText(set))-\(kind).qbxml")
  }

  /// `outbox/main/answered/000011`.
  public func answered(_ connector: String, set: Int64) -> FilePath {
    self.connector(connector).appending("answered").appending(ExchangeFolder.setText(set))
  }

  /// `outbox/autotask/000011`.
  public func autotask(set: Int64) -> FilePath {
    outbox.appending("autotask").appending(ExchangeFolder.setText(set))
  }

  /// `state/archive/sets/000012.qbxml`.
  public func archivedSet(_ set: Int64) -> FilePath { sets.appending(ExchangeFolder.setText(set) + ".qbxml") }

  /// A set's number as people see it: at least six digits.
  public static func setText(_ set: Int64) -> String {
    let text = String(set)
    return String(repeating: "0", count: max(0, 6 - text.utf8.count)) + text
  }

  /// The path below the root, as reports name it.
  public func shown(_ path: FilePath) -> String {
    let prefix = root.bytes + [UInt8(ascii: "/")]
    guard path.bytes.starts(with: prefix) else { return path.description }
    return FilePath(bytes: Array(path.bytes.dropFirst(prefix.count))).description
  }

  /// Where files come into being before they get their name: hidden, on the file system of their target.
  func temporaries(for target: FilePath) -> FilePath {
    let isOutbox = target.bytes.starts(with: outbox.bytes + [UInt8(ascii: "/")])
    return (isOutbox ? outbox : work).appending(".publishing")
  }
}
