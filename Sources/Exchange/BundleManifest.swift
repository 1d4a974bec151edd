import Accounting
import Autotask
import Findings
import JSON

/// What a bundle says about itself in `manifest.json`.
struct BundleManifest {
  struct File {
    var path: String
    var count: Int?
    var digest: String?
  }

  var bundleID: String?
  var createdAt: Timestamp?
  var timeZone: String?
  /// The order of dates in tables: `MM/dd/yyyy`.
  var dateFormat: String?
  var files: [File] = []
  /// `Invoices` → ready and not ready; `nil` ids mean all.
  var invoicesReady: Selection = .none
  var invoicesNotReady: Selection = .none

  enum Selection {
    case none
    case all
    case some([Int64])
  }

  /// - Returns: nil and a finding when it cannot be understood.
  static func read(_ bytes: [UInt8], path: String) -> (manifest: BundleManifest?, findings: [Finding]) {
    let node: JSONNode
    do { node = try JSONNode.parse(bytes) } catch {
      return (
        nil,
        [
          Finding(
            .manifestInvalid, .refused, problem: "the manifest \(error.code.rawValue)",
            remedy: "Make the bundle again with a manifest.json that is whole, or without one.",
            place: Place(path: path, line: error.line, column: error.column, excerpt: error.excerpt.text))
        ]
      )
    }
    var manifest = BundleManifest()
    if let version = node["version"]?.number, Int(version) ?? .max > 1 {
      return (
        nil,
        [
          Finding(
            .manifestTooNew, .refused,
            problem: "the manifest has version \(version), and this autopost knows 1",
            remedy: "Install a newer autopost, or export with a program that writes version 1.",
            place: Place(path: path, line: node["version"]?.line, column: node["version"]?.column))
        ]
      )
    }
    manifest.bundleID = node["bundleId"]?.string
    manifest.timeZone = node["timeZone"]?.string
    manifest.dateFormat = node["dateFormat"]?.string
    manifest.createdAt = node["createdAt"]?.string.flatMap { WrittenTime($0) }?.instant(in: .utc)
    for entity in node["entities"]?.members ?? [] {
      for file in entity.node["files"]?.elements ?? [] {
        guard let path = file["path"]?.string else { continue }
        manifest.files.append(
          File(
            path: path, count: file["count"]?.number.flatMap { Int($0) },
            digest: file["sha256"]?.string?.lowercased()))
      }
    }
    func selection(_ node: JSONNode?) -> Selection {
      guard let node else { return .none }
      if node.string?.lowercased() == "all" { return .all }
      return .some((node.elements ?? []).compactMap { $0.number.flatMap { Int64($0) } })
    }
    manifest.invoicesReady = selection(node["transfer"]?["Invoices"]?["ready"])
    manifest.invoicesNotReady = selection(node["transfer"]?["Invoices"]?["notReady"])
    return (manifest, [])
  }
}
