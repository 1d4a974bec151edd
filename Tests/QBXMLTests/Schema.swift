import Foundation
import Testing

/// Intuit's schema as an oracle, where it is at hand; it is no part of this project.
enum Schema {
  static let path: String? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let beside = root.deletingLastPathComponent().appending(
      path: "shared/reference/data/qbxml/qbxmlops130.xsd")
    let path = ProcessInfo.processInfo.environment["AUTOPOST_XSD"] ?? beside.path
    if FileManager.default.fileExists(atPath: path) { return path }
    print("skipped: no qbXML schema at \(path); set AUTOPOST_XSD to check against one")
    return nil
  }()

  static func validate(_ bytes: [UInt8], named name: String, isValid: Bool = true) throws {
    guard let path else { return }
    let file = FileManager.default.temporaryDirectory.appending(
      path: "autopost-\(name)-\(UUID().uuidString).xml")
    try Data(bytes).write(to: file)
    defer {
      do { try FileManager.default.removeItem(at: file) } catch { Issue.record(error) }
    }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/xmllint")
    process.arguments = ["--noout", "--nonet", "--schema", path, file.path]
    let words = Pipe()
    process.standardError = words
    try process.run()
    let said = words.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(
      (process.terminationStatus == 0) == isValid,
      "\(name): \(String(decoding: said.prefix(2_000), as: UTF8.self))")
  }
}
