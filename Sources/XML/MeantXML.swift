/// XML being written, and beside it what it must mean when it is read back.
public struct MeantXML: ~Copyable {
  private var text = GrowingBytes(capacity: 4_096)
  private var meaning = GrowingBytes(capacity: 2_048)

  public init() {}

  public var textBytes: [UInt8] { text.bytes }

  /// As `XMLMeaning` says it.
  public var meaningBytes: [UInt8] { meaning.bytes }

  /// Begins an element that holds others.
  public mutating func begin(_ tags: ElementTags) {
    let bytes = tags.bytes
    text.append(bytes.span.extracting(tags.opening))
    meaning.append(bytes.span.extracting(tags.openMeaning))
  }

  public mutating func end(_ tags: ElementTags) {
    let bytes = tags.bytes
    text.append(bytes.span.extracting(tags.closing))
    meaning.append(bytes.span.extracting(tags.closeMeaning))
  }

  /// A whole element with its value, and the same value as XML writes it.
  public mutating func element(_ tags: ElementTags, _ value: Span<UInt8>, written: Span<UInt8>) {
    let bytes = tags.bytes
    let all = bytes.span
    text.append(all.extracting(tags.opening), written, all.extracting(tags.closing))
    meaning.append(all.extracting(tags.openMeaning), value, all.extracting(tags.closeMeaning))
  }
}
