import Filesystem
import JSON
import TestSupport
import Testing

@Suite("autopost connector, and what else a person does about company files")
struct ConnectorTests {
  /// Two company files; both have answered their lists, and the trial of the first is open.
  private func two() throws -> Scenario {
    let scenario = try Scenario.dropped()
    let settings = try scenario.text("autopost.yaml")
    let end = try #require(
      settings.firstRange(of: "\nweb-connector:") ?? settings.firstRange(of: "\n# web-connector:"))
    let second = """

        - name: north
          company-file: 'C:\\QuickBooks\\North.qbw'
          company-name: 'Contoso North'
          users: [anna, ben]
          transfer-from: 2026-10-01
      """
    try scenario.write(
      settings[..<end.lowerBound] + "\n" + second + "\n" + settings[end.lowerBound...], to: "autopost.yaml")
    try scenario.write("organizationID,organization,connector,customer\n", to: "mappings/organizations.csv")
    try scenario.done("run")
    return scenario
  }

  @Test("Each company file of a rehearsal answers for itself, and one can be mistaken for another")
  func practice() throws {
    let scenario = try two()
    try scenario.done("practice")
    let outcome = try scenario.autopost("run")
    #expect(!outcome.error.contains("wrong-company"), "\(outcome)")
    let list = try scenario.done("connector", "list")
    #expect(list.contains("company name   Contoso Inc, as QuickBooks answers"), "\(list)")
    #expect(list.contains("company name   Contoso North, as QuickBooks answers"), "\(list)")

    #expect(
      try scenario.done("practice", "--connector", "main", "--in", "north").contains(
        "Ran 000003-transfer.qbxml"))
    #expect(try scenario.autopost("run").error.contains("[posted-in-wrong-company]"))
    #expect(try scenario.done("practice", "--list", "--connector", "north").contains("1001"))
    #expect(try scenario.done("practice", "--list", "--connector", "main").contains("There is no invoice"))
    let status = try scenario.done("status")
    #expect(
      status.contains("message set 000003 was run in the wrong company, \"Contoso North\", and 1 transaction")
    )
    #expect(status.contains("TxnID"))
    let json = try scenario.done("connector", "list", "--json")
    let root = try JSONNode.parse(Array(json.utf8))
    let connectors = try #require(root["connectors"]?.elements)
    #expect(
      connectors[0]["inWrongCompany"]?.elements?.contains {
        $0.string?.hasPrefix("Contoso North: invoice:86") == true
      } == true)
    #expect(connectors[0]["openSets"]?.elements?.map { $0["set"]?.string } == ["000003"])
    #expect(connectors[1]["users"]?.elements?.map { $0["userName"]?.string } == ["anna-north", "ben-north"])

    try scenario.done("practice", "--delete", "1001", "--connector", "north")
    let said = try scenario.done("resolve", "000003", "--deleted", "--reason", "deleted by Anna")
    #expect(
      said.hasSuffix("  Run message set 000003 in the company file of connector main; it is still open.\n"),
      "\(said)")
    #expect(!(try scenario.done("status").contains("wrong company")))
    try scenario.done("practice")
    #expect(try scenario.done("run").contains("2 ready, 1 transferred") == false)
    #expect(try scenario.done("practice", "--list", "--connector", "main").contains("1001"))
  }

  @Test("What cannot be meant is answered with what helps")
  func usage() throws {
    let scenario = try Scenario.settled()
    for (words, code, text) in [
      (["connector", "relink"], 64, "autopost connector relink names no connector"),
      (["connector", "relink", "mian"], 66, "there is no connector \"mian\"; did you mean \"main\"?"),
      (["connector", "move", "main"], 64, "autopost connector cannot \"move\""),
      (["connector", "relink", "main", "--done", "7"], 64, "--done is \"7\", which is no step"),
      (["connector", "relink", "main", "--done", "1"], 64, "connector main is not being relinked"),
      (["connector", "relink", "main", "--cancel"], 64, "--cancel needs the reason"),
      (["connector", "list", "main"], 64, "autopost connector list has no place for \"main\""),
      (
        ["resolve", "000002", "--deleted", "--reason", "x"], 64,
        "message set 000002 left nothing in a wrong company"
      ),
      (["resolve", "000099", "--deleted", "--reason", "x"], 66, "there is no message set 000099"),
      (["practice", "--in", "nort"], 66, "there is no connector \"nort\""),
      (["qwc", "--removed", "ben-main"], 64, "no user \"ben-main\" was taken out of autopost.yaml"),
    ] as [([String], Int32, String)] {
      let outcome = try scenario.autopost(words)
      #expect(outcome.code == code, "\(words): \(outcome)")
      #expect(outcome.error.contains(text), "\(words): \(outcome)")
    }
    // Looking changes nothing.
    #expect(try scenario.names(in: "outbox/main").contains("AutotaskQBWX-autopost.qwc"))
  }
}
