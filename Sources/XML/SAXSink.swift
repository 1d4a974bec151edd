internal import CXML2

/// What libxml2's callbacks write into: an object with an address, around the state.
///
/// One access to the state per callback; the fields of a class would be watched one by one.
final class SAXSink {
  // One thread, and no callback runs within another: watching each access would cost more than most of them do.
  @exclusivity(unchecked) var state: SAXState
  init(_ state: SAXState) { unsafe self.state = state }

  /// The callbacks. Comments and processing instructions have none: they are skipped.
  static func handler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = XML_SAX2_MAGIC
    unsafe handler.internalSubset = { context, _, _, _ in
      unsafe sink(context)?.state.fail(
        .doctype, "the XML has a document type declaration, which is never accepted")
    }
    unsafe handler.startElementNs = { context, local, _, uri, _, _, count, _, attributes in
      unsafe sink(context)?.state.start(local, uri, Int(count), attributes)
    }
    unsafe handler.endElementNs = { context, local, _, _ in unsafe sink(context)?.state.end(local) }
    unsafe handler.characters = { context, bytes, count in unsafe sink(context)?.state.add(bytes, Int(count))
    }
    unsafe handler.ignorableWhitespace = { context, bytes, count in
      unsafe sink(context)?.state.add(bytes, Int(count))
    }
    unsafe handler.cdataBlock = { context, bytes, count in unsafe sink(context)?.state.add(bytes, Int(count))
    }
    unsafe handler.serror = { context, error in
      if let error = unsafe error { unsafe sink(context)?.state.report(error.pointee) }
    }
    return unsafe handler
  }
}

/// The object that libxml2 was given as its user data; the parser that owns both keeps it alive.
private func sink(_ context: UnsafeMutableRawPointer?) -> SAXSink? {
  guard let context = unsafe context else { return nil }
  return unsafe Unmanaged<SAXSink>.fromOpaque(context).takeUnretainedValue()
}
