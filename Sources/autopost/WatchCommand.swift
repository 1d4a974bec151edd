import Exchange
import Filesystem
import Spool

extension Command {
  static let watch = Command(
    "watch", summary: "a pass whenever something arrives in inbox/, and every minute",
    help: HelpPage(
      "Runs autopost run --quiet whenever something arrives in inbox/, and every minute, until it is ended with Ctrl-C"
        + " or by the system (SIGTERM); a pass that is at work is finished first.",
      "Each pass is a process of its own, so that nothing that one file does to it can end the watching. Where the"
        + " system tells nobody of new files, as on network shares, the minute counts.",
      troubles: [
        (
          "A pass fails.",
          "Its words stand on standard error as autopost run says them; the watching goes on and tries again."
        )
      ], codes: [.missing, .tryAgain, .settings])
  ) { invocation in
    // Says at once what keeps a pass from beginning, and makes the folders that are missing.
    _ = try invocation.exchange(waits: Invocation.patience)
    let watch = try DirectoryWatch(ExchangeFolder(invocation.root).inbox, signals: DirectoryWatch.endSignals)
    var watching = Watching(invocation, program: try CurrentProcess.executable(), watch: watch)
    return try watching.run()
  }
}

/// Wakes, runs a pass, sleeps.
struct Watching: ~Copyable {
  /// Milliseconds between two passes when nothing arrives.
  static let interval = 60_000

  private let invocation: Invocation
  private let program: FilePath
  private var watch: DirectoryWatch
  /// What lay in the inbox after the last pass, and how long to wait for it next.
  private var left: [FilePath] = []
  private var patience = 2_500

  init(_ invocation: Invocation, program: FilePath, watch: consuming DirectoryWatch) {
    self.invocation = invocation
    self.program = program
    self.watch = watch
  }

  mutating func run() throws -> ExitCode {
    let inbox = try Disk.resolved(ExchangeFolder(invocation.root).inbox)
    invocation.output.say("autopost watches \(inbox); end it with Ctrl-C")
    while true {
      try pass()
      switch try watch.wait(milliseconds: try nextWait()) {
      case .signalled: return .done
      case .changed:
        // One pass for everything that is copied at once.
        if case .signalled = try watch.wait(milliseconds: 200) { return .done }
      case .timeout: break
      }
    }
  }

  private func pass() throws {
    let child = try ChildProcess(
      program, ["--root", invocation.root, "run", "--quiet"], inOwnGroup: true)
    switch try child.wait() {
    case .code: break
    case .signal(let number):
      invocation.output.say(
        "autopost: the pass was ended by signal \(number)\n  The next one goes on where it stopped.")
    }
  }

  /// A file that waits for its end is looked at soon, then less and less often.
  private mutating func nextWait() throws -> Int {
    let names = try Disk.names(in: ExchangeFolder(invocation.root).inbox).filter { !$0.hasPrefix(".") }
    if names.isEmpty {
      left = []
      return Watching.interval
    }
    patience = names == left ? min(patience * 2, Watching.interval) : 2_500
    left = names
    return patience
  }
}
