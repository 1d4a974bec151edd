import Filesystem
import TestSupport

/// The ids that the source declares, in files that end in `FindingIDs.swift`.
enum DeclaredFindings {
  static func all() throws -> [String] {
    let sources = Program.packageFolder.appending("Sources")
    var ids: [String] = []
    for module in try Disk.names(in: sources) {
      for name in try Disk.names(in: sources.appending(module)) where name.hasSuffix("FindingIDs.swift") {
        let path = sources.appending(module).appending(name)
        let text = String(decoding: try Disk.read(path), as: UTF8.self)
        for part in text.split(separator: "FindingID(\"").dropFirst() {
          ids.append(String(part.prefix { $0 != "\"" }))
        }
      }
    }
    return ids.sorted()
  }
}
