import Filesystem

/// One line on a terminal that says what is being done, once that takes more than a second.
///
/// Nothing is shown where standard error is no terminal: a log wants no such lines.
final class ProgressLine {
  private let output: Output
  private let isTerminal = StandardStream.error.isTerminal
  private let start = SystemClock.monotonicMilliseconds()
  private var shownAt: Int64?

  init(_ output: Output) { self.output = output }

  func say(_ words: String) {
    guard isTerminal else { return }
    let now = SystemClock.monotonicMilliseconds()
    // A second of patience at first, then five times a second.
    guard now - (shownAt ?? start + 800) >= 200 else { return }
    shownAt = now
    output.write(line: "\r\u{1B}[K\(words) …")
  }

  /// Removes the line.
  func end() {
    if shownAt != nil { output.write(line: "\r\u{1B}[K") }
    shownAt = nil
  }
}
