import Filesystem
import TestSupport
import Testing

@Suite("Processes are started, watched and kept apart")
struct ProcessTests {
  @Test("A second holder of a lock is refused, and knows who holds it")
  func lock() throws {
    let folder = try TemporaryFolder()
    let path = folder.appending("lock")
    #expect(try ProcessLock.owner(path) == nil)
    do {
      let first = try ProcessLock(path)
      let isFirst = first != nil
      #expect(isFirst)
      let second = try ProcessLock(path)
      let isRefused = second == nil
      #expect(isRefused)
      #expect(try ProcessLock.owner(path) == CurrentProcess.id)
      _ = consume first
    }
    let third = try ProcessLock(path)
    let isFree = third != nil
    #expect(isFree)
  }

  @Test("A program's exit, output and errors come back")
  func run() throws {
    var shell = Program("/bin/sh")
    shell.environment = ["GREETING=hello"]
    let outcome = try shell.run("-c", "echo $GREETING; cat; echo no >&2; exit 75")
    #expect(outcome.exit == .code(75))
    #expect(outcome.output == "hello\n")
    #expect(outcome.error == "no\n")
    #expect(try shell.run("-c", "kill -9 $$").exit == .signal(9))
    #expect { _ = try Program("/nonexistent").run() } throws: { ($0 as? FilesystemError)?.code == .missing }
  }

  @Test("A child is looked at without waiting, and can be ended")
  func child() throws {
    let child = try ChildProcess("/bin/sleep", ["60"], output: .null, error: .null)
    #expect(try child.check() == nil)
    try child.send(15)
    #expect(try child.wait() == .signal(15))
    #expect(try child.check() == .signal(15))
  }

  @Test("The environment is read as it is")
  func environment() {
    #expect(CurrentProcess.environment("AUTOPOST_NOT_SET") == nil)
    #expect(CurrentProcess.environmentLines().contains { $0.hasPrefix("PATH=") })
  }

  @Test("The clock goes on")
  func clock() {
    #expect(SystemClock.now() > 1_700_000_000_000)
    let first = SystemClock.monotonicNanoseconds()
    #expect(SystemClock.monotonicNanoseconds() >= first)
  }

  @Test("A file that arrives, time and a signal each wake the watch")
  func watch() throws {
    let folder = try TemporaryFolder()
    var watch = try DirectoryWatch(folder.path, signals: [10])
    let wake1 = try watch.wait(milliseconds: 1)
    #expect(wake1 == .timeout)
    let isNotified1 = watch.isNotified
    #expect(isNotified1)
    try folder.write("x", to: "a")
    let wake2 = try watch.wait(milliseconds: 5_000)
    #expect(wake2 == .changed)
    let wake3 = try watch.wait(milliseconds: 1)
    #expect(wake3 == .timeout)
    #expect(try Program("/bin/sh").run("-c", "kill -USR1 \(CurrentProcess.id)").code == 0)
    let wake4 = try watch.wait(milliseconds: 5_000)
    #expect(wake4 == .signalled(10))
    let wake5 = try watch.wait(milliseconds: 1)
    #expect(wake5 == .timeout)
  }

  @Test("A folder that is missing wakes the watch by time only, and by files once it is there")
  func missing() throws {
    let folder = try TemporaryFolder()
    let path = folder.appending("inbox")
    var watch = try DirectoryWatch(path, signals: [])
    let wake6 = try watch.wait(milliseconds: 1)
    #expect(wake6 == .timeout)
    let isNotified2 = watch.isNotified
    #expect(!isNotified2)
    try Disk.makeFolder(path)
    let wake7 = try watch.wait(milliseconds: 1)
    #expect(wake7 == .timeout)
    let isNotified3 = watch.isNotified
    #expect(isNotified3)
    try Disk.move(path, to: folder.appending("elsewhere"))
    let wake8 = try watch.wait(milliseconds: 5_000)
    #expect(wake8 == .changed)
    let wake9 = try watch.wait(milliseconds: 1)
    #expect(wake9 == .timeout)
    let isNotified4 = watch.isNotified
    #expect(!isNotified4)
  }
}
