public import XML

/// Reads the invoice export that Autotask's own pages write (`invoice_batch_generic`), piece by piece, into records
/// of organizations, billing codes, invoices and billing items.
///
/// Accounts are found at any depth, for programs that join such files hang them elsewhere, and the namespace may be
/// missing. An element that is empty says that there is nothing; one that is absent says nothing.
public final class GenericInvoiceReader {
  private var stream: XMLFieldStream
  private let assembly = GenericInvoiceAssembly()
  /// The first bytes, until the declaration has been looked at.
  private var head: [UInt8] = []
  private var hasBegun = false

  /// Another document stands where the export is expected.
  public struct OtherDocument: Error, Sendable, Hashable {
    public let root: String

    public init(root: String) { self.root = root }
  }

  public init() throws(XMLProblem) {
    stream = try XMLFieldStream(names: GenericInvoiceTags.names)
  }

  /// How many invoices were read.
  public var invoices: Int { assembly.invoices }

  /// Whether the start of a document, as text, is that of the export; prefixes and declarations aside.
  public static func begins(_ start: String) -> Bool {
    var rest = start[...]
    while let open = rest.firstIndex(of: "<") {
      rest = rest[open...].dropFirst()
      if rest.hasPrefix("?") || rest.hasPrefix("!") { continue }
      let name = rest.prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
      return name.split(separator: ":").last.map(String.init) == GenericInvoiceTags.root
    }
    return false
  }

  /// Takes the next bytes and gives `body` each record that is complete with them.
  ///
  /// - Throws: `XMLProblem`, `OtherDocument`, and what `body` throws.
  public func feed(_ piece: Span<UInt8>, _ body: (borrowing FieldRow) throws -> Void) throws {
    if !hasBegun {
      for index in 0..<piece.count { head.append(piece[index]) }
      if head.count < GenericInvoiceReader.longestDeclaration { return }
      return try begin(body)
    }
    try pass(piece, body)
  }

  private func pass(_ piece: Span<UInt8>, _ body: (borrowing FieldRow) throws -> Void) throws {
    let assembly = assembly
    try stream.feed(piece) { event, text in try assembly.take(event, text, body) }
    try checkRoot()
  }

  /// Leaves out a declaration that names UTF-16 where each character is one byte: programs that keep the answer of
  /// the interface in a text and write that text out leave it behind.
  private func begin(_ body: (borrowing FieldRow) throws -> Void) throws {
    hasBegun = true
    let start = head
    head = []
    let mark = start.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let text = start[mark...]
    if text.starts(with: "<?xml".utf8), let end = text.firstIndex(of: UInt8(ascii: ">")),
      String(decoding: text[..<end], as: UTF8.self).lowercased().contains("utf-16")
    {
      return try pass(start.span.extracting((end + 1)...), body)
    }
    try pass(start.span, body)
  }

  private static let longestDeclaration = 256

  /// Ends the document.
  public func finish(_ body: (borrowing FieldRow) throws -> Void) throws {
    if !hasBegun { try begin(body) }
    let assembly = assembly
    try stream.finish { event, text in try assembly.take(event, text, body) }
    try checkRoot()
  }

  private func checkRoot() throws(OtherDocument) {
    guard let root = stream.rootName else { return }
    let space = stream.rootNamespace ?? ""
    guard root == GenericInvoiceTags.root, space.isEmpty || space == GenericInvoiceTags.namespace else {
      throw OtherDocument(root: "<\(root)>" + (space.isEmpty ? "" : " of the namespace \(space)"))
    }
  }
}
