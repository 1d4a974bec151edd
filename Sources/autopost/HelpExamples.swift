// Recorded from the program by the test of the help (RECORD=1), never written by hand.
enum HelpExamples {
  static func of(_ command: String) -> String { "" }
}
