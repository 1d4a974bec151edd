import Accounting
import Exchange
import Filesystem
import Foundation
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

/// There is no Windows here: what can be read in the script is read, and it is never run.
@Suite("Examples/windows/Write-Back.ps1, as far as it can be judged without running it")
struct WriteBackScriptTests {
  private static func script() throws -> String {
    String(
      decoding: try Disk.read(Program.packageFolder.appending("Examples/windows/Write-Back.ps1")),
      as: UTF8.self)
  }

  /// The code without comments and without what stands in texts.
  private static func code(_ script: String) -> String {
    script.replacing(/<#[\s\S]*?#>/, with: "").replacing(/'[^'\n]*'/, with: "''")
      .replacing(/"[^"\n]*"/, with: "\"\"").replacing(/#[^\n]*/, with: "")
  }

  /// What Windows PowerShell 5.1 does not know.
  private static func isNewer(_ code: String) -> Bool {
    code.contains(/\?\?|\?\.|\?\[|&&|\|\||\s\?\s|^\s*clean\s*\{/.anchorsMatchLineEndings())
      || code.contains(
        /-(Parallel|AsHashtable|SkipHttpErrorCheck|Authentication|NoEnumerate|AsArray|MaximumRetryCount|SslProtocol)\b/
          .ignoresCase())
      || code.contains(
        /utf8NoBOM|Get-Error\b|\$IsWindows|\[ordered\]\$|#requires -Version [67]/.ignoresCase())
  }

  @Test("It is under 80 lines of ASCII, and its brackets close")
  func shape() throws {
    let script = try WriteBackScriptTests.script()
    #expect(script.split(separator: "\n", omittingEmptySubsequences: false).count <= 80)
    #expect(script.utf8.allSatisfy { $0 == 10 || (32..<127).contains($0) })
    let code = WriteBackScriptTests.code(script)
    for (open, close) in [("(", ")"), ("{", "}"), ("[", "]")] as [(Character, Character)] {
      var depth = 0
      for character in code {
        if character == open { depth += 1 } else if character == close { depth -= 1 }
        #expect(depth >= 0, "\(close) without \(open)")
      }
      #expect(depth == 0, "\(open) without \(close)")
    }
  }

  @Test("Windows PowerShell 5.1 knows all of its words")
  func windowsPowerShell() throws {
    #expect(!WriteBackScriptTests.isNewer(WriteBackScriptTests.code(try WriteBackScriptTests.script())))
  }

  @Test(
    "The test of its words sees what only newer versions know",
    arguments: [
      "$a = $b ?? 1", "$a?.Name", "Test-Path x && y", "x || y", "$a ? 1 : 2",
      "$x | ForEach-Object -Parallel { }",
      "Invoke-RestMethod -SkipHttpErrorCheck", "ConvertFrom-Json -AsHashtable",
      "Set-Content -Encoding utf8NoBOM",
    ])
  func newer(line: String) { #expect(WriteBackScriptTests.isNewer(line)) }

  @Test(
    "It stops at the first error, speaks TLS 1.2, asks for the zone, and takes the lowest number first",
    arguments: [
      "Set-StrictMode -Version 2.0", "$ErrorActionPreference = 'Stop'", "[Net.SecurityProtocolType]::Tls12",
      "/zoneInformation?user=", "Sort-Object { [long] $_.Name }", "Join-Path $Folder 'done'",
    ])
  func holds(line: String) throws { #expect(try WriteBackScriptTests.script().contains(line)) }

  @Test("No secret stands in it: each comes from the environment or from a prompt")
  func secrets() throws {
    let script = try WriteBackScriptTests.script()
    let assigned = script.matches(of: /\$(user|secret|code) = ([^}\n]*[^}\s])/).map {
      "\($0.output.1): \($0.output.2)"
    }
    #expect(
      assigned == [
        "user: $env:AUTOTASK_USERNAME", "secret: $env:AUTOTASK_SECRET", "user: $login.UserName",
        "secret: $login.GetNetworkCredential().Password", "code: $env:AUTOTASK_INTEGRATION_CODE",
        "code: Read-Host 'Integration code (API tracking identifier) of that user'",
      ])
  }

  @Test(
    "The fields it knows are exactly those that are written back, entity by entity, and every folder ends as it expects"
  )
  func fields() throws {
    let rehearsal = try Rehearsal()
    try rehearsal.drop(FirstContactTests.export)
    try rehearsal.settle()
    let paid = try #require(try rehearsal.item(8_601)?.txnID?.rawValue)
    try rehearsal.company.enterPayment(invoice: paid, date: "2026-11-12", now: rehearsal.practiceTime)
    rehearsal.wait(hours: 2)
    var options = PassOptions()
    options.refresh = [.paidDates]
    try rehearsal.settle(options)

    var written: [String: Set<String>] = [:]
    let autotask = rehearsal.folder.outbox.appending("autotask")
    for folder in try Disk.names(in: autotask) {
      let names = try Disk.names(in: autotask.appending(folder)).map(\.description)
      #expect(Int(folder.description) != nil)
      #expect(names.contains("results.csv"))
      for name in names where name.hasSuffix(".patch.json") {
        let text = String(
          decoding: try Disk.read(autotask.appending(folder).appending(FilePath(name))), as: UTF8.self)
        let fields = text.matches(of: /"([A-Za-z]+)":/).map { String($0.output.1) }
        written[String(name.dropLast(11)), default: []].formUnion(fields.filter { $0 != "id" })
      }
    }
    let table = try #require(try WriteBackScriptTests.script().firstMatch(of: /\$known = @\{([^}]*)\}/))
      .output.1
    var known: [String: Set<String>] = [:]
    for line in table.matches(of: /([A-Za-z]+) = @\(([^)]*)\)/) {
      known[String(line.output.1)] = Set(
        line.output.2.matches(of: /'([A-Za-z]+)'/).map { String($0.output.1) })
    }
    #expect(known == written)
  }
}
