/// libyaml's complaints, in words that say what to do; each text is one of its scanner.c and parser.c, 0.2.5.
enum Complaint {
  /// Whether the mark of the context, where the thing begins, says more than that of the problem.
  static func isAboutBeginning(_ problem: String) -> Bool {
    problem == "found unexpected end of stream" || problem == "could not find expected ':'"
  }

  static func kind(of problem: String, at byte: UInt8?) -> YAMLError.Kind {
    switch problem {
    case "found unknown escape character", "did not find expected hexdecimal number",
      "found invalid Unicode character escape code":
      return .unknownEscape
    case "found a tab character that violates indentation",
      "found a tab character where an indentation space is expected":
      return .tab
    case "found character that cannot start any token":
      guard let byte, byte != 9 else { return .tab }
      return .syntax(
        problem: "a value cannot begin with \(String(decoding: [byte], as: UTF8.self))",
        remedy: "Put the value in single quotes.")
    case "mapping values are not allowed in this context":
      return .syntax(
        problem: "a colon stands where no key can be",
        remedy: "Indent the line like the keys beside it, or put a value that holds a colon in single quotes."
      )
    case "did not find expected key", "did not find expected '-' indicator":
      return .syntax(
        problem: "the line does not fit the lines before it",
        remedy: "Indent it with blanks exactly like its neighbours, and close quotes and brackets.")
    case "could not find expected ':'":
      return .syntax(problem: "a key has no colon after it", remedy: "Write key, colon, blank, value.")
    case "found unexpected end of stream":
      return .syntax(problem: "a quotation mark is not closed", remedy: "Close it on the same line.")
    case "did not find expected ',' or ']'", "did not find expected ',' or '}'":
      return .syntax(
        problem: "a comma or the closing bracket is missing",
        remedy: "Separate the entries by commas and close the bracket.")
    case "block sequence entries are not allowed in this context":
      return .syntax(
        problem: "an entry that begins with - stands where no list can be",
        remedy: "Put the entries on lines of their own below their key.")
    case "did not find expected alphabetic or numeric character":
      return .syntax(
        problem: "a value cannot begin with * or &", remedy: "Put the value in single quotes.")
    case "did not find expected <document start>":
      return .syntax(
        problem: "the line does not belong to what stands before it",
        remedy: "Begin the file with key, colon, blank, value.")
    default:
      return .syntax(
        problem: "the line is not understood (\(problem))",
        remedy: "Put values in single quotes, or compare the line with the example of autopost init.")
    }
  }
}
