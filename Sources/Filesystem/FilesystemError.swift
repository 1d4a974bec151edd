/// What the file system said no to.
public struct FilesystemError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What was to be done, as it stands behind "cannot".
  public enum Operation: String, Sendable, Hashable {
    case open
    case create
    case read
    case write
    case synchronize
    case close
    case look = "look at"
    case list
    case makeFolder = "make the folder"
    case rename
    case remove
    case lock
    case setTime = "set the time of"
    case verify = "confirm what was written to"
    case start
    case wait = "wait for"
    case watch
    case limit = "limit"
  }

  public let operation: Operation
  public let path: FilePath
  /// Where to, when something is renamed.
  public let target: FilePath?
  public let code: ErrorCode

  public init(_ operation: Operation, _ path: FilePath, to target: FilePath? = nil, _ code: ErrorCode) {
    self.operation = operation
    self.path = path
    self.target = target
    self.code = code
  }

  /// `cannot open inbox/march.zip: the user autopost runs as has no right to do so`.
  public var description: String {
    let destination = target.map { " to \($0)" } ?? ""
    return "cannot \(operation.rawValue) \(path)\(destination): \(reason)"
  }

  private var reason: String {
    operation == .verify ? "the disk gives back other bytes than were written" : code.description
  }

  /// One imperative sentence for people.
  public var remedy: String {
    switch code {
    case .notAllowed, .notPermitted:
      "Give the user autopost runs as the right to read and write \(target ?? path) and its folder."
    case .diskFull, .overQuota: "Make room on the disk that holds \(target ?? path), then run autopost again."
    case .fileTooLarge:
      "Let the user autopost runs as make larger files (ulimit -f unlimited, or LimitFSIZE= of its service), then run"
        + " autopost again."
    case .readOnly: "Make the disk that holds \(target ?? path) writable, then run autopost again."
    case .otherFileSystem:
      "Put inbox, outbox and state into one folder on one disk, without mounts or links between them."
    case .inputOutput: "Have the disk that holds \(target ?? path) checked, then run autopost again."
    case .missing: "Put \(path) back, or run autopost init, then run autopost again."
    case .exists: "Move \(target ?? path) out of the way, then run autopost again."
    case .wouldBlock: "Wait until the other autopost has finished, then run this again."
    default: "Put right what keeps autopost from \(target ?? path), then run it again."
    }
  }
}

// MARK: Calls of C

/// Calls again while a signal interrupts; throws what the call left in `errno`.
@discardableResult
func attempt<Count: SignedInteger>(
  _ operation: FilesystemError.Operation, _ path: FilePath, to target: FilePath? = nil, _ call: () -> Count
) throws(FilesystemError) -> Count {
  while true {
    let result = call()
    if result >= 0 { return result }
    let code = ErrorCode.last
    if code != .interrupted { throw FilesystemError(operation, path, to: target, code) }
  }
}

extension FilePath {
  /// Lends the path with a NUL behind it.
  func withCString<Result>(_ body: (UnsafePointer<CChar>) -> Result) -> Result {
    // A NUL within would make the kernel see another, shorter path.
    precondition(!bytes.contains(0), "a path holds a NUL")
    var text = bytes
    text.append(0)
    return unsafe text.withUnsafeBufferPointer { buffer in
      unsafe buffer.withMemoryRebound(to: CChar.self) { characters in
        guard let start = characters.baseAddress else {
          preconditionFailure("an array of one byte has an address")
        }
        return unsafe body(start)
      }
    }
  }
}
