import Filesystem
import TestSupport
import Testing

@Suite("Words that a bookkeeper reads every morning")
struct WordsTests {
  @Test("An export that is all before transfer-from names what the settings lack")
  func beforeStart() throws {
    let scenario = try Scenario()
    try scenario.done("init")
    try scenario.export([8601, 8602], as: "inbox/october.tar")
    let run = try scenario.autopost("run", "--as-of", "2026-11-21")
    #expect(run.error.contains("has no company-file and no company-name"), "\(run)")
    let status = try scenario.done("status")
    #expect(status.hasPrefix("To do now\n"))
    #expect(
      status.contains(
        "  1. Connector \"main\" has no company-file and no company-name, so nothing is written"))
    #expect(status.contains("2 items ("))
    #expect(status.contains(" are held: dated before transfer-from."), "\(status)")
  }

  @Test("check ends with what is not used, cut where it is long")
  func unused() throws {
    let scenario = try Scenario.exported()
    let text = try scenario.done("check", "\(scenario.root)/october.tar")
    let blocks = text.split(separator: "\n\n")
    let unused = try #require(blocks.dropLast().last)
    #expect(unused.hasPrefix("Not used\n  Fields of "), "\(text)")
    #expect(unused.split(separator: "\n").allSatisfy { $0.count <= 140 })
    #expect(unused.contains(" more (--json has them all)"))
    #expect(!blocks[0].contains("not used"))
  }

  @Test("qwc says once that localhost is reached by nobody else, however many files there are")
  func localhost() throws {
    let scenario = try Scenario.prepared()
    try scenario.write(
      try scenario.text("autopost.yaml").replacing(
        "users: [autopost]", with: "users: [anna, ben, cleo]"),
      to: "autopost.yaml")
    let outcome = try scenario.autopost("qwc")
    #expect(outcome.output.contains("AutotaskQBWX-cleo.qwc"), "\(outcome)")
    #expect(outcome.error.ranges(of: "[qwc-localhost]").count == 1, "\(outcome)")
  }

  @Test("The trial is named where it is waited for")
  func trial() throws {
    let scenario = try Scenario.exported()
    try Disk.move(scenario.root.appending("october.tar"), to: scenario.root.appending("inbox/october.tar"))
    for step in ["run", "practice", "run"] { try scenario.done(step) }
    let status = try scenario.done("status")
    #expect(
      status.contains(
        "It is the trial of the company file: everything else that writes goes when its answer is in."),
      "\(status)")
    for step in ["practice", "run"] { try scenario.done(step) }
    #expect(try !scenario.done("status").contains("It is the trial"))
  }

  @Test(
    "results.csv has the time of the settings' zone, for somebody types it in; the patch has Universal Time")
  func writeBackTime() throws {
    let scenario = try Scenario.settled()
    let folder = try #require(try scenario.names(in: "outbox/autotask").first { $0 != "done" })
    let results = try scenario.text("outbox/autotask/\(folder)/results.csv".asPath)
    let line = try #require(
      results.split(whereSeparator: \.isNewline).first { $0.contains(",webServiceDate,") })
    let value = line.split(separator: ",")[2]
    #expect(value.count == 16 && value.dropFirst(10).first == " ", "\(line)")
    #expect(try scenario.text("outbox/autotask/\(folder)/Invoices.patch.json".asPath).contains("Z\""))
  }
}
