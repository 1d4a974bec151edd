internal import CXML2

/// A document reduced to what it means, as bytes that can be compared: layout, comments, references and the
/// declaration do not count; order, names, attributes and every character of a value do.
///
/// XML forbids the control characters that mark the parts, so no value can imitate them.
public enum XMLMeaning {
  /// Before an element's name.
  public static let open: UInt8 = 1
  /// Before an attribute's name.
  public static let attribute: UInt8 = 2
  /// Before an attribute's value.
  public static let value: UInt8 = 3
  /// Before text, where there is any.
  public static let text: UInt8 = 4
  /// The end of an element.
  public static let close: UInt8 = 5

  /// Whether libxml2 reads this meaning, and nothing else, out of a document that we wrote ourselves: UTF-8 without
  /// namespaces, and no ampersand in an attribute.
  ///
  /// What comes from others is read with limits and in pieces; this is read at once, and compared while it is read.
  public static func isRead(_ meaning: [UInt8], from document: [UInt8]) throws(XMLProblem) -> Bool {
    precondition(SAXParser.isReady)
    return try unsafe document.withUnsafeBufferPointer { (bytes) throws(XMLProblem) in
      try unsafe meaning.withUnsafeBufferPointer { (meaning) throws(XMLProblem) in
        try unsafe isRead(meaning, from: bytes)
      }
    }
  }

  private static func isRead(
    _ meaning: UnsafeBufferPointer<UInt8>, from document: UnsafeBufferPointer<UInt8>
  ) throws(XMLProblem) -> Bool {
    guard let size = Int32(exactly: document.count), size > 0 else {
      throw XMLProblem(.notXML, words: "a document of \(document.count) bytes cannot be read at once")
    }
    let context = unsafe document.withMemoryRebound(to: CChar.self) { chars in
      unsafe xmlCreateMemoryParserCtxt(chars.baseAddress, size)
    }
    guard let context = unsafe context else {
      throw XMLProblem(.noMemory, words: "libxml2 has no memory for a parser")
    }
    // No tree is built, so there is no document to free beside the context.
    defer { unsafe xmlFreeParserCtxt(context) }
    guard
      unsafe xmlCtxtUseOptions(context, Int32(XML_PARSE_NONET.rawValue | XML_PARSE_IGNORE_ENC.rawValue)) == 0
    else { throw XMLProblem(.noMemory, words: "libxml2 does not know the options") }
    unsafe context.pointee.sax.pointee = MeaningComparison.handler()
    var comparison = unsafe MeaningComparison(meaning)
    unsafe withUnsafeMutablePointer(to: &comparison) { comparison in
      unsafe context.pointee.userData = UnsafeMutableRawPointer(comparison)
      // What it answers stands in the context, too.
      _ = unsafe xmlParseDocument(context)
    }
    guard unsafe context.pointee.wellFormed == 1 else {
      let error = unsafe context.pointee.lastError
      throw unsafe XMLProblem(
        .notWellFormed, line: Int(error.line), column: Int(error.int2),
        words: "the XML is not well formed (libxml2 code \(error.code))")
    }
    return comparison.isWhole
  }
}
