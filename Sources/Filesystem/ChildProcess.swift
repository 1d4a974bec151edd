internal import CSystem
internal import Glibc

/// A program that was started and is waited for once.
public final class ChildProcess {
  /// Where what it writes goes.
  public enum Stream: Sendable {
    case inherited
    case null
    /// Created, or emptied.
    case file(FilePath)
  }

  /// How it ended.
  public enum Exit: Hashable, Sendable {
    case code(Int32)
    case signal(Int32)
  }

  public let program: FilePath
  public let id: Int
  private var exit: Exit?

  /// Starts a program by its path, with standard input empty.
  ///
  /// The arguments come without the program itself; the environment is `NAME=value` lines, nil for our own. In a
  /// group of its own it does not hear what is typed at our terminal to end us.
  public init(
    _ program: FilePath, _ arguments: [FilePath], environment: [FilePath]? = nil, output: Stream = .inherited,
    error: Stream = .inherited, inOwnGroup: Bool = false
  ) throws(FilesystemError) {
    self.program = program
    var actions = unsafe posix_spawn_file_actions_t()
    try ChildProcess.check(program, unsafe posix_spawn_file_actions_init(&actions))
    defer { unsafe _ = posix_spawn_file_actions_destroy(&actions) }
    try unsafe ChildProcess.redirect(&actions, 0, .null, program)
    try unsafe ChildProcess.redirect(&actions, 1, output, program)
    try unsafe ChildProcess.redirect(&actions, 2, error, program)
    var attributes = posix_spawnattr_t()
    try ChildProcess.check(program, unsafe posix_spawnattr_init(&attributes))
    defer { unsafe _ = posix_spawnattr_destroy(&attributes) }
    try ChildProcess.startWithPlainSignals(&attributes, program, inOwnGroup: inOwnGroup)
    var id = pid_t()
    let words = CStrings([program] + arguments)
    let code: Int32
    if let environment {
      let lines = CStrings(environment)
      code = unsafe program.withCString {
        unsafe posix_spawn(&id, $0, &actions, &attributes, words.pointers, lines.pointers)
      }
    } else {
      code = unsafe program.withCString {
        unsafe posix_spawn(&id, $0, &actions, &attributes, words.pointers, autopost_environment())
      }
    }
    try ChildProcess.check(program, code)
    self.id = Int(id)
  }

  /// Waits for its end.
  public func wait() throws(FilesystemError) -> Exit {
    while true {
      if let exit = try poll(0) { return exit }
    }
  }

  /// Nil while it runs.
  public func check() throws(FilesystemError) -> Exit? { try poll(WNOHANG) }

  /// Sends a signal; nothing when its end has been seen.
  public func send(_ signal: Int32) throws(FilesystemError) {
    guard exit == nil else { return }
    try attempt(.start, program) { kill(pid_t(id), signal) }
  }

  private func poll(_ options: Int32) throws(FilesystemError) -> Exit? {
    if let exit { return exit }
    var status: Int32 = 0
    guard try attempt(.wait, program, { unsafe waitpid(pid_t(id), &status, options) }) != 0 else {
      return nil
    }
    // WIFEXITED and its kin are macros that Swift does not import.
    let ended: Exit = status & 0x7f == 0 ? .code((status >> 8) & 0xff) : .signal(status & 0x7f)
    exit = ended
    return ended
  }

  private static func redirect(
    _ actions: inout posix_spawn_file_actions_t, _ number: Int32, _ stream: Stream, _ program: FilePath
  ) throws(FilesystemError) {
    let path: FilePath
    switch stream {
    case .inherited: return
    case .null: path = "/dev/null"
    case .file(let file): path = file
    }
    let flags = number == 0 ? O_RDONLY : O_WRONLY | O_CREAT | O_TRUNC
    let code = unsafe path.withCString {
      unsafe posix_spawn_file_actions_addopen(&actions, number, $0, flags, 0o644)
    }
    try check(program, code)
  }

  /// What the thread that starts it blocks, and what we ignore, a child must hear.
  private static func startWithPlainSignals(
    _ attributes: inout posix_spawnattr_t, _ program: FilePath, inOwnGroup: Bool
  ) throws(FilesystemError) {
    var none = sigset_t()
    var all = sigset_t()
    try attempt(.start, program) { unsafe sigemptyset(&none) }
    try attempt(.start, program) { unsafe sigfillset(&all) }
    try check(program, unsafe posix_spawnattr_setsigmask(&attributes, &none))
    try check(program, unsafe posix_spawnattr_setsigdefault(&attributes, &all))
    var flags = Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    if inOwnGroup {
      try check(program, unsafe posix_spawnattr_setpgroup(&attributes, 0))
      flags |= Int16(POSIX_SPAWN_SETPGROUP)
    }
    try check(program, unsafe posix_spawnattr_setflags(&attributes, flags))
  }

  /// The calls of this family return their error instead of leaving it in `errno`.
  private static func check(_ program: FilePath, _ code: Int32) throws(FilesystemError) {
    if code != 0 { throw FilesystemError(.start, program, ErrorCode(rawValue: code)) }
  }
}

/// Strings for C, with a NULL at the end, freed with their owner.
@safe
private final class CStrings {
  let pointers: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  private let count: Int

  init(_ texts: [FilePath]) {
    count = texts.count
    unsafe pointers = .allocate(capacity: texts.count + 1)
    for (index, text) in texts.enumerated() {
      unsafe (pointers + index).initialize(to: unsafe text.withCString { unsafe strdup($0) })
    }
    unsafe (pointers + count).initialize(to: nil)
  }

  deinit {
    for index in 0..<count { unsafe free(pointers[index]) }
    unsafe pointers.deallocate()
  }
}
