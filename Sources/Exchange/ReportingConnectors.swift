public import Accounting
import Filesystem
import Ledger
public import Report
import Settings
import Spool
import WebConnector

extension Exchange {
  /// Every connector as a person sees it, in the order of the settings.
  public func connectors(now: Timestamp) throws(ExchangeError) -> [ConnectorRow] {
    do {
      return try reading(now: now) { pass in
        var overviews: [ConnectorName: Overview] = [:]
        for connector in settings.connectors {
          overviews[connector.name] = Overview(moment: now, zone: zone, rowLimit: 1)
        }
        let all = try Reporting(pass: pass).overview(notes: [], waiting: [], rowLimit: 1) { row in
          overviews[row.connector ?? settings.defaultConnector.name]?.add(row)
        }
        var known: [ConnectorName: Int] = [:]
        try ledger.eachOrganizationName { id, _ in known[mappings.connector(of: id), default: 0] += 1 }
        let misplaced = try ledger.misplaced()
        return try settings.connectors.compactMap { connector in
          guard var overview = overviews[connector.name] else { return nil }
          overview.notices = all.notices.filter { $0.connector == connector.name }
          // What sets of another connector left in its company file is to be deleted there.
          if let company = connector.companyName {
            overview.notices += try Misplacing(pass: pass).notices(in: company).filter {
              $0.connector != connector.name
            }
          }
          overview.openSets = all.openSets.filter { $0.connector == connector.name }
          var row = try connectorRow(connector, overview, pass)
          row.knownOrganizations = known[connector.name] ?? 0
          row.misplaced = misplaced.filter { $0.connector == connector.name && $0.kind != Misplacing.run }.map
          {
            "\($0.company): \($0.words)"
          }
          return row
        }
      }
    } catch { throw ExchangeError(error) }
  }

  private func connectorRow(_ connector: Connector, _ overview: Overview, _ pass: Pass) throws -> ConnectorRow
  {
    let name = connector.name
    var row = ConnectorRow(
      name: name, isDefault: name == settings.defaultConnector.name, overview: overview)
    row.companyFile = connector.companyFile
    row.companyName = connector.companyName
    row.answeredName = try ledger.company(name).companyName
    row.users = connector.users.map { user in
      let file = pass.folder.connector(name.rawValue).appending(FilePath(QWCFile.fileName(of: user)))
      return ConnectorRow.User(
        name: user, webConnectorName: QWCFile.userName(of: user, name), file: pass.folder.shown(file))
    }
    row.mappedOrganizations = mappings.rows(of: .organizations).count { $0.connector == name }
    row.mappedResources = mappings.rows(of: .resources).count { $0.connector == name }
    row.lastContact = try ledger.lastContact(name)
    row.lastAnswer = try ledger.lastAnswered(name).flatMap { set in
      set.answeredAt.map { ConnectorRow.Answer(set: set.number, kind: set.kind, time: $0) }
    }
    row.relinkStep = try ledger.openRelink(of: name).map { Int($0.done) + 1 }
    return row
  }
}
