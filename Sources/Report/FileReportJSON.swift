import Accounting
import Findings

extension FileReport {
  /// The `<name>.report.json`: all that the text says, and all items; ends in a line feed.
  public var json: [UInt8] {
    var line = JSONLine()
    line.object {
      $0.field("file", name)
      $0.field("outcome", outcome.rawValue)
      $0.field("storedAs", storedAs)
      $0.field("time", time.description)
      $0.field("kind", kind)
      $0.field("bytes", bytes)
      $0.field("sha256", digest)
      $0.key("takenBefore")
      if let takenBefore {
        $0.object {
          $0.field("file", takenBefore.file)
          $0.field("time", takenBefore.time.description)
        }
      } else {
        $0.string(nil)
      }
      $0.key("records")
      $0.array(records) { line, one in
        line.object {
          $0.field("entity", one.entity)
          $0.field("read", one.read)
          $0.field("taken", one.taken)
          $0.field("unchanged", one.unchanged)
          $0.field("refused", one.refused)
        }
      }
      $0.key("items")
      $0.array(items) { line, item in line.string(item.description) }
      $0.key("findings")
      $0.array(findings) { line, finding in line.finding(finding) }
    }
    return line.bytes + [10]
  }
}
