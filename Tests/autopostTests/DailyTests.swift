import Filesystem
import TestSupport
import Testing

@Suite("Documentation/Daily.md")
struct DailyTests {
  private static let file = Program.packageFolder.appending("Documentation/Daily.md")

  /// A part of the page: text as it is, or what is typed in one block with what the program says to it.
  private enum Part {
    case text([String])
    case console([String])
  }

  private static func parts(_ page: String) -> [Part] {
    var parts: [Part] = []
    var lines: [String] = []
    var isConsole = false
    for line in page.split(separator: "\n", omittingEmptySubsequences: false).map({ String($0) }) {
      if !isConsole, line == "```console" {
        parts.append(.text(lines + [line]))
        (lines, isConsole) = ([], true)
      } else if isConsole, line == "```" {
        parts.append(.console(lines))
        (lines, isConsole) = ([line], false)
      } else {
        lines.append(line)
      }
    }
    return parts + [.text(lines)]
  }

  @Test("Whoever types what the page says sees what the page says, from the first line to the last")
  func day() throws {
    let page = String(decoding: try Disk.read(DailyTests.file), as: UTF8.self)
    let scenario = try Scenario.inUse()
    var seen = ""
    var commands = 0
    for part in DailyTests.parts(page) {
      switch part {
      case .text(let lines): seen += lines.joined(separator: "\n") + "\n"
      case .console(let lines):
        for line in lines where line.hasPrefix("$ ") {
          commands += 1
          let said = try scenario.typed(String(line.dropFirst(2)))
          // A terminal shows both line ends alike.
          seen += line + "\n" + HelpTests.steady(said, scenario).replacing("\r\n", with: "\n")
        }
      }
    }
    seen.removeLast()
    #expect(commands > 10)
    if CurrentProcess.environment("RECORD") != nil {
      try Disk.writeDurably(
        Array(seen.utf8), to: DailyTests.file, .replacing, temporaries: DailyTests.file.parent)
      Issue.record("recorded; run again without RECORD")
      return
    }
    let lines = [seen, page].map {
      HelpTests.masked($0).split(separator: "\n", omittingEmptySubsequences: false)
    }
    let differing = zip(lines[0], lines[1]).first { $0 != $1 }
    #expect(differing == nil, "RECORD=1 writes anew what the program says")
    #expect(lines[0].count == lines[1].count)
  }

  @Test("Every command that the page names is a command, and every file it links to is there")
  func names() throws {
    let page = String(decoding: try Disk.read(DailyTests.file), as: UTF8.self)
    let overview = try Scenario().autopost("help").output
    for name in page.matches(of: /(?:`|\$ )autopost ([a-z]+)/) {
      #expect(overview.contains("\n  \(name.output.1) "), "autopost \(name.output.1)")
    }
    for link in page.matches(of: /\]\(([^)#]+)\)/) {
      let path = DailyTests.file.parent.appending(FilePath(String(link.output.1)))
      #expect(try Disk.facts(of: path) != nil, "\(link.output.1)")
    }
  }
}
