/// A place in the text, counted from 1; the column in bytes.
public struct YAMLMark: Hashable, Comparable, Sendable {
  public let line: Int
  public let column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (left: YAMLMark, right: YAMLMark) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A value with its place. What a scalar means, number or date or word, is for the reader of the tree to say.
public struct YAMLNode: Hashable, Sendable {
  public indirect enum Content: Hashable, Sendable {
    case scalar(YAMLScalar)
    case sequence([YAMLNode])
    /// In the order of the text, each key once.
    case mapping([YAMLPair])
  }
  public let content: Content
  public let mark: YAMLMark
}

/// A text as written, without its quotation marks.
public struct YAMLScalar: Hashable, Sendable {
  public enum Style: Hashable, Sendable {
    case plain
    case singleQuoted
    case doubleQuoted
    /// A block after `|` or `>`.
    case block
  }
  public let text: String
  public let style: Style

  /// Whether nothing is written, or YAML's word for it.
  public var isNull: Bool { style == .plain && ["", "~", "null", "Null", "NULL"].contains(text) }
}

/// An entry of a mapping.
public struct YAMLPair: Hashable, Sendable {
  public let key: String
  public let keyMark: YAMLMark
  public let value: YAMLNode
}
