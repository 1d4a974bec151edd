public import Filesystem

/// Lets the calls that change files below a folder fail, or kills the program at one of them.
public struct FaultInjection: Sendable {
  /// What happens at a call; they are numbered from 1 in each process.
  public enum Fault: Sendable, CustomStringConvertible {
    case killBefore(Int)
    case killAfter(Int)
    case tornWrite(Int)
    case shortWrite(Int)
    /// `EIO`, `ENOSPC`, `EDQUOT`, `EACCES`, `EROFS`, `EMFILE` or `EINTR`, once.
    case errno(String, Int)
    /// So does every later call.
    case errnoFrom(String, Int)

    public var description: String {
      switch self {
      case .killBefore(let number): "kill-before:\(number)"
      case .killAfter(let number): "kill-after:\(number)"
      case .tornWrite(let number): "torn-write:\(number)"
      case .shortWrite(let number): "short-write:\(number)"
      case .errno(let name, let number): "errno:\(name):\(number)"
      case .errnoFrom(let name, let number): "errno-from:\(name):\(number)"
      }
    }
  }

  public let root: FilePath
  /// Only these calls count, all of them when empty: `fsync`, `rename`, `renameat2`, `unlink`, `open`, `write`, …
  public var calls: [String] = []

  public init(root: FilePath) { self.root = root }

  /// What to add to a program's environment.
  public func environment(_ fault: Fault?, log: FilePath? = nil) throws -> [String] {
    var lines = ["LD_PRELOAD=\(try Program.beside("libCFaultInjection.so"))", "AUTOPOST_FAULT_ROOT=\(root)"]
    if !calls.isEmpty { lines.append("AUTOPOST_FAULT_CALLS=" + calls.joined(separator: ",")) }
    if let fault { lines.append("AUTOPOST_FAULT=\(fault)") }
    if let log { lines.append("AUTOPOST_FAULT_LOG=\(log)") }
    return lines
  }

  /// Runs the program undisturbed and gives the calls that count, as `fsync state/work/000001` below the root.
  public func calls(of program: Program, _ arguments: [FilePath]) throws -> [String] {
    let folder = try TemporaryFolder()
    let log = folder.appending("log")
    var counted = program
    counted.environment += try environment(nil, log: log)
    let outcome = try counted.run(arguments)
    guard outcome.code == 0 else { throw Failed(outcome: outcome) }
    guard try Disk.facts(of: log) != nil else { return [] }
    let prefix = " \(root)/"
    return try folder.text("log").split(separator: "\n").map { line in
      let call = line.drop { $0 != " " }.dropFirst()
      return String(call).replacing(prefix, with: " ")
    }
  }

  /// Runs the program with a fault.
  public func run(_ program: Program, _ arguments: [FilePath], _ fault: Fault) throws -> Program.Outcome {
    var struck = program
    struck.environment += try environment(fault)
    return try struck.run(arguments)
  }

  /// The undisturbed run did not end well.
  public struct Failed: Error, CustomStringConvertible {
    public let outcome: Program.Outcome
    public var description: String { outcome.description }
  }
}
