import Filesystem
import Testing

@Suite("A limit on the size of files ends no pass without a word")
struct FileSizeTests {
  /// In blocks of 512 bytes, as `ulimit -f` of the shell counts.
  @Test(
    "What does not fit is said, with exit code 74; without the limit everything is finished",
    arguments: [20, 100, 200])
  func limited(blocks: Int) throws {
    let scenario = try Scenario.dropped()
    let said = try scenario.typed("ulimit -f \(blocks); autopost run; echo code $?")
    #expect(said.hasSuffix("code 74\n"), "\(said)")
    #expect(
      said.contains("no file of the user autopost runs as may have more than \(blocks * 512) bytes"),
      "\(said)")
    #expect(said.contains("ulimit -f unlimited"), "\(said)")
    // Nothing is lost by it.
    try scenario.done("run")
    for _ in 0..<6 {
      try scenario.done("practice")
      try scenario.done("run")
    }
    let settled = try Scenario.settled()
    #expect(try scenario.done("reconcile") == settled.done("reconcile"))
  }
}
