import Filesystem
import Findings
import TestSupport
import Testing

private let isRecording = CurrentProcess.environment("RECORD") == "1"

/// Cases that the superuser cannot meet, for whom nothing is forbidden; their words are taken as recorded.
private let notForRoot = ["unreadable"]

@Suite("Each finding has a case that provokes it, and its exact words")
struct ErrorGalleryTests {
  @Test("Each id has a folder, and each folder an id")
  func complete() throws {
    #expect(try GalleryCase.all().map(\.id) == DeclaredFindings.all())
  }

  @Test("A case says what it said when it was recorded", arguments: try GalleryCase.all())
  func plays(play: GalleryCase) throws {
    let said = try said(play)
    let recorded = play.folder.appending("expected.txt")
    if isRecording {
      try Disk.writeDurably(Array(said.utf8), to: recorded, .replacing, temporaries: play.folder)
      Issue.record("\(play.id) is recorded")
    } else {
      #expect(said == String(decoding: try Disk.read(recorded), as: UTF8.self))
    }
  }

  @Test("Documentation/Findings.md says of each finding what its case says")
  func page() throws {
    var sections: [FindingsPage.Section] = []
    for play in try GalleryCase.all() {
      // What is recorded beside this test may be older.
      let text =
        isRecording
        ? try said(play)
        : String(decoding: try Disk.read(play.folder.appending("expected.txt")), as: UTF8.self)
      sections.append(FindingsPage.Section(play, said: text))
    }
    let page = FindingsPage.text(sections)
    if isRecording {
      try Disk.writeDurably(
        Array(page.utf8), to: FindingsPage.path, .replacing, temporaries: FindingsPage.path.parent)
      Issue.record("Documentation/Findings.md is recorded")
    } else {
      #expect(page == String(decoding: try Disk.read(FindingsPage.path), as: UTF8.self))
    }
  }

  @Test("A remedy names only commands that there are")
  func commands() throws {
    let outcome = try Program.autopost().run("help")
    let known = Set(
      outcome.output.split(separator: "\n").compactMap { line in
        line.hasPrefix("  ") ? line.split(separator: " ").first.map(String.init) : nil
      })
    let page = String(decoding: try Disk.read(FindingsPage.path), as: UTF8.self)
    for part in page.split(separator: "un autopost ").dropFirst() {
      let command = part.prefix { $0.isLetter || $0 == "-" }
      #expect(known.contains(String(command)), "autopost \(command)")
    }
  }

  /// Where the finding is met, in one line, and its words.
  private func said(_ play: GalleryCase) throws -> String {
    if CurrentProcess.isRoot, notForRoot.contains(play.id) {
      return String(decoding: try Disk.read(play.folder.appending("expected.txt")), as: UTF8.self)
    }
    let gallery = try Gallery(play)
    try gallery.run()
    let texts = gallery.texts()
    #expect(!texts.isEmpty, "\(play.id) was not met; met were \(gallery.met.map(\.finding.text))")
    let lines = ["seen: " + gallery.places().map(\.rawValue).joined(separator: " ")] + texts
    return lines.joined(separator: "\n") + "\n"
  }
}
