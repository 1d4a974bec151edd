import Filesystem
import TestSupport

/// `Documentation/Findings.md`: each finding with its exact words.
enum FindingsPage {
  struct Section {
    var id: String
    var when: String
    var places: [Seen]
    var text: String

    /// From the text of the case's `expected.txt`.
    init(_ play: GalleryCase, said: String) {
      let lines = said.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      id = play.id
      when = play.when
      places = lines[0].split(separator: " ").dropFirst().compactMap { Seen(rawValue: String($0)) }
      text = lines.count > 1 ? String(lines[1].dropLast()) : ""
    }
  }

  static var path: FilePath { Program.packageFolder.appending("Documentation/Findings.md") }

  static func text(_ sections: [Section]) -> String {
    var page = """
      # Findings

      Everything autopost can tell a person about files, items, settings and answers, by the id that stands in brackets
      at the end of its first line. The words are those of a real case, played by the error gallery
      (`Tests/ErrorGallery/`, one folder each): first where, how grave, what the problem is and the id; then the line
      it is about, where there is one; then what to do.

      How grave: a *notice* stops nothing; a *warning* wants a look; *held* keeps an item back until what is said is put
      right; *refused* did not accept a file or an item; an *error* stops everything of a connector, or the command.


      """
    for section in sections.sorted(by: { $0.id < $1.id }) {
      page += "## \(section.id)\n\n\(section.when)\n\n```\n\(section.text)\n```\n\nSeen in: "
      page += section.places.map(\.words).joined(separator: "; ") + ".\n\n"
    }
    page.removeLast()
    return page
  }
}
