import Filesystem
import TestSupport
import Testing

@Suite("Every way to end has its exit code and its words")
struct ExitCodeTests {
  @Test("66: there is no such folder, or it is no exchange folder")
  func missingFolder() throws {
    let scenario = try Scenario()
    let program = try Program.autopost()
    let gone = try program.run(["--root", scenario.root.appending("typo"), "run"])
    #expect(gone.code == 66)
    #expect(gone.error.hasPrefix("autopost: there is no folder \(scenario.root)/typo\n"))
    let empty = try scenario.autopost("run")
    #expect(empty.code == 66)
    #expect(empty.error.hasPrefix("autopost: \(scenario.root) is not an exchange folder"))
    #expect(try scenario.names(in: "") == [], "nothing is made in a folder that is none of ours")
  }

  @Test(
    "66: an item, a message set or a connector that is named is not there",
    arguments: [
      ["history", "invoice:9999"], ["ready", "invoice:9999"], ["withdraw", "000099"],
      ["status", "--connector", "mian"], ["reconcile", "--ask", "2026-10", "--connector", "mian"],
      ["status", "--item", "invoice:9999"],
      ["practice", "--pay", "invoice:9999"],
    ])
  func missingThing(_ words: [String]) throws {
    let outcome = try Scenario.shared().autopost(words)
    #expect(outcome.code == 66, "\(outcome)")
    #expect(outcome.error.contains("\n  "), "there is a remedy")
  }

  @Test("65: reconcile, as long as QuickBooks has not what was transferred")
  func quickBooksDiffers() throws {
    let scenario = try Scenario.settled()
    func ask() throws {
      try scenario.done("reconcile", "--ask", "2026-10")
      try scenario.done("practice")
      try scenario.done("run")
    }
    try ask()
    #expect(try scenario.autopost("reconcile").code == 0)
    try scenario.done("practice", "--delete", "invoice:8602")
    #expect(try scenario.autopost("reconcile").code == 0, "nobody has asked since")
    try ask()
    let outcome = try scenario.autopost("reconcile")
    #expect(outcome.code == 65)
    #expect(outcome.output.contains("\n      invoice:8602: invoice 8602 (number "))
    #expect(outcome.output.contains(" [missing-in-quickbooks]\n        Look for it in QuickBooks"))
    let json = try scenario.autopost("reconcile", "--json")
    #expect(json.code == 65)
    #expect(json.output.contains(#""differences":[{"id":"missing-in-quickbooks","#))
  }

  @Test("73: what init is to make cannot be made")
  func cannotCreate() throws {
    let scenario = try Scenario()
    try scenario.write("", to: "inbox")
    let outcome = try scenario.autopost("init")
    #expect(outcome.code == 73, "\(outcome)")
    #expect(outcome.error.contains("inbox"))
  }

  @Test("75: another autopost is at work")
  func locked() throws {
    let scenario = try Scenario.prepared()
    try scenario.done("run")
    let lock = try #require(try lock(scenario))
    let outcome = try scenario.autopost("run")
    #expect(outcome.code == 75)
    #expect(
      outcome.error
        == "autopost: another autopost is at work in this folder (process \(CurrentProcess.id))\n  Wait until it has"
        + " finished, or say how long to wait for it: --wait 60.\n")
    #expect(try scenario.autopost("status").code == 0, "what only reads needs not wait")
    withExtendedLifetime(lock) {}
  }

  private final class Held {
    let lock: ProcessLock
    init(_ lock: consuming ProcessLock) { self.lock = lock }
  }

  private func lock(_ scenario: Scenario) throws -> Held? {
    guard let lock = try ProcessLock(scenario.root.appending("state/lock")) else { return nil }
    return Held(lock)
  }

  @Test("78: the settings have a mistake, said with its place")
  func settings() throws {
    let scenario = try Scenario.prepared()
    try scenario.write("readiness: automatik\n", to: "autopost.yaml")
    let outcome = try scenario.autopost("run")
    #expect(outcome.code == 78)
    #expect(
      outcome.error.hasPrefix(
        "autopost.yaml:1:12: error: \"readiness\" cannot be \"automatik\"; did you mean \"automatic\"?"))
  }

  @Test("78: after use, another default or an organization sent elsewhere, and the inbox stays as it is")
  func moved() throws {
    let scenario = try Scenario.dropped()
    let before = try scenario.text("autopost.yaml")
    let north = """
      connectors:
        - name: north
          company-file: 'C:\\QuickBooks\\North.qbw'
          company-name: Contoso North

      """
    try scenario.done("run")
    try scenario.done("practice")
    try scenario.done("run")
    try scenario.write(before.replacing("connectors:\n", with: north), to: "autopost.yaml")
    let outcome = try scenario.autopost("run")
    #expect(outcome.code == 78, "\(outcome)")
    #expect(outcome.error.contains("main (Contoso Inc) is the default for ever"), "\(outcome)")
    let second = "  - name: north" + north.split(separator: "- name: north")[1].dropLast()
    try scenario.write(before + "\n" + second + "\n", to: "autopost.yaml")
    // Larkspur Dental Group has the invoice of the trial.
    try scenario.write("organizationID,connector\n201,north\n", to: "mappings/organizations.csv")
    let moved = try scenario.autopost("run")
    #expect(moved.code == 78, "\(moved)")
    #expect(moved.error.contains("has 1 invoice in main (Contoso Inc); it cannot move to north"), "\(moved)")
    try scenario.write("organizationID,connector\n", to: "mappings/organizations.csv")
    try scenario.write(before, to: "autopost.yaml")
    try scenario.done("run")
  }

  @Test(
    "The disk is full: 75; no right: 77; the disk is broken: 74",
    arguments: [
      ("ENOSPC", 75), ("EDQUOT", 75), ("EACCES", 77), ("EROFS", 77), ("EIO", 74),
    ])
  func faults(_ name: String, _ code: Int32) throws {
    let scenario = try Scenario.dropped()
    var injection = FaultInjection(root: scenario.root)
    injection.calls = ["renameat2", "rename"]
    let outcome = try injection.run(
      Program.autopost(), ["--root", scenario.root, "run"], .errnoFrom(name, 1))
    #expect(outcome.code == code, "\(outcome)")
    #expect(outcome.error.hasPrefix("autopost: cannot "), "\(outcome)")
    let after = try scenario.autopost("run")
    #expect(after.code == 0, "the next pass goes on: \(after)")
  }

  @Test("Nobody reads the results any more: the work is done, and nothing is said about it")
  func brokenPipe() throws {
    let scenario = try Scenario.dropped()
    let text = try scenario.typed("{ autopost run; echo \"code $?\" >&2; } | true")
    #expect(text == "code 0\n")
    #expect(try scenario.names(in: "outbox/main/requests") == ["000001-lists.qbxml"])
  }
}
