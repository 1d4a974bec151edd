public import Filesystem

/// Runs a program and keeps what it said.
public struct Program {
  /// What came of a run.
  public struct Outcome: Sendable, CustomStringConvertible {
    public let exit: ChildProcess.Exit
    public let output: String
    public let error: String

    /// The exit code; nil when a signal ended it.
    public var code: Int32? {
      if case .code(let code) = exit { code } else { nil }
    }

    public var description: String { "\(exit)\n\(output)\(error)" }
  }

  public let path: FilePath
  /// `NAME=value`, added to the environment of the test; a name set twice counts as set here.
  public var environment: [String] = []

  public init(_ path: FilePath) { self.path = path }

  /// The program of this package, as it was built with the tests.
  public static func autopost() throws -> Program { Program(try beside("autopost")) }

  /// A product of this package, as it was built with the tests.
  public static func beside(_ name: String) throws -> FilePath {
    try CurrentProcess.executable().parent.appending(name)
  }

  /// Where `Package.swift` lies.
  public static var packageFolder: FilePath { FilePath(#filePath).parent.parent.parent }

  /// Runs to the end.
  public func run(_ arguments: [FilePath]) throws -> Outcome {
    let folder = try TemporaryFolder()
    let child = try start(arguments, output: folder.appending("output"), error: folder.appending("error"))
    let exit = try child.wait()
    return Outcome(exit: exit, output: try folder.text("output"), error: try folder.text("error"))
  }

  public func run(_ arguments: String...) throws -> Outcome { try run(arguments.map { FilePath($0) }) }

  /// Starts it without waiting.
  public func start(_ arguments: [FilePath], output: FilePath, error: FilePath) throws -> ChildProcess {
    // Without a crash report, which takes seconds, when the run is meant to be killed.
    let lines = environment + ["SWIFT_BACKTRACE=enable=no"]
    let names = lines.map { $0.prefix { $0 != "=" } + "=" }
    let inherited = CurrentProcess.environmentLines().filter { line in
      !names.contains { line.hasPrefix(String($0)) }
    }
    return try ChildProcess(
      path, arguments, environment: inherited + lines.map { FilePath($0) }, output: .file(output),
      error: .file(error))
  }
}
