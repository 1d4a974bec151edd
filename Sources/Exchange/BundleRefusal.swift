import Archive
import Autotask
import ByteFormats
import Findings
import JSON
import XML

/// Why a bundle is not taken at all.
struct BundleRefusal: Error {
  var findings: [Finding]
  /// Whether the file only ends too early, so that more of it may come.
  var isCutOff = false
  /// Whether the system could not read it, which says nothing about the bundle.
  var isUnread = false
}

/// What is wrong with an entry, in words.
extension BundleReader {
  /// An archive that is taken must have been good for something.
  func nothingRead() -> BundleRefusal {
    let shown = strangeFiles.prefix(3).joined(separator: ", ")
    let more = strangeFiles.count > 3 ? " and \(strangeFiles.count - 3) more" : ""
    let remedy: String
    if strangeFiles.contains(where: { $0.hasSuffix("xl/workbook.xml") }) {
      remedy = "It is an Excel workbook: save the sheet as CSV and drop that."
    } else if strangeFiles.contains(where: { EntryReader.isArchive($0) }) {
      remedy = "Unpack it and drop the archive that lies in it."
    } else {
      remedy = "Drop the export as the exporting program wrote it: JSON, generic XML or CSV."
    }
    return BundleRefusal(findings: [
      Finding(
        .fileNotRecognised, .refused,
        problem: "nothing in the archive is an export that autopost reads; it holds \(shown)\(more)",
        remedy: remedy, place: Place(path: name))
    ])
  }

  /// What `ConvertTo-Json` makes of records that lie deeper than it goes.
  func asText(_ entry: EntryReader, line: Int, column: Int) -> BundleRefusal {
    BundleRefusal(findings: [
      Finding(
        .recordsAsText, .refused,
        problem:
          "PowerShell has written the records as text (\"@{…}\"), because ConvertTo-Json goes only two levels deep",
        remedy:
          "Export again with ConvertTo-Json -Depth 10 | Set-Content NAME.json -Encoding utf8; nothing of the bundle was"
          + " taken.", place: Place(path: entry.path, line: line, column: column))
    ])
  }

  func invalid(_ entry: EntryReader, _ problem: JSONProblem) -> BundleRefusal {
    if entry.isCutByDepth, problem.code != .endsTooEarly {
      return asText(entry, line: problem.line, column: problem.column)
    }
    return BundleRefusal(
      findings: [
        Finding(
          .jsonInvalid, .refused, problem: "the file \(problem.code.rawValue)",
          remedy: "Export it again; nothing of the bundle was taken.",
          place: Place(
            path: entry.path, line: problem.line, column: problem.excerpt.caret, excerpt: problem.excerpt.text
          ))
      ], isCutOff: problem.code == .endsTooEarly)
  }

  func unreadable(_ entry: EntryReader, _ error: any Error) -> any Error {
    switch error {
    case let problem as XMLProblem:
      return BundleRefusal(
        findings: [
          Finding(
            .xmlInvalid, .refused, problem: problem.words,
            remedy: "Export it again; nothing of the bundle was taken.",
            place: Place(path: entry.path, line: problem.line, column: problem.column))
        ], isCutOff: problem.code == .endsTooEarly)
    case let problem as TableProblem:
      return TableWords(path: entry.path).refusal(problem)
    case let other as GenericInvoiceReader.OtherDocument:
      return BundleRefusal(findings: [
        Finding(
          .xmlInvalid, .refused,
          problem: "the XML is not the invoice export of Autotask: its root is \(other.root)",
          remedy: "Export the invoices again as generic XML; nothing of the bundle was taken.",
          place: Place(path: entry.path))
      ])
    default: return error
    }
  }

  func undecodable(_ entry: EntryReader, _ problem: TextProblem) -> BundleRefusal {
    BundleRefusal(findings: [
      Finding(
        .jsonInvalid, .refused, problem: "the text of the file is neither whole UTF-8 nor whole UTF-16",
        remedy: "Export it again as UTF-8; nothing of the bundle was taken.", place: Place(path: entry.path))
    ])
  }
}
