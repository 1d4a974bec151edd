/// How a file writes its characters.
public enum TextEncoding: String, Hashable, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
}

/// Why bytes are not the text they seem to be.
public struct TextProblem: Error, Hashable, Sendable {
  public enum Code: String, Hashable, Sendable {
    case loneSurrogate = "has one half of a two-part character (a lone surrogate)"
    case oddByte = "ends in the middle of a character"
    case utf32 = "is written in UTF-32, which is not read"
  }

  public let code: Code
  /// Bytes before the fault, from the start of the file.
  public let offset: Int
}

/// Turns the pieces of a text file, cut anywhere, into pieces of UTF-8 without byte order mark.
///
/// The mark decides; without one, two first bytes of which one is zero are UTF-16, for JSON, CSV and XML begin
/// with ASCII. All else goes through as it is: whether it is well-formed UTF-8 is for its reader to find.
public struct TextDecoder: Sendable {
  /// Known once four bytes, or the end, have been seen.
  public private(set) var encoding: TextEncoding?
  /// Bytes that are not yet a whole character, or not yet enough to know the encoding.
  private var rest: [UInt8] = []
  private var output: [UInt8] = []
  private var offset = 0

  public init() {}

  /// Gives `body` what the piece adds, in one call or several.
  ///
  /// - Throws: `TextProblem`, and what `body` throws, unchanged.
  public mutating func decode(_ piece: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void) throws {
    var piece = piece
    if encoding == nil {
      var taken = 0
      while rest.count < 4, taken < piece.count {
        rest.append(piece[taken])
        taken += 1
      }
      piece = piece.extracting(taken...)
      if rest.count < 4 { return }
      try recognise()
      try passOnStart(body)
    }
    if encoding == .utf8 {
      if piece.count > 0 { try body(piece) }
      offset += piece.count
      return
    }
    try convert(piece, body)
  }

  /// Ends the file.
  public mutating func finish(_ body: (Span<UInt8>) throws -> Void) throws {
    if encoding == nil {
      try recognise()
      try passOnStart(body)
    }
    if !rest.isEmpty {
      throw TextProblem(code: rest.count == 2 ? .loneSurrogate : .oddByte, offset: offset)
    }
  }

  /// Decides by the first bytes, at most four, and takes the mark away.
  private mutating func recognise() throws(TextProblem) {
    func byte(_ index: Int) -> UInt8? { index < rest.count ? rest[index] : nil }
    let first = byte(0)
    let second = byte(1)
    let third = byte(2)
    let fourth = byte(3)
    switch (first, second) {
    case (0xFF, 0xFE), (0, 0):
      if first == 0 || (third == 0 && fourth == 0) { throw TextProblem(code: .utf32, offset: 0) }
      encoding = .utf16LittleEndian
      skipMark(2)
    case (0xFE, 0xFF):
      encoding = .utf16BigEndian
      skipMark(2)
    case (0xEF, 0xBB) where third == 0xBF:
      encoding = .utf8
      skipMark(3)
    case (0, .some): encoding = .utf16BigEndian
    case (.some, 0):
      if third == 0, fourth == 0 { throw TextProblem(code: .utf32, offset: 0) }
      encoding = .utf16LittleEndian
    default: encoding = .utf8
    }
  }

  private mutating func skipMark(_ length: Int) {
    rest.removeFirst(length)
    offset = length
  }

  private mutating func passOnStart(_ body: (Span<UInt8>) throws -> Void) throws {
    let start = rest
    rest.removeAll()
    if encoding == .utf8 {
      if !start.isEmpty { try body(start.span) }
      offset += start.count
    } else {
      try convert(start.span, body)
    }
  }

  private mutating func convert(_ piece: Span<UInt8>, _ body: (Span<UInt8>) throws -> Void) throws {
    var index = 0
    output.removeAll(keepingCapacity: true)
    // What the piece before left behind is completed first.
    while !rest.isEmpty, index < piece.count {
      rest.append(piece[index])
      index += 1
      let start = rest
      let used = try convert(start.span, from: 0)
      rest.removeFirst(used)
    }
    index = try convert(piece, from: index)
    while index < piece.count {
      rest.append(piece[index])
      index += 1
    }
    let text = output
    if !text.isEmpty { try body(text.span) }
  }

  /// Appends whole characters to the output; returns where it stopped.
  private mutating func convert(_ text: Span<UInt8>, from start: Int) throws(TextProblem) -> Int {
    let low = encoding == .utf16LittleEndian ? 0 : 1
    var index = start
    while index + 1 < text.count {
      let unit = UInt32(text[index + low]) | UInt32(text[index + 1 - low]) << 8
      if unit < 0x80 {
        output.append(UInt8(truncatingIfNeeded: unit))
        index += 2
      } else if unit < 0xD800 || unit >= 0xE000 {
        append(unit)
        index += 2
      } else {
        let problem = TextProblem(code: .loneSurrogate, offset: offset)
        guard unit < 0xDC00 else { throw problem }
        guard index + 3 < text.count else { break }
        let second = UInt32(text[index + 2 + low]) | UInt32(text[index + 3 - low]) << 8
        guard second >= 0xDC00, second < 0xE000 else { throw problem }
        append(0x10000 + (unit - 0xD800) << 10 + (second - 0xDC00))
        index += 4
        offset += 2
      }
      offset += 2
    }
    return index
  }

  private mutating func append(_ scalar: UInt32) {
    func tail(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: 0x80 | (scalar >> shift & 0x3F)) }
    if scalar < 0x800 {
      output.append(UInt8(truncatingIfNeeded: 0xC0 | scalar >> 6))
    } else if scalar < 0x10000 {
      output.append(UInt8(truncatingIfNeeded: 0xE0 | scalar >> 12))
      output.append(tail(6))
    } else {
      output.append(UInt8(truncatingIfNeeded: 0xF0 | scalar >> 18))
      output.append(tail(12))
      output.append(tail(6))
    }
    output.append(tail(0))
  }
}
