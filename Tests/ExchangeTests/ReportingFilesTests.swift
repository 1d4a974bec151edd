import Accounting
import Exchange
import Filesystem
import Foundation
import Report
import Spool
import TestSupport
import Testing

@Suite("The report and the files for Web Connector lie in the outbox")
struct ReportingFilesTests {
  private func report(_ rehearsal: Rehearsal, _ name: FilePath) throws -> String {
    try rehearsal.temporary.text(FilePath("outbox/report").appending(name))
  }

  private func lines(_ text: String) -> Int { text.utf8.count { $0 == UInt8(ascii: "\n") } }

  @Test("History grows by what happened, and is the same when it is written anew")
  func history() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.settle()
    let grown = try report(rehearsal, "history.csv")
    #expect(lines(grown) == (try rehearsal.events().count) + 1)
    let exchange = try Exchange(root: rehearsal.folder.root, waits: 10_000)
    try exchange.writeReport(now: rehearsal.now)
    #expect(try report(rehearsal, "history.csv") == grown)
  }

  @Test(
    "A history that was changed, cut off or taken away is written anew",
    arguments: ["", "event\n", "event,time\n4,somebody's own line\n", "cut off in the midd"])
  func damaged(text: String) throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    try rehearsal.temporary.write(text, to: "outbox/report/history.csv")
    try rehearsal.practice()
    try rehearsal.run()
    #expect(lines(try report(rehearsal, "history.csv")) == (try rehearsal.events().count) + 1)
  }

  @Test("The table that a person edits is taken as Transfer.csv as it is")
  func transfers() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    let edited = try report(rehearsal, "transfers.csv").replacing(
      "invoice:8602,,", with: "invoice:8602,not-ready,")
    try rehearsal.drop(edited, as: "transfers.csv")
    rehearsal.wait(minutes: 5)
    try rehearsal.run()
    #expect(try rehearsal.states() == ["8601 ready", "8602 not-ready", "8603 ready"])
  }

  @Test("A pass in which nothing happened leaves the report as it is")
  func unchanged() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    let page = try report(rehearsal, "index.html")
    rehearsal.wait(hours: 1)
    try rehearsal.run()
    #expect(try report(rehearsal, "index.html") == page)
    #expect(page.contains("Run 1 message set in the company file of connector main"))
  }

  @Test(
    "The page of a real month opens in a browser, and an invoice there has its whole history",
    .enabled(if: Chromium.isExpected, "\(Chromium.absence)"))
  func page() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.settle()
    let sight = try Chromium.open(
      rehearsal.folder.report.appending("index.html"), fragment: "find:invoice:8602")
    #expect(sight.complaints == [])
    #expect(sight.document.contains("Found: 1 item, "))
    let past = try Chromium.open(rehearsal.folder.report.appending("index.html"), fragment: "invoice:8602")
      .document.components(separatedBy: "<div class=\"past\">").last?.components(separatedBy: "</div>").first
    for word in [">ready<", ">to be run<", ">applied<"] { #expect(past?.contains(word) == true, "\(word)") }
  }

  @Test(
    "A page that is written while only a little happened still tells the history of before")
  func recent() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.settle()
    let appended = try report(rehearsal, "index.html")
    let exchange = try Exchange(root: rehearsal.folder.root, waits: 10_000)
    try exchange.writeReport(now: rehearsal.now)
    func past(_ page: String) -> String? { page.components(separatedBy: "<script id=\"past\"").last }
    #expect(try past(appended) == past(report(rehearsal, "index.html")))
    #expect(past(appended)?.contains("invoice:8603") == true)
  }

  @Test(
    "The summary of an answer names what was made, once, and what was there already",
    arguments: [("none", ""), ("same-kind", " (was there already)")])
  func summary(conflict: String, words: String) throws {
    let rehearsal = try Rehearsal(beliefs: ["conflict-3100=\(conflict)"])
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.run()
    try rehearsal.practice()
    try rehearsal.run()
    try rehearsal.practice()
    try rehearsal.run()
    let text = try rehearsal.temporary.text("outbox/main/answered/000002/summary.txt")
    let made = text.split(separator: "\n").filter { $0.contains(" CustomerAdd ") }
    #expect(made.count == 1)
    #expect(made.first?.contains("Alder Freight\(words)  ") == true)
    #expect(!text.contains("HostQuery"))
    #expect(!text.contains("EntityQuery"))
  }

  @Test("QWC files and connector.json are there after the first pass, and made again with the same bytes")
  func webConnector() throws {
    let rehearsal = try Rehearsal(settings: Rehearsal.settings("users: [anna, ben]"))
    try rehearsal.run()
    let names: [FilePath] = ["AutotaskQBWX-anna.qwc", "AutotaskQBWX-ben.qwc", "connector.json"]
    func texts() throws -> [String] {
      try names.map { try rehearsal.temporary.text(FilePath("outbox/main").appending($0)) }
    }
    let first = try texts()
    for name in names { try Disk.remove(rehearsal.folder.connector("main").appending(name)) }
    try rehearsal.run()
    #expect(try texts() == first)
    #expect(first[0].contains("<UserName>anna-main</UserName>"))
    #expect(first[0].contains("<AppName>Autotask QuickBooks Integration</AppName>"))
    #expect(fileID(first[0]) != fileID(first[1]))
    #expect(
      first[2] == """
        {
          "connector": "main",
          "default": true,
          "companyFile": "C:\\\\QuickBooks\\\\Contoso.qbw",
          "companyName": "Contoso Inc"
        }

        """)
  }

  @Test("With file-id: company all users of a company file share one FileID")
  func sharedFileID() throws {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("users: [anna, ben]", "file-id: company"))
    let exchange = try Exchange(root: rehearsal.folder.root, waits: 10_000)
    let writing = try exchange.writeWebConnectorFiles(now: rehearsal.now)
    #expect(writing.findings.isEmpty)
    #expect(writing.written == writing.files)
    #expect(
      writing.files == [
        "outbox/main/AutotaskQBWX-anna.qwc", "outbox/main/AutotaskQBWX-ben.qwc",
        "outbox/main/connector.json",
      ])
    #expect(try exchange.writeWebConnectorFiles(now: rehearsal.now).written.isEmpty)
    let ids = try ["anna", "ben"].map { user in
      fileID(try rehearsal.temporary.text(FilePath("outbox/main/AutotaskQBWX-\(user).qwc")))
    }
    #expect(ids[0] == ids[1])
    #expect(ids[0].count == 38)
  }

  private func fileID(_ text: String) -> String {
    String((text.split(separator: "<FileID>").last ?? "").prefix { $0 != "<" })
  }
}
