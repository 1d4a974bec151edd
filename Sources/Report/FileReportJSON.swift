import Accounting
public import Findings
import JSON

extension FileReport {
  /// The `<name>.report.json`: all that the text says, and all items; ends in a line feed.
  public var json: [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.object {
      $0.member("file", name)
      $0.member("outcome", outcome.rawValue)
      $0.member("storedAs", storedAs)
      $0.member("time", time.description)
      $0.member("kind", kind)
      $0.member("bytes", bytes)
      $0.member("sha256", digest)
      $0.key("takenBefore")
      if let takenBefore {
        $0.object {
          $0.member("file", takenBefore.file)
          $0.member("time", takenBefore.time.description)
        }
      } else {
        $0.null()
      }
      $0.key("records")
      $0.array(records) { json, one in
        json.object {
          $0.member("entity", one.entity)
          $0.member("read", one.read)
          $0.member("taken", one.taken)
          $0.member("unchanged", one.unchanged)
          $0.member("refused", one.refused)
        }
      }
      $0.key("items")
      $0.array(items) { json, item in json.string(item.description) }
      $0.key("findings")
      $0.array(findings) { json, finding in json.finding(finding) }
      $0.key("notices")
      $0.array(notices) { json, notice in json.string(notice) }
    }
    return json.finished()
  }
}

extension FileReport {
  /// The finding that decided, from a `.report.json`; nil when it holds none.
  public static func firstFinding(json: [UInt8]) -> Finding? {
    let node: JSONNode
    do { node = try JSONNode.parse(json) } catch { return nil }
    guard let first = node["findings"]?.elements?.first, let id = first["id"]?.string,
      let severity = first["severity"]?.string.flatMap({ Severity(rawValue: $0) }),
      let problem = first["problem"]?.string, let remedy = first["remedy"]?.string
    else { return nil }
    return Finding(
      FindingID(id), severity, problem: problem, remedy: remedy, item: first["item"]?.string,
      place: first["location"]?.string.map { Place(path: $0) })
  }
}
