/// Reads the plain part of YAML 1.1 that settings need: mappings, lists and scalars.
///
/// Anchors, aliases, tags, directives, duplicate keys and a second document are refused: each makes a file say
/// something else than what a person reads.
public enum YAML {
  /// Bytes of the longest text that is read.
  public static let longestText = 1 << 20
  /// How deep lists and mappings may be nested.
  public static let deepest = 16

  /// The tree of the one document in a text, with or without a byte order mark; nil when there is none.
  public static func read(_ bytes: [UInt8]) throws(YAMLError) -> YAMLNode? {
    let text = try SourceText(bytes)
    var tree = TreeReader(events: try EventReader(text), text: text)
    return try tree.document()
  }
}

/// Builds the tree from events.
private struct TreeReader: ~Copyable {
  private var events: EventReader
  private let text: SourceText

  init(events: consuming EventReader, text: SourceText) {
    self.events = events
    self.text = text
  }

  mutating func document() throws(YAMLError) -> YAMLNode? {
    var root: YAMLNode?
    while true {
      let event = try events.next()
      switch event.kind {
      case .documentStart(let hasDirectives):
        if hasDirectives { throw YAMLError(kind: .directive, mark: event.mark) }
        if root != nil { throw YAMLError(kind: .secondDocument, mark: event.mark) }
      case .documentEnd, .streamStart: continue
      case .streamEnd: return root
      default: root = try node(event, depth: 0)
      }
    }
  }

  private mutating func node(_ event: Event, depth: Int) throws(YAMLError) -> YAMLNode {
    if depth > YAML.deepest { throw YAMLError(kind: .tooDeep, mark: event.mark) }
    if event.hasAnchor { throw YAMLError(kind: .anchor, mark: event.mark) }
    if event.hasTag { throw YAMLError(kind: .tag, mark: event.mark) }
    switch event.kind {
    case .scalar(let scalar): return YAMLNode(content: .scalar(scalar), mark: event.mark)
    case .sequenceStart:
      var nodes: [YAMLNode] = []
      while true {
        let next = try events.next()
        if case .sequenceEnd = next.kind { return YAMLNode(content: .sequence(nodes), mark: event.mark) }
        nodes.append(try node(next, depth: depth + 1))
      }
    case .mappingStart:
      var pairs: [YAMLPair] = []
      var lines: [String: Int] = [:]
      while true {
        let next = try events.next()
        if case .mappingEnd = next.kind { return YAMLNode(content: .mapping(pairs), mark: event.mark) }
        let key = try node(next, depth: depth + 1)
        guard case .scalar(let scalar) = key.content, !scalar.isNull, scalar.style != .block else {
          throw YAMLError(kind: .keyNotText, mark: key.mark)
        }
        if let first = lines[scalar.text] {
          throw YAMLError(kind: .duplicateKey(scalar.text, firstLine: first), mark: key.mark)
        }
        lines[scalar.text] = key.mark.line
        let value = try node(try events.next(), depth: depth + 1)
        pairs.append(YAMLPair(key: scalar.text, keyMark: key.mark, value: value))
      }
    case .alias: throw YAMLError(kind: .alias, mark: event.mark)
    default:
      throw YAMLError(kind: .syntax(problem: "nothing is written", remedy: "Write it."), mark: event.mark)
    }
  }
}
