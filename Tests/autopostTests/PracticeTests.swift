import Filesystem
import TestSupport
import Testing

@Suite("Rehearsals")
struct PracticeTests {
  @Test("A whole set that QuickBooks does not take comes back as a run note")
  func hresult() throws {
    let scenario = try Scenario.open()
    let said = try scenario.done("practice", "--belief", "hresult=0x80040400")
    #expect(
      said.hasPrefix(
        "Did not take 000003-transfer.qbxml, 0x80040400 \"QuickBooks found an error when parsing the provided XML text"
          + " stream.\" (the belief hresult=0x80040400): inbox/000003-run.json\n"), "\(said)")
    let note = try scenario.text("inbox/000003-run.json")
    #expect(note.contains("\"set\": \"000003\""), "\(note)")
    #expect(note.contains("\"hresult\": \"0x80040400\""))
    try scenario.done("run")
    #expect(try scenario.names(in: "outbox/main/requests").allSatisfy { !$0.hasPrefix("000003") })
    // Beliefs stay until they are changed.
    #expect(try scenario.done("practice").hasPrefix("Did not take "))
    #expect(try scenario.done("practice", "--belief", "hresult=none").contains("Ran "))
  }

  @Test("A torn answer is taken at once, and its items are in doubt")
  func torn() throws {
    let scenario = try Scenario.open()
    let said = try scenario.done("practice", "--belief", "torn-after=3")
    #expect(said.contains("its answer breaks off after 3 requests"), "\(said)")
    let outcome = try scenario.autopost("run")
    #expect(outcome.error.contains("[answer-torn]"), "\(outcome)")
    #expect(try scenario.done("status", "--json").contains("\"state\":\"in-doubt\""))
  }

  @Test("Each connector has a company file of its own")
  func companies() throws {
    let scenario = try Scenario.dropped()
    let settings = try scenario.text("autopost.yaml")
    try scenario.write(
      settings.replacing(
        "\n  # - name: north",
        with: """

            - name: north
              company-file: 'C:\\QuickBooks\\North.qbw'
              company-name: Contoso North
              transfer-from: 2026-10-01
          """), to: "autopost.yaml")
    try scenario.write("organizationID,connector\n201,north\n", to: "mappings/organizations.csv")
    try scenario.done("run")
    for _ in 0..<5 {
      try scenario.done("practice")
      try scenario.done("run")
    }
    let list = try scenario.done("practice", "--list").split(separator: "Invoices in the books of ").map(
      String.init)
    #expect(
      list.count == 2 && list[0].hasPrefix("Contoso Inc") && list[1].hasPrefix("Contoso North"), "\(list)")
    #expect(!list[0].contains("Larkspur") && list[1].contains("Larkspur"), "\(list)")
    #expect(try scenario.done("status").contains("Everything received is in exactly one place."))
    try scenario.done("practice", "--pay", "invoice:8601", "--on", "2026-11-05")
    #expect(try scenario.done("practice", "--list").split(separator: "Contoso North")[1].contains("paid"))
  }

  @Test("What is done at the screen is done with the invoice that is meant")
  func screen() throws {
    let scenario = try Scenario.settled()
    try scenario.done("practice", "--pay", "invoice:8602=500.00", "--on", "2026-11-05")
    #expect(try scenario.done("practice", "--list").contains("1002  2026-10-01  1267.50  open 767.50"))
    try scenario.done("practice", "--unpay", "1002")
    #expect(try scenario.done("practice", "--list").contains("open 1267.50"))
    try scenario.done("practice", "--void", "invoice:8602")
    #expect(try scenario.done("practice", "--list").contains("voided"))
    try scenario.done("practice", "--delete", "invoice:8602")
    #expect(!(try scenario.done("practice", "--list").contains("1002")))
    let tooMuch = try scenario.autopost("practice", "--pay", "1001=99999")
    #expect(tooMuch.code == 64)
    let unknown = try scenario.autopost("practice", "--belief", "colour=red")
    #expect(unknown.code == 64)
    #expect(unknown.error.contains("there is no belief \"colour\""))
  }

  @Test("A rehearsal and real books never meet in one folder")
  func realAndPractice() throws {
    let rehearsal = try Scenario.received()
    try rehearsal.done("practice")
    let real = try Scenario(copyOf: rehearsal)
    let answer = try real.text("inbox/000001-answer.qbxml")
    // The same answer, as QuickBooks itself would give it.
    let genuine = answer.replacing("Practice company file, not QuickBooks", with: "QuickBooks Pro 2024")
    try real.write(genuine, to: "inbox/000001-answer.qbxml")
    try real.done("run")
    let refused = try real.autopost("practice")
    #expect(refused.code == 64)
    #expect(refused.error.contains("[practice-mixed]"))
    // An answer of the practice company file does not get in by another way either.
    try rehearsal.done("run")
    try rehearsal.done("practice")
    try real.write(try rehearsal.text("inbox/000002-answer.qbxml"), to: "inbox/smuggled.qbxml")
    let smuggled = try real.autopost("run")
    #expect(smuggled.error.contains("[practice-mixed]"), "\(smuggled)")
    #expect(try real.names(in: "outbox/quarantine").contains("smuggled.qbxml"))
    #expect(try real.names(in: "outbox/main/requests") == ["000002-transfer.qbxml"], "the set stays open")
    // And a real answer is none for the rehearsal.
    let other = try rehearsal.text("inbox/000002-answer.qbxml")
      .replacing("Practice company file, not QuickBooks", with: "QuickBooks Pro 2024")
    try rehearsal.write(other, to: "inbox/000002-answer.qbxml")
    #expect(try rehearsal.autopost("run").error.contains("[practice-mixed]"))
  }
}
