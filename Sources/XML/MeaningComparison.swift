internal import CXML2
internal import Glibc

/// Follows libxml2 through a document and compares each part that it reads with what was meant: nothing is built.
@safe struct MeaningComparison {
  /// What was meant and has not been read yet.
  private var next: UnsafePointer<UInt8>?
  private let end: UnsafePointer<UInt8>?
  private var isSame = true
  /// Whether a start tag was the last: what stands between it and its end tag is a value, even if it is blank.
  private var isLeaf = false
  private var hasBlanks = false
  private var isInText = false

  /// The meaning must outlive this.
  init(_ meaning: UnsafeBufferPointer<UInt8>) {
    unsafe next = meaning.baseAddress
    unsafe end = meaning.baseAddress.map { unsafe $0 + meaning.count }
  }

  /// Whether all was read that was meant, and nothing else.
  var isWhole: Bool { unsafe isSame && next == end }

  /// The callbacks, of the simple kind that knows no namespaces. Comments and processing instructions have none: they
  /// are skipped.
  static func handler() -> xmlSAXHandler {
    var handler = unsafe xmlSAXHandler()
    unsafe handler.initialized = 1
    unsafe handler.internalSubset = { context, _, _, _ in unsafe comparison(context)?.pointee.differ() }
    unsafe handler.startElement = { context, name, attributes in
      unsafe comparison(context)?.pointee.start(name, attributes)
    }
    unsafe handler.endElement = { context, _ in unsafe comparison(context)?.pointee.endElement() }
    unsafe handler.characters = { context, bytes, count in
      unsafe comparison(context)?.pointee.add(bytes, Int(count))
    }
    unsafe handler.ignorableWhitespace = unsafe handler.characters
    unsafe handler.cdataBlock = unsafe handler.characters
    return unsafe handler
  }

  private mutating func differ() { isSame = false }

  private mutating func start(
    _ name: UnsafePointer<UInt8>?, _ attributes: UnsafeMutablePointer<UnsafePointer<UInt8>?>?
  ) {
    unsafe take(XMLMeaning.open, name)
    if var pair = unsafe attributes {
      while let name = unsafe pair[0] {
        unsafe take(XMLMeaning.attribute, name)
        unsafe take(XMLMeaning.value, pair[1])
        unsafe pair += 2
      }
    }
    isLeaf = true
    hasBlanks = false
    isInText = false
  }

  private mutating func endElement() {
    if isLeaf, hasBlanks { isSame = false }
    take(XMLMeaning.close)
    isLeaf = false
    isInText = false
  }

  /// Text may come in any number of pieces.
  private mutating func add(_ bytes: UnsafePointer<UInt8>?, _ count: Int) {
    guard let bytes = unsafe bytes else { return }
    if !isInText, let next = unsafe next, unsafe next != end, unsafe next.pointee == XMLMeaning.text {
      isInText = true
      unsafe self.next = next + 1
    }
    if isInText {
      unsafe take(bytes, count)
    } else if unsafe UnsafeBufferPointer(start: bytes, count: count).allSatisfy({ $0 <= 0x20 }) {
      hasBlanks = true
    } else {
      isSame = false
    }
  }

  private mutating func take(_ mark: UInt8, _ text: UnsafePointer<UInt8>?) {
    take(mark)
    guard let text = unsafe text else { return isSame = false }
    unsafe text.withMemoryRebound(to: CChar.self, capacity: 1) { chars in
      unsafe take(text, strlen(chars))
    }
  }

  private mutating func take(_ mark: UInt8) {
    guard let next = unsafe next, unsafe next != end, unsafe next.pointee == mark else {
      return isSame = false
    }
    unsafe self.next = next + 1
  }

  private mutating func take(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    guard let next = unsafe next, let end = unsafe end, unsafe count <= end - next,
      unsafe memcmp(next, bytes, count) == 0
    else { return isSame = false }
    unsafe self.next = next + count
  }
}

/// The comparison that libxml2 was given as its user data; whoever gave it keeps it in its place.
private func comparison(_ context: UnsafeMutableRawPointer?) -> UnsafeMutablePointer<MeaningComparison>? {
  unsafe context?.assumingMemoryBound(to: MeaningComparison.self)
}
