public import Filesystem

/// Why the exchange folder cannot be used, or not now.
public enum SpoolError: Error, Hashable, Sendable, CustomStringConvertible {
  case filesystem(FilesystemError)
  /// `state` lies where locks do not hold.
  case shared(FilePath, kind: String)
  /// Another autopost is at work; its process number, where known.
  case locked(owner: Int?)
  /// Something else lies where a file was to be published.
  case differentContent(FilePath)
  /// A claimed file is neither in `work` nor where it was to go.
  case lost(FilePath)

  /// One sentence without a full stop.
  public var description: String {
    switch self {
    case .filesystem(let error): error.description
    case .shared(let path, let kind):
      "\(path) lies on a network file system (\(kind)), where the ledger is not safe"
    case .locked(let owner):
      "another autopost is at work in this folder" + (owner.map { " (process \($0))" } ?? "")
    case .differentContent(let path): "\(path) holds other bytes than those to be published there"
    case .lost(let path): "\(path) is gone, though nobody but autopost may touch it"
    }
  }

  /// One imperative sentence.
  public var remedy: String {
    switch self {
    case .filesystem(let error): error.remedy
    case .shared: "Keep the exchange folder on a disk of this machine and share inbox and outbox from there."
    case .locked: "Wait until it has finished, or call autopost with --wait."
    case .differentContent(let path): "Move \(path) out of the outbox, then run autopost again."
    case .lost: "Put the file back from a backup, or drop it into inbox/ again."
    }
  }
}

/// Puts the file system's error into ours.
func spooled<Result: ~Copyable>(_ body: () throws(FilesystemError) -> Result) throws(SpoolError) -> Result {
  do { return try body() } catch { throw .filesystem(error) }
}
