import Autotask
import ByteFormats
import Findings
import JSON
import Sodium
import XML

/// The state of reading one entry of a bundle, or one loose file.
final class EntryReader {
  /// What the first bytes show the content to be.
  enum Form {
    /// Not enough of it has come to tell.
    case undecided
    case json
    case invoiceExport
    case table
    /// Kept as a whole until its end.
    case whole
    /// Nothing that holds records.
    case none
  }

  var kind: EntryKind
  let entryName: String
  let path: String
  let listed: BundleManifest.File?
  var hint: Entity?
  var entity: Entity?
  var form = Form.undecided
  /// The first bytes, until the form is decided.
  var head: [UInt8] = []
  var decoder = TextDecoder()
  var records = JSONRecords()
  var export: GenericInvoiceReader?
  var table: TableReader?
  /// Invoices in the exports that records wrap.
  var invoices = 0
  var digest = SHA256()
  let isHashed: Bool
  var whole: [UInt8] = []
  var isUnknown = false
  /// Whether the text begins as PowerShell writes records that lie too deep for it.
  var isCutByDepth = false
  /// Whether the records hold invoice exports as text: the answers of `InvoiceMarkupXml`.
  var isWrapped = false

  /// So much is looked at before the form is decided.
  static let headSize = 1 << 14

  init(kind: EntryKind, entryName: String, path: String, listed: BundleManifest.File?) {
    self.kind = kind
    self.entryName = entryName
    self.path = path
    self.listed = listed
    isHashed = listed?.digest != nil
    switch kind {
    case .fieldInformation, .transferTable, .manifest: form = .whole
    case .records, .unused, .unnamed, .other: break
    }
  }

  /// Decides by the first bytes what the content is; by its name only between forms of one text.
  func decide(rules: TableRules) throws(XMLProblem) {
    let text = EntryReader.text(Array(head.prefix(EntryReader.headSize)))
    switch text.first {
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      form = .json
      // In lower case and without blanks.
      let packed = text.prefix(4_096).filter { $0 > 32 }.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 }
      isWrapped = EntryReader.isMarkup(packed)
      isCutByDepth = ["[\"@{", "{\"items\":\"@{", "{\"items\":[\"@{", "{\"value\":[\"@{", "{\"item\":\"@{"]
        .contains {
          packed.starts(with: $0.utf8)
        }
      let isLines = EntryKind.isLines(path: entryName) || EntryReader.isLines(text)
      // A whole invoice may stand in one string.
      let limits = isWrapped ? JSONLimits(recordBytes: 1 << 25) : JSONLimits()
      records = JSONRecords(form: isLines ? .lines : .document, limits: limits)
    case UInt8(ascii: "<"):
      if GenericInvoiceReader.begins(String(decoding: text.prefix(8_192), as: UTF8.self)) {
        export = try GenericInvoiceReader()
        form = .invoiceExport
      } else {
        form = .none
      }
    default:
      if isTable(text, rules) {
        table = TableReader(hint: tableHint, fallback: hint, rules: rules)
        form = .table
        return
      }
      // An empty file and all else is for the JSON reader to refuse, if its name promises JSON.
      form = entryName.lowercased().contains(".json") || text.isEmpty ? .json : .none
      records = JSONRecords(form: EntryKind.isLines(path: entryName) ? .lines : .document)
    }
  }

  private var tableHint: Entity? {
    if case .records(let entity) = kind { return entity }
    return nil
  }

  /// By its name, or because its first line is the header of a table that is known.
  private func isTable(_ text: ArraySlice<UInt8>, _ rules: TableRules) -> Bool {
    let name = entryName.lowercased()
    if text.isEmpty { return false }
    if name.hasSuffix(".csv") || name.hasSuffix(".tsv") { return true }
    if name.contains(".json") || name.contains(".ndjson") || name.contains(".jsonl") { return false }
    return EntryReader.isTable(text, hint: nil, rules: rules)
  }

  /// Whether the first line of a text is the header of a table that is known, with the id of its records.
  static func isTable(_ text: ArraySlice<UInt8>, hint: Entity?, rules: TableRules) -> Bool {
    let line = text.prefix { $0 != 10 && $0 != 13 }
    var reader = CSVReader(Array(line))
    do { guard try reader.next() else { return false } } catch { return false }
    let names = reader.row.fields.indices.map { reader.row.text($0) ?? "" }
    return names.count > 1 && TableHeader(names, hint: hint, rules: rules)?.hasID == true
  }

  static func isArchive(_ name: String) -> Bool {
    let lower = name.lowercased()
    return [".zip", ".7z", ".tar", ".gz", ".tgz", ".zst"].contains { lower.hasSuffix($0) }
  }

  /// What to do about a file that is not read.
  static func remedy(_ name: String) -> String {
    let lower = name.lowercased()
    if lower.hasSuffix(".xlsx") || lower.hasSuffix(".xls") || lower.hasSuffix(".ods") {
      return "Export the grid as CSV instead, or save the sheet as CSV, and drop that."
    }
    if lower.hasSuffix(".pdf") || lower.hasSuffix(".html") || lower.hasSuffix(".htm") {
      return "Nothing is to be done unless it shows invoices; then export them as generic XML."
    }
    return "Nothing is to be done unless it holds records; then export them as JSON, generic XML or CSV."
  }

  /// The ASCII part of a text in any encoding, from its first character that is no blank.
  static func text(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.filter { $0 != 0 && $0 < 0x80 }.drop { $0 <= 32 }
  }

  /// `{…}` and a line end and `{`: one record a line, whatever the file is called.
  static func isLines(_ text: ArraySlice<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "{") else { return false }
    var depth = 0
    var isInString = false
    var index = text.startIndex
    while index < text.endIndex {
      let byte = text[index]
      if isInString {
        if byte == UInt8(ascii: "\\") { index += 1 } else if byte == UInt8(ascii: "\"") { isInString = false }
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        depth += 1
      } else if byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]") {
        depth -= 1
        if depth == 0 {
          let rest = text[(index + 1)...]
          return rest.first { $0 > 32 } == UInt8(ascii: "{")
        }
      }
      index += 1
    }
    return false
  }

  /// Whether a JSON text begins as the answer of `InvoiceMarkupXml` does.
  private static func isMarkup(_ packed: [UInt8]) -> Bool {
    func holds(_ words: String) -> Bool {
      let words = Array(words.utf8)
      return packed.indices.contains { packed[$0] == words[0] && packed[$0...].starts(with: words) }
    }
    return holds("\"data\":\"<") || holds("\"contenttype\":") && holds("\"filename\":")
  }
}
