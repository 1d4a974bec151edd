import Filesystem
import Findings

/// Results for standard output, words for standard error.
final class Output {
  private var isOutputGone = false
  private var isErrorGone = false

  /// Writes results. When nobody reads them any more, the rest is left unsaid and the work goes on.
  func write(_ text: String) throws(FilesystemError) { try write(Array(text.utf8)) }

  func write(_ bytes: [UInt8]) throws(FilesystemError) {
    if isOutputGone { return }
    do { try StandardStream.output.write(bytes.span) } catch  where error.code == .brokenPipe {
      isOutputGone = true
    }
  }

  /// Writes lines for people, each with its line feed.
  func print(_ lines: String...) throws(FilesystemError) {
    for line in lines { try write(line + "\n") }
  }

  /// Says something beside the results. There is nobody to tell when that fails.
  func say(_ text: String) { write(line: text + "\n") }

  /// The same as it stands, without a line feed behind it.
  func write(line: String) {
    if isErrorGone { return }
    do { try StandardStream.error.write(line) } catch { isErrorGone = true }
  }

  func say(_ findings: [Finding]) { for finding in findings { say(finding.text) } }
}
