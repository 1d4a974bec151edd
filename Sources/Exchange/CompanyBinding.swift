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

  // MARK: Before the first posting

  /// What is open for another company file than the settings name now; nil once something was posted.
  ///
  /// No mistake in itself, for a name may be put right before the first answer; but whoever runs these sets must know.
  static func openForAnother(
    _ connector: Connector, _ ledger: Ledger
  ) throws(LedgerError) -> Finding? {
    guard let noted = try ledger.meta(meta(connector.name)), !noted.isEmpty,
      try ledger.identity(connector.name) == nil,
      try ledger.relinks(of: connector.name).allSatisfy(\.isCancelled)
    else { return nil }
    let parts = noted.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false).map {
      String($0)
    }
    let sets = try writing(connector.name, ledger)
    guard parts.count == 2, !sets.isEmpty else { return nil }
    // QuickBooks has said by now that the name of the settings is right.
    let answered = try ledger.company(connector.name).companyName
    let isName = [parts[0], answered].contains(connector.companyName)
    let isFile = connector.companyFile.map { RunNotes.isSame($0, parts[1]) } ?? false
    if isName, isFile { return nil }
    let numbers = sets.map(\.number.description).joined(separator: ", ")
    let which = sets.count == 1 ? "message set \(numbers) is open" : "message sets \(numbers) are open"
    let now = connector.companyName.map { "company-name \"\($0)\", " } ?? ""
    return Finding(
      .openForOtherCompany, .warning,
      problem:
        "\(which) for \"\(parts[0])\", \(parts[1]), and connector \(connector.name) now has \(now)company-file"
        + " \(connector.companyFile ?? "none")",
      remedy:
        "If this only puts the words right, run the sets in that same company file: their answers count when QuickBooks"
        + " says the new name. Else write back company-name: \(SettingsWriter.quoted(parts[0])) and company-file:"
        + " \(SettingsWriter.quoted(parts[1])); or, if they were run nowhere and are to go to another company file, take"
        + " each back first: autopost withdraw \(sets[0].number) --not-run --reason TEXT.",
      place: Place(path: "autopost.yaml", line: connector.line))
  }

  /// Remembers what the settings named when the sets that are open now were published.
  static func noteOpen(_ connector: Connector, _ ledger: Ledger) throws(LedgerError) {
    let name = meta(connector.name)
    let noted = try ledger.meta(name) ?? ""
    let isOpen = try !writing(connector.name, ledger).isEmpty
    guard isOpen != !noted.isEmpty, let company = connector.companyName, let file = connector.companyFile
    else { return }
    try ledger.transaction { () throws(LedgerError) in
      try ledger.setMeta(name, isOpen ? "\(company)\n\(file)" : "")
    }
  }

  private static func meta(_ connector: ConnectorName) -> String { "open-for \(connector)" }

  private static func writing(_ connector: ConnectorName, _ ledger: Ledger) throws(LedgerError) -> [SetRow] {
    try ledger.sets(.open, connector).filter { $0.writes > 0 }
  }
}
