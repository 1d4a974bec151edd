import Accounting
import Findings
import Ledger
import Settings

/// A connector that has posted stays with its company file; another path or name in the settings is no relink.
enum CompanyBinding {
  /// What the settings say otherwise than the ledger; nothing of connectors that are being relinked.
  ///
  /// - `relinking`: the connector whose relinking is about to begin.
  static func contradictions(
    _ settings: Settings, _ ledger: Ledger, relinking: ConnectorName?
  ) throws(LedgerError) -> [Finding] {
    var findings: [Finding] = []
    for connector in settings.connectors where connector.name != relinking {
      guard let identity = try ledger.identity(connector.name),
        let finding = contradiction(connector, identity), try ledger.openRelink(of: connector.name) == nil
      else { continue }
      findings.append(finding)
    }
    return findings
  }

  static func contradiction(_ connector: Connector, _ identity: CompanyIdentity) -> Finding? {
    // Where the settings name nothing, nothing is written either.
    let isFile = connector.companyFile.map { RunNotes.isSame($0, identity.file) } ?? true
    let isName = connector.companyName.map { $0 == identity.name } ?? true
    if isFile, isName { return nil }
    let now = [
      isName ? nil : connector.companyName.map { "company-name \"\($0)\"" },
      isFile ? nil : connector.companyFile.map { "company-file \($0)" },
    ].compactMap { $0 }.joined(separator: " and ")
    let back = [
      isName ? nil : "company-name: \(SettingsWriter.quoted(identity.name))",
      isFile ? nil : "company-file: \(SettingsWriter.quoted(identity.file))",
    ].compactMap { $0 }.joined(separator: " and ")
    return Finding(
      .companyFileChanged, .error,
      problem:
        "connector \(connector.name) posts to \"\(identity.name)\", \(identity.file), and the settings now say \(now)",
      remedy:
        "Write back \(back); if the company file itself was renamed or moved, run autopost connector relink"
        + " \(connector.name), which says step by step what is to be done.",
      place: Place(path: "autopost.yaml", line: connector.line))
  }
}
