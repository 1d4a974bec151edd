import Filesystem
import TestSupport

/// An exchange folder of Contoso at some stage of its first month, worked on by real processes.
///
/// Five of the example invoices: 8601, 8602 and 8609 post, 8606 is negative, 8621 is dated before the start.
struct Scenario {
  static let invoices = [8601, 8602, 8606, 8609, 8621]

  let temporary: TemporaryFolder
  let root: FilePath
  private let program: Program

  /// An empty folder.
  init() throws {
    temporary = try TemporaryFolder()
    root = temporary.appending("contoso")
    try Disk.makeFolder(root)
    program = try Program.autopost()
  }

  /// A copy of its own.
  init(copyOf other: Scenario) throws {
    temporary = try TemporaryFolder()
    root = temporary.appending("contoso")
    program = other.program
    try Scenario.require(Program("/bin/cp").run(["-a", other.root, root]))
  }

  /// Runs `autopost` with these words in the folder.
  @discardableResult
  func autopost(_ words: String...) throws -> Program.Outcome {
    try program.run(["--root", root] + words.map { FilePath($0) })
  }

  func autopost(_ words: [String]) throws -> Program.Outcome {
    try program.run(["--root", root] + words.map { FilePath($0) })
  }

  /// The same for steps that must succeed.
  @discardableResult
  func done(_ words: String...) throws -> String {
    try Scenario.require(program.run(["--root", root] + words.map { FilePath($0) })).output
  }

  /// A line as somebody types it in the folder, both streams as a terminal shows them.
  func typed(_ line: String) throws -> String {
    let script = "cd '\(root)' && autopost() { '\(program.path)' \"$@\"; }; exec 2>&1; \(line)"
    return try Program("/bin/sh").run(["-c", FilePath(script)]).output
  }

  @discardableResult
  private static func require(_ outcome: Program.Outcome) throws -> Program.Outcome {
    if outcome.code != 0 { throw Unexpected(outcome: outcome) }
    return outcome
  }

  /// A step that had to succeed did not.
  struct Unexpected: Error, CustomStringConvertible {
    let outcome: Program.Outcome
    var description: String { outcome.description }
  }

  // MARK: Files

  func write(_ text: String, to name: FilePath) throws {
    let file = root.appending(name)
    try Disk.makeFolder(file.parent)
    try Disk.remove(file)
    let descriptor = try FileDescriptor(creating: file)
    try descriptor.write(Array(text.utf8))
    try descriptor.close()
  }

  func text(_ name: FilePath) throws -> String {
    String(decoding: try Disk.read(root.appending(name)), as: UTF8.self)
  }

  func names(in folder: FilePath) throws -> [String] {
    try Disk.names(in: root.appending(folder)).map(\.description).filter { !$0.hasPrefix(".") }
  }

  // MARK: Stages

  /// A prepared folder on which nothing is ever done.
  static func shared() throws -> Scenario { try prepared() }

  /// `init`, with the two lines filled in.
  static func prepared() throws -> Scenario {
    let scenario = try Scenario()
    try scenario.done("init")
    var lines: [String] = []
    for line in try scenario.text("autopost.yaml").split(separator: "\n", omittingEmptySubsequences: false) {
      if line.contains("company-file:") {
        lines.append("    company-file: 'C:\\QuickBooks\\Contoso.qbw'")
      } else if line.contains("company-name:") {
        lines.append("    company-name: Contoso Inc")
      } else if line.contains(" transfer-from:") {
        lines.append("    transfer-from: 2026-10-01")
      } else {
        lines.append(String(line))
      }
    }
    try scenario.write(lines.joined(separator: "\n"), to: "autopost.yaml")
    return scenario
  }

  /// The export lies beside the inbox.
  static func exported() throws -> Scenario {
    let scenario = try prepared()
    try scenario.export(invoices, as: "october.tar")
    return scenario
  }

  /// Puts some of the example invoices beside the inbox, with everything that belongs to them.
  func export(_ invoices: [Int], as archive: FilePath) throws {
    let folder = temporary.appending("export")
    try Disk.makeFolder(folder)
    for name in [
      "Companies.json", "Invoices.json", "BillingItems.json", "BillingCodes.json", "Services.json",
    ] {
      let path = Program.packageFolder.appending("Examples/msp-october").appending(name)
      // A record a line, as the example writes them.
      let records = String(decoding: try Disk.read(path), as: UTF8.self).split(separator: "\n").filter {
        $0.hasPrefix("    {\"id\"") && Scenario.fits($0, name, invoices)
      }.map { $0.hasSuffix(",") ? $0.dropLast() : $0 }
      try write(
        "[\n" + records.joined(separator: ",\n") + "\n]\n", to: "../export/\(name)".asPath)
    }
    let labels = "entityInformation/Companies.json".asPath
    try write(
      String(
        decoding: try Disk.read(Program.packageFolder.appending("Examples/msp-october").appending(labels)),
        as: UTF8.self), to: "../export".asPath.appending(labels))
    try Scenario.require(
      Program("/bin/tar").run([
        "--sort=name", "--mtime=2026-10-31 18:00Z", "-C", folder, "-cf",
        root.appending(archive),
        "BillingCodes.json", "BillingItems.json", "Companies.json", "Invoices.json", "Services.json", labels,
      ]))
  }

  private static func fits(_ record: Substring, _ name: String, _ invoices: [Int]) -> Bool {
    switch name {
    case "Invoices.json": invoices.contains { record.contains("{\"id\": \($0),") }
    case "BillingItems.json": invoices.contains { record.contains("\"invoiceID\": \($0),") }
    default: true
    }
  }

  /// Some weeks in use: two invoices are in the books, nothing is open, and today's export lies beside the inbox.
  static func inUse() throws -> Scenario {
    let scenario = try prepared()
    try scenario.export([8601, 8602], as: "inbox/earlier.tar")
    try scenario.done("run")
    for _ in 0..<6 {
      if try scenario.names(in: "outbox/main/requests").isEmpty { break }
      try scenario.done("practice")
      try scenario.done("run")
    }
    try scenario.export([8605, 8606, 8609, 8613, 8621], as: "november-21.tar")
    return scenario
  }

  /// The export lies in the inbox.
  static func dropped() throws -> Scenario {
    let scenario = try exported()
    try Disk.move(scenario.root.appending("october.tar"), to: scenario.root.appending("inbox/october.tar"))
    return scenario
  }

  /// The lists set is open.
  static func received() throws -> Scenario {
    let scenario = try dropped()
    try scenario.done("run")
    return scenario
  }

  /// The trial has passed; the set with the rest is open.
  static func open() throws -> Scenario {
    let scenario = try received()
    for _ in 0..<2 {
      try scenario.done("practice")
      try scenario.done("run")
    }
    return scenario
  }

  /// Everything that posts is in the books, and nothing is open.
  static func settled() throws -> Scenario {
    let scenario = try open()
    for _ in 0..<6 {
      if try scenario.names(in: "outbox/main/requests").isEmpty { break }
      try scenario.done("practice")
      try scenario.done("run")
    }
    return scenario
  }
}

extension String {
  var asPath: FilePath { FilePath(self) }
}
