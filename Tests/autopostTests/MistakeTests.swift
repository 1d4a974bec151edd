import Filesystem
import TestSupport
import Testing

@Suite("A mistake in the settings hides nothing of what is known")
struct MistakeTests {
  private static let lead =
    "autopost: the settings cannot be used, so nothing goes on until they are put right; this is what is known:\n"

  @Test("status and history say it first, show the items all the same, and end with 78; run does nothing")
  func settings() throws {
    let scenario = try Scenario.inUse()
    let known = try scenario.done("status", "--json")
    #expect(known.contains("invoice:8602"))
    try scenario.write(
      try scenario.text("autopost.yaml").replacing("    transfer-from:", with: "    transfer-form:"),
      to: "autopost.yaml")
    let json = try scenario.autopost("status", "--json")
    #expect(json.code == 78)
    #expect(json.output == known)
    #expect(json.error.hasPrefix("autopost.yaml:"), "\(json)")
    #expect(json.error.contains("did you mean \"transfer-from\"?"))
    #expect(json.error.hasSuffix(MistakeTests.lead))
    let status = try scenario.autopost("status")
    #expect(status.code == 78)
    #expect(status.output.contains("\nTotals\n"))
    #expect(try scenario.autopost("status", "--connector", "main").output.contains("invoice:8602"))
    let history = try scenario.autopost("history", "invoice:8602")
    #expect(history.code == 78)
    #expect(history.output.contains("Invoice 8602"), "\(history)")
    let run = try scenario.autopost("run")
    #expect(run.code == 78)
    #expect(run.output == "")
    #expect(!run.error.contains(MistakeTests.lead))
  }

  @Test("So it is with settings that are no YAML at all, and with a mapping table")
  func unreadable() throws {
    let scenario = try Scenario.inUse()
    let known = try scenario.done("status", "--json")
    let settings = try scenario.text("autopost.yaml")
    try scenario.write("connectors: [", to: "autopost.yaml")
    let outcome = try scenario.autopost("status", "--json")
    #expect(outcome.code == 78, "\(outcome)")
    #expect(outcome.output == known)
    #expect(try scenario.autopost("status", "--connector", "main").code == 78)
    try scenario.write(settings, to: "autopost.yaml")
    try scenario.write("connector,billing code,acount\n", to: "mappings/accounts.csv")
    let table = try scenario.autopost("status", "--json")
    #expect(table.code == 78, "\(table)")
    #expect(table.output == known)
    #expect(table.error.hasPrefix("mappings/accounts.csv:1:"), "\(table)")
  }

  @Test("Settings that contradict what was published are told by status too")
  func contradiction() throws {
    let scenario = try Scenario.inUse()
    try scenario.write(
      try scenario.text("autopost.yaml").replacing("- name: main", with: "- name: north"), to: "autopost.yaml"
    )
    let outcome = try scenario.autopost("status")
    #expect(outcome.code == 78, "\(outcome)")
    #expect(outcome.error.contains("[connector-removed]"))
    #expect(outcome.output.contains("\nTotals\n"))
  }
}
