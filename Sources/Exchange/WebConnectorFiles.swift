public import Accounting
import ByteFormats
import Filesystem
public import Findings
import JSON
import Ledger
import Report
import Settings
import Sodium
import Spool
import WebConnector

/// What came of writing the files by which others know the connectors.
public struct WebConnectorWriting: Sendable {
  /// Every QWC file and connector.json, below the exchange folder, by connector and user.
  public var files: [String] = []
  /// Those of them that were missing or different.
  public var written: [String] = []
  /// What Web Connector would say against the QWC files.
  public var findings: [Finding] = []
  /// What is to be removed from Web Connector, because somebody was taken out of the settings.
  public var users: [Finding] = []

  public init() {}
}

extension Exchange {
  /// Writes `outbox/<connector>/AutotaskQBWX-<user>.qwc` and `connector.json` where they are missing or different.
  ///
  /// The same settings give the same bytes: what is random in them was made once and is kept.
  public func writeWebConnectorFiles(now: Timestamp) throws(ExchangeError) -> WebConnectorWriting {
    do { return try WebConnectorFiles(pass: pass(now: now)).write() } catch { throw ExchangeError(error) }
  }
}

/// Makes the files by which QuickBooks Web Connector, and whoever else runs the sets, know a connector.
struct WebConnectorFiles {
  let pass: Pass

  func write() throws -> WebConnectorWriting {
    var writing = WebConnectorWriting()
    var files: [QWCFile] = []
    writing.users = try CompanyUsers(pass: pass).look()
    try leaveGoneConnectors()
    for connector in pass.settings.connectors {
      let name = connector.name.rawValue
      // Until its company file has its new place, the old files are not to be used, and there are no new ones.
      if let relink = try pass.ledger.openRelink(of: connector.name),
        relink.done <= Int64(RelinkPlan.lastOldStep)
      {
        for user in connector.users {
          _ = try pass.folder.retire(
            pass.folder.connector(name).appending(FilePath(QWCFile.fileName(of: user))))
        }
        continue
      }
      for user in connector.users {
        let file = try file(connector, user)
        files.append(file)
        // What is wrong in the settings is wrong in every file, and said of the first.
        for finding in QWCLint.findings(file)
        where !writing.findings.contains(where: { $0.id == finding.id && $0.problem == finding.problem }) {
          writing.findings.append(finding)
        }
        try place(file.bytes, at: pass.folder.connector(name).appending(file.fileName), &writing)
      }
      try place(
        WebConnectorFiles.json(connector, isDefault: isDefault(connector)),
        at: pass.folder.connectorFile(name), &writing)
    }
    writing.findings += QWCLint.findings(together: files)
    return writing
  }

  /// A connector that the settings do not have any more, which nothing was ever posted through, leaves nothing open.
  private func leaveGoneConnectors() throws {
    let gone = try pass.ledger.sets(.open).filter { pass.settings.connector($0.connector) == nil }
    if gone.isEmpty { return }
    try pass.ledger.transaction { () throws(LedgerError) in
      for set in gone {
        _ = try Withdrawal(pass: pass).retire(
          set, "autopost.yaml does not have connector \(set.connector) any more")
      }
    }
    try Effects(pass: pass).run()
    pass.hasChanged = true
  }

  private func isDefault(_ connector: Connector) -> Bool {
    connector.name == pass.settings.defaultConnector.name
  }

  private func place(_ bytes: [UInt8], at path: FilePath, _ writing: inout WebConnectorWriting) throws {
    let shown = pass.folder.shown(path)
    writing.files.append(shown)
    if try pass.folder.replace(bytes, at: path) == .published { writing.written.append(shown) }
  }

  private func file(_ connector: Connector, _ user: String) throws -> QWCFile {
    let address = pass.settings.webConnector
    return QWCFile(
      connector: connector.name, isDefault: isDefault(connector), user: user, url: address.url,
      supportURL: address.supportURL, fileID: try fileID(connector, user),
      schedule: address.everyMinutes.map { .minutes($0) })
  }

  /// Made once, kept in the ledger before any file names it.
  private func fileID(_ connector: Connector, _ user: String) throws -> String {
    // A FileID of the whole company file is kept under the name that no user has.
    let owner = connector.fileID == .company ? "" : user
    if let known = try pass.ledger.fileID(connector.name, user: owner) { return known }
    let made = WebConnectorFiles.newFileID()
    try pass.ledger.transaction { () throws(LedgerError) in
      try pass.ledger.setFileID(made, connector.name, user: owner)
      try pass.ledger.record(
        "file-id-made", at: pass.now,
        detail: "FileID \(made) for connector \(connector.name)\(owner.isEmpty ? "" : ", user \(owner)")")
    }
    return made
  }

  /// A random GUID (version 4) in braces.
  private static func newFileID() -> String {
    var bytes = Random.bytes(16)
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let hex = Array(Hex.encode(bytes).utf8)
    let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: hex[$0], as: UTF8.self) }
    return "{\(parts.joined(separator: "-"))}"
  }

  /// For whoever runs the sets; null where the settings say nothing yet.
  static func json(_ connector: Connector, isDefault: Bool) -> [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.object {
      $0.member("connector", connector.name.rawValue)
      $0.member("default", isDefault)
      $0.member("companyFile", connector.companyFile)
      $0.member("companyName", connector.companyName)
    }
    return json.finished()
  }
}
