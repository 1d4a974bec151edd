import CYAML

/// What libyaml has found next.
struct Event {
  enum Kind {
    case streamStart
    case streamEnd
    case documentStart(hasDirectives: Bool)
    case documentEnd
    case alias
    case scalar(YAMLScalar)
    case sequenceStart
    case sequenceEnd
    case mappingStart
    case mappingEnd
  }
  let kind: Kind
  let mark: YAMLMark
  var hasAnchor = false
  var hasTag = false
}

/// One parser of libyaml and the bytes it reads.
@safe struct EventReader: ~Copyable {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let input: UnsafeMutableBufferPointer<UInt8>
  private let text: SourceText

  init(_ text: SourceText) throws(YAMLError) {
    // The parser keeps its own address and that of its input, so both get a fixed place.
    unsafe parser = .allocate(capacity: 1)
    unsafe input = .allocate(capacity: text.bytes.count)
    self.text = text
    unsafe parser.initialize(to: yaml_parser_t())
    _ = unsafe input.initialize(from: text.bytes)
    guard unsafe yaml_parser_initialize(parser) == 1 else {
      throw YAMLError(kind: .outOfMemory, mark: YAMLMark(line: 1, column: 1))
    }
    unsafe yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
    unsafe yaml_parser_set_input_string(parser, input.baseAddress, input.count)
  }

  deinit {
    // "yaml_parser_delete" takes a parser that failed to initialize too: it is all zeros then.
    unsafe yaml_parser_delete(parser)
    unsafe parser.deallocate()
    unsafe input.deallocate()
  }

  mutating func next() throws(YAMLError) -> Event {
    var event = unsafe yaml_event_t()
    guard unsafe yaml_parser_parse(parser, &event) == 1 else { throw unsafe failure(parser.pointee) }
    defer { unsafe yaml_event_delete(&event) }
    let mark = unsafe text.mark(line: event.start_mark.line, character: event.start_mark.column)
    switch unsafe event.type {
    case YAML_STREAM_START_EVENT: return Event(kind: .streamStart, mark: mark)
    case YAML_DOCUMENT_START_EVENT:
      let start = unsafe event.data.document_start
      let hasDirectives = unsafe start.version_directive != nil
      let hasTags = unsafe start.tag_directives.start != start.tag_directives.end
      return Event(kind: .documentStart(hasDirectives: hasDirectives || hasTags), mark: mark)
    case YAML_DOCUMENT_END_EVENT: return Event(kind: .documentEnd, mark: mark)
    case YAML_ALIAS_EVENT: return Event(kind: .alias, mark: mark)
    case YAML_SCALAR_EVENT:
      let scalar = unsafe event.data.scalar
      // The value may hold a zero byte (an escape in double quotes), so its length counts.
      let value = unsafe UnsafeBufferPointer(start: scalar.value, count: scalar.length)
      let style: YAMLScalar.Style =
        switch unsafe scalar.style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE, YAML_FOLDED_SCALAR_STYLE: .block
        default: .plain
        }
      let content = unsafe YAMLScalar(text: String(decoding: value, as: UTF8.self), style: style)
      return unsafe Event(
        kind: .scalar(content), mark: mark, hasAnchor: scalar.anchor != nil, hasTag: scalar.tag != nil)
    case YAML_SEQUENCE_START_EVENT:
      let start = unsafe event.data.sequence_start
      return unsafe Event(
        kind: .sequenceStart, mark: mark, hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
    case YAML_SEQUENCE_END_EVENT: return Event(kind: .sequenceEnd, mark: mark)
    case YAML_MAPPING_START_EVENT:
      let start = unsafe event.data.mapping_start
      return unsafe Event(
        kind: .mappingStart, mark: mark, hasAnchor: start.anchor != nil, hasTag: start.tag != nil)
    case YAML_MAPPING_END_EVENT: return Event(kind: .mappingEnd, mark: mark)
    default: return Event(kind: .streamEnd, mark: mark)
    }
  }

  /// libyaml's error in our words.
  private func failure(_ parser: yaml_parser_t) -> YAMLError {
    let problem = unsafe parser.problem.map { unsafe String(cString: $0) } ?? ""
    switch unsafe parser.error {
    case YAML_MEMORY_ERROR:
      return YAMLError(kind: .outOfMemory, mark: YAMLMark(line: 1, column: 1))
    case YAML_READER_ERROR:
      // The reader sets no mark, only the offset.
      let mark = unsafe text.mark(offset: parser.problem_offset)
      let kind: YAMLError.Kind = problem.hasPrefix("control") ? .controlCharacter : .notUTF8
      return YAMLError(kind: kind, mark: mark)
    default:
      let line = unsafe parser.problem_mark.line
      let character = unsafe parser.problem_mark.column
      let kind = Complaint.kind(of: problem, at: text.byte(line: line, character: character))
      // What is not closed is found where it begins, not at the end of the file.
      if Complaint.isAboutBeginning(problem), unsafe parser.context != nil {
        let mark = unsafe text.mark(
          line: parser.context_mark.line, character: parser.context_mark.column)
        return YAMLError(kind: kind, mark: mark)
      }
      return YAMLError(kind: kind, mark: text.mark(line: line, character: character))
    }
  }
}
