/// Why a text is not the plain YAML that settings are written in, with its place.
public struct YAMLError: Error, Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case utf16
    case notUTF8
    case controlCharacter
    case unusualLineBreak
    case tooLong
    case tooDeep
    case tab
    case anchor
    case alias
    case tag
    case directive
    case secondDocument
    case keyNotText
    case duplicateKey(String, firstLine: Int)
    /// Mostly a Windows path in double quotes, where a backslash begins an escape.
    case unknownEscape
    /// Anything else that libyaml does not take.
    case syntax(problem: String, remedy: String)
    case outOfMemory
  }
  public let kind: Kind
  public let mark: YAMLMark

  /// One sentence without place and full stop.
  public var problem: String {
    switch kind {
    case .utf16: "the file is UTF-16, not UTF-8"
    case .notUTF8: "the file is not UTF-8 here"
    case .controlCharacter: "there is a control character, which no settings hold"
    case .unusualLineBreak: "there is a Unicode line separator, at which editors do not break lines"
    case .tooLong: "the file is longer than \(YAML.longestText) bytes"
    case .tooDeep: "lists and mappings are nested deeper than \(YAML.deepest)"
    case .tab: "a tab stands where only blanks indent"
    case .anchor: "a value begins with &, which names an anchor"
    case .alias: "a value begins with *, which refers to an anchor"
    case .tag: "a value begins with !, which names a type"
    case .directive: "a line begins with %, which is a directive"
    case .secondDocument: "a second document begins after ---"
    case .keyNotText: "a key is not a plain word"
    case .duplicateKey(let key, let firstLine): "\"\(key)\" is there twice, first in line \(firstLine)"
    case .unknownEscape: "a backslash in double quotes begins an escape that does not exist"
    case .syntax(let problem, _): problem
    case .outOfMemory: "there is no memory left to read it"
    }
  }

  /// One imperative sentence.
  public var remedy: String {
    switch kind {
    case .utf16, .notUTF8: "Save the file as UTF-8 in your editor."
    case .controlCharacter, .unusualLineBreak: "Delete the character, or type the line anew."
    case .tooLong, .tooDeep: "Put the right file in its place; settings are short."
    case .tab: "Replace the tab by blanks."
    case .anchor, .alias: "Write the value out each time, or put it in single quotes if it is a text."
    case .tag: "Take the type away, or put the value in single quotes if it is a text."
    case .directive: "Delete the line."
    case .secondDocument: "Keep one document and delete the other."
    case .keyNotText: "Write key, colon, blank, value."
    case .duplicateKey: "Delete one of the two lines."
    case .unknownEscape: "Put the value in single quotes, in which a backslash is a backslash."
    case .syntax(_, let remedy): remedy
    case .outOfMemory: "Close other programs and try again."
    }
  }
}
