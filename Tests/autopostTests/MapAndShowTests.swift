import Filesystem
import TestSupport
import Testing

@Suite("map and check --show as they are typed")
struct MapAndShowTests {
  @Test("65: an item that would not be sent is not shown, and the words say why")
  func notShown() throws {
    let scenario = try Scenario.exported()
    let file = "\(scenario.root)/october.tar"
    let outcome = try scenario.autopost("check", "--show", "invoice:8606", file)
    #expect(outcome.code == 65, "\(outcome)")
    #expect(outcome.output == "")
    #expect(outcome.error.hasPrefix("autopost: invoice:8606 would not be sent\n"))
    #expect(outcome.error.contains("negative total"))
    #expect(outcome.error.contains("\n  "), "there is a remedy")
    #expect(try scenario.autopost("check", "--show", "invoice:9999", file).code == 66)
    #expect(try scenario.autopost("check", "--show", "8606", file).code == 64)
  }

  @Test("64: map says what it can do, and which tables there are")
  func usage() throws {
    let scenario = try Scenario.shared()
    for (words, begin) in [
      (["map"], "autopost: autopost map needs export|check [TABLE…]"),
      (["map", "exprot"], "autopost: autopost map cannot \"exprot\"; did you mean \"export\"?"),
      (["map", "export", "itmes"], "autopost: map export cannot be \"itmes\"; did you mean \"items\"?"),
      (["map", "check", "items"], "autopost: autopost map check has no place for \"items\""),
    ] {
      let outcome = try scenario.autopost(words)
      #expect(outcome.code == 64, "\(outcome)")
      #expect(outcome.error.hasPrefix(begin), "\(outcome)")
    }
  }

  @Test("78: a table that names what QuickBooks does not have; 0 once it has it")
  func check() throws {
    let scenario = try Scenario.inUse()
    #expect(try scenario.autopost("map", "export", "accounts", "customers.csv").code == 0)
    try scenario.write("billing code,account\nRemote Support,Consulting\n", to: "mappings/accounts.csv")
    let outcome = try scenario.autopost("map", "check")
    #expect(outcome.code == 78, "\(outcome)")
    #expect(outcome.output.contains("mappings/accounts.csv: 1 row, 1 filled in\n"))
    #expect(
      outcome.error.contains(
        "mappings/accounts.csv:2: error: QuickBooks has no account \"Consulting\" on connector main"))
    try scenario.write("billing code,account\nRemote Support,sales\n", to: "mappings/accounts.csv")
    #expect(try scenario.autopost("map", "check").code == 0)
  }
}
