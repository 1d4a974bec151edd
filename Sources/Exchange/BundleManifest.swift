import Accounting
import Autotask
import Findings
import JSON

/// What a bundle says about itself in `manifest.json`.
struct BundleManifest: Sendable {
  struct File: Sendable {
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
  /// What is asked to be transferred a second time, which only a person may ask for.
  var retransfers: [Retransfer] = []

  struct Retransfer: Sendable {
    /// `invoice:8491`, `PurchaseOrders 900`, `all Invoices`.
    var words: String
    /// Nil where no command does it.
    var item: ItemKey?
    var line: Int
    var column: Int
  }

  enum Selection: Sendable {
    case none
    case all
    case some([Int64])
  }

  /// - Returns: nil and a finding when it cannot be understood; nil and none when it is another program's.
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
    if isForeign(node) { return (nil, []) }
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
    for entity in node["transfer"]?.members ?? [] {
      manifest.retransfers += retransfers(entity.node["retransfer"], of: entity.key)
    }
    manifest.invoicesReady = selection(node["transfer"]?["Invoices"]?["ready"])
    manifest.invoicesNotReady = selection(node["transfer"]?["Invoices"]?["notReady"])
    return (manifest, [])
  }

  /// Whether it belongs to something else that has a `manifest.json`: a web page, a package, an extension.
  private static func isForeign(_ node: JSONNode) -> Bool {
    if let format = node["format"] { return format.string?.lowercased() != "autotask-bundle" }
    guard let version = node["version"] else { return false }
    return version.number.flatMap { Int($0) } != 1
  }

  private static func retransfers(_ node: JSONNode?, of entity: String) -> [Retransfer] {
    guard let node else { return [] }
    if node.string?.lowercased() == "all" {
      return [Retransfer(words: "all \(entity)", line: node.line, column: node.column)]
    }
    return (node.elements ?? []).compactMap { one in
      guard let id = one.number ?? one.string else { return nil }
      let item = entity == "Invoices" ? Int64(id).map { ItemKey(invoice: InvoiceID($0)) } : nil
      return Retransfer(
        words: item?.description ?? "\(entity) \(id)", item: item, line: one.line, column: one.column)
    }
  }
}
