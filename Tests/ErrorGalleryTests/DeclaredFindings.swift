import Filesystem
import TestSupport

/// The ids that the source declares, one file a module.
enum DeclaredFindings {
  static func all() throws -> [String] {
    let sources = Program.packageFolder.appending("Sources")
    var ids: [String] = []
    for module in try Disk.names(in: sources) {
      let path = sources.appending(module).appending(FilePath("\(module)FindingIDs.swift"))
      guard try Disk.facts(of: path) != nil else { continue }
      let text = String(decoding: try Disk.read(path), as: UTF8.self)
      for part in text.split(separator: "FindingID(\"").dropFirst() {
        ids.append(String(part.prefix { $0 != "\"" }))
      }
    }
    return ids.sorted()
  }
}
