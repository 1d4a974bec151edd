import Filesystem
import TestSupport
import Testing

@Suite("Documentation/Operations.md")
struct OperationsPageTests {
  @Test("Every command and option that it names is there")
  func commands() throws {
    let file = Program.packageFolder.appending("Documentation/Operations.md")
    let page = String(decoding: try Disk.read(file), as: UTF8.self)
    let scenario = try Scenario()
    var helps: [String: String] = [:]
    var count = 0
    for found in page.matches(of: /autopost ([a-z]+)((?: [^`\n|;,]*)?)/) {
      let (command, rest) = (String(found.output.1), String(found.output.2))
      // `autopost says`, `autopost refuses`: not typed.
      let isTyped =
        page[..<found.range.lowerBound].last.map {
          $0 == "`" || $0 == " " && page[..<found.range.lowerBound].hasSuffix("$ ")
        } ?? false
      if !isTyped { continue }
      if helps[command] == nil { helps[command] = try scenario.autopost("help", command).output }
      let help = helps[command] ?? ""
      #expect(!help.isEmpty, "\(command)")
      for option in rest.matches(of: /--[a-z-]+/) {
        #expect(help.contains("  \(option.output)"), "\(command) \(option.output)")
      }
      count += 1
    }
    #expect(count > 15)
  }
}
