import Accounting
import Findings
import JSON

extension CheckResult {
  /// What `autopost check --json` prints: `{"files":[…],"connectors":[…],"items":[…]}`; ends in a line feed.
  public var json: [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.object {
      $0.key("files")
      $0.array(files) { json, file in
        json.object {
          $0.member("file", file.name)
          $0.member("kind", file.kind)
          $0.member("refused", file.isRefused)
          $0.member("takenBefore", file.takenBefore)
          $0.key("records")
          $0.array(file.records) { json, one in
            json.object {
              $0.member("entity", one.entity)
              $0.member("read", one.read)
            }
          }
          $0.key("findings")
          $0.array(file.findings) { json, finding in json.finding(finding) }
          $0.key("notices")
          $0.array(file.notices) { json, notice in json.string(notice) }
        }
      }
      $0.key("connectors")
      $0.array(connectors) { json, connector in
        json.object {
          $0.member("connector", connector.name.rawValue)
          for part in ControlPart.allCases { $0.member(part.rawValue, connector.parts[part] ?? Sums()) }
          $0.member("listsKnown", connector.areListsKnown)
          $0.key("newAccounts")
          $0.array(connector.newAccounts) { json, name in json.string(name) }
          $0.key("newCustomers")
          $0.array(connector.newCustomers) { json, name in json.string(name) }
          $0.key("newItems")
          $0.array(connector.newItems) { json, name in json.string(name) }
          $0.key("nearMatches")
          $0.array(connector.nearMatches) { json, match in
            json.object {
              $0.member("organizationID", match.id.description)
              $0.member("organization", match.organization)
              $0.key("customers")
              $0.array(match.customers) { json, name in json.string(name) }
            }
          }
          $0.key("findings")
          $0.array(connector.obstacles) { json, finding in json.finding(finding) }
        }
      }
      $0.key("items")
      $0.array(items) { json, row in
        json.object {
          $0.member("item", row.item.description)
          $0.member("organization", row.organization)
          $0.member("connector", row.connector?.rawValue)
          $0.member("state", row.state.rawValue)
          $0.member("total", row.total?.description)
          $0.member("currency", row.currency)
          $0.key("findings")
          $0.array(row.findings) { json, finding in json.finding(finding) }
        }
      }
    }
    return json.finished()
  }
}
