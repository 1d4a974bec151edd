public import Accounting
import Filesystem
public import Findings
import Ledger
import Report
import Settings
import Spool
import WebConnector

/// Keeps track of who has a QWC file of which connector, and says what is left of those who were taken out.
struct CompanyUsers {
  let pass: Pass

  /// Notes who came and who went since the last look, and takes the QWC files of those who went out of the outbox.
  ///
  /// - Returns: what is to be removed from Web Connector, said when it is seen first.
  func look() throws -> [Finding] {
    let known = try pass.ledger.connectorUsers()
    var changes: [ConnectorUser] = []
    for connector in pass.settings.connectors {
      for user in connector.users {
        let earlier = known.first { $0.connector == connector.name && $0.user == user }
        if earlier == nil || earlier?.removedAt != nil {
          changes.append(ConnectorUser(connector: connector.name, user: user, removedAt: nil))
        }
      }
    }
    var gone: [ConnectorUser] = []
    for user in known where !isNamed(user) {
      // Again after a kill: the file may still be there.
      _ = try pass.folder.retire(qwcFile(user))
      if pass.settings.connector(user.connector) == nil {
        _ = try pass.folder.retire(pass.folder.connectorFile(user.connector.rawValue))
      }
      if user.removedAt != nil { continue }
      gone.append(ConnectorUser(connector: user.connector, user: user.user, removedAt: pass.now))
    }
    if changes.isEmpty, gone.isEmpty { return [] }
    let (coming, going) = (changes, gone)
    try pass.ledger.transaction { () throws(LedgerError) in
      for user in coming { try pass.ledger.save(user) }
      for user in going {
        try pass.ledger.save(user)
        try pass.ledger.record("user-removed", at: pass.now, detail: finding(user).problem)
      }
    }
    if !gone.isEmpty { pass.hasChanged = true }
    return gone.map(finding)
  }

  private func isNamed(_ user: ConnectorUser) -> Bool {
    pass.settings.connector(user.connector)?.users.contains(user.user) ?? false
  }

  private func qwcFile(_ user: ConnectorUser) -> FilePath {
    pass.folder.connector(user.connector.rawValue).appending(FilePath(QWCFile.fileName(of: user.user)))
  }

  /// Those who were taken out and of whom nobody has said yet that Web Connector does not know them any more.
  func notices() throws(LedgerError) -> [Notice] {
    try pass.ledger.connectorUsers().filter { $0.removedAt != nil && !isNamed($0) }.map {
      Notice(.person, connector: $0.connector, finding: finding($0))
    }
  }

  private func finding(_ user: ConnectorUser) -> Finding {
    let connector = pass.settings.connector(user.connector)
    let isDefault = user.connector == pass.settings.defaultConnector.name
    let application = QWCFile.appName(of: user.connector, isDefault: isDefault)
    let name = QWCFile.userName(of: user.user, user.connector)
    let others = connector.map { connector in
      let (users, last) = (connector.users.dropLast(), connector.users.last ?? "")
      return users.isEmpty ? last : "\(users.joined(separator: ", ")) and \(last)"
    }
    let inQuickBooks =
      others.map {
        "Leave \"\(application)\" in QuickBooks' Integrated Applications as it is, for \($0) still"
          + " use\(connector?.users.count == 1 ? "s" : "") it;"
      }
      ?? "Remove \"\(application)\" in QuickBooks too (Edit > Preferences > Integrated Applications > Company Preferences);"
    return Finding(
      .userRemoved, .notice,
      problem:
        "user \(user.user) of connector \(user.connector) is not in autopost.yaml any more; the user's QWC file is taken out of"
        + " the outbox",
      remedy:
        "Open Web Connector on \(user.user)'s computer and remove the application with the user name \(name), if it is"
        + " there. \(inQuickBooks) then run autopost qwc --removed \(name).")
  }
}

extension Exchange {
  /// Somebody says that Web Connector does not know a user any more who was taken out of the settings.
  ///
  /// `name` is his name in Web Connector: `ben-main`.
  public func noteRemoved(_ name: String, now: Timestamp) throws(ExchangeError) -> [Finding] {
    try operate(now: now) { pass in
      _ = try CompanyUsers(pass: pass).look()
      let gone = try ledger.connectorUsers().filter { $0.removedAt != nil }
      guard let user = gone.first(where: { QWCFile.userName(of: $0.user, $0.connector) == name }) else {
        let known = gone.map { QWCFile.userName(of: $0.user, $0.connector) }
        throw ExchangeError.refused(
          Finding(
            .commandNotPossible, .refused,
            problem:
              "no user \"\(name)\" was taken out of autopost.yaml\(Suggestion.question(name, among: known))",
            remedy: known.isEmpty
              ? "Take the user out of users: in autopost.yaml first, and run autopost qwc."
              : "Write one of \(known.joined(separator: ", "))."))
      }
      try ledger.transaction { () throws(LedgerError) in
        try ledger.forget(user)
        try ledger.record(
          "user-removed", at: now, detail: "a person says that Web Connector does not know \(name) any more")
      }
      return [Exchange.done("user \(name) is gone from autopost.yaml and from Web Connector")]
    }
  }
}
