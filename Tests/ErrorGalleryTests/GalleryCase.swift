import Filesystem
import TestSupport
import Testing

/// One folder of the gallery: how a finding comes about, in steps.
struct GalleryCase: Sendable, CustomTestStringConvertible {
  struct Step: Sendable {
    var word: String
    /// What stands behind the word, as written.
    var rest: String
    var words: [String] { rest.split(separator: " ").map(String.init) }
  }

  /// The finding's id, which is the folder's name.
  let id: String
  let folder: FilePath
  /// When it comes, in one sentence for `Documentation/Findings.md`.
  let when: String
  let steps: [Step]

  var testDescription: String { id }

  static var galleryFolder: FilePath { Program.packageFolder.appending("Tests/ErrorGallery") }
  static var shopFolder: FilePath { Program.packageFolder.appending("Tests/ErrorGalleryTests/Shop") }

  /// All folders, by name.
  static func all() throws -> [GalleryCase] {
    try Disk.names(in: galleryFolder).sorted().map { try GalleryCase(named: $0.description) }
  }

  init(named id: String) throws {
    self.id = id
    folder = GalleryCase.galleryFolder.appending(FilePath(id))
    let text = String(decoding: try Disk.read(folder.appending("case.txt")), as: UTF8.self)
    var when: [String] = []
    var steps: [Step] = []
    for line in text.split(separator: "\n") {
      if line.hasPrefix("#") {
        when.append(String(line.dropFirst(2)))
        continue
      }
      let parts = line.split(separator: " ", maxSplits: 1)
      steps.append(Step(word: String(parts[0]), rest: parts.count > 1 ? String(parts[1]) : ""))
    }
    self.when = when.joined(separator: " ")
    self.steps = steps
  }

  /// A file of the case; where it has none of that name, the shop's.
  func content(_ name: String) throws -> [UInt8] {
    let own = folder.appending(FilePath(name))
    return try Disk.read(
      try Disk.facts(of: own) != nil ? own : GalleryCase.shopFolder.appending(FilePath(name)))
  }

  func has(_ name: String) throws -> Bool { try Disk.facts(of: folder.appending(FilePath(name))) != nil }
}
