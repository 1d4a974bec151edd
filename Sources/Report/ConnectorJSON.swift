import Accounting
import JSON

/// What `autopost connector list --json` prints: `{"connectors":[…]}`.
public enum ConnectorJSON {
  public static func page(_ rows: [ConnectorRow]) -> [UInt8] {
    var json = JSONWriter(isPretty: true)
    json.object {
      $0.key("connectors")
      $0.array(rows) { json, row in connector(row, &json) }
    }
    return json.finished()
  }

  private static func connector(_ row: ConnectorRow, _ json: inout JSONWriter) {
    json.object {
      $0.member("connector", row.name.rawValue)
      $0.member("default", row.isDefault)
      $0.member("companyFile", row.companyFile)
      $0.member("companyName", row.companyName)
      $0.member("answeredName", row.answeredName)
      $0.key("users")
      $0.array(row.users) { json, user in
        json.object {
          $0.member("user", user.name)
          $0.member("userName", user.webConnectorName)
          $0.member("qwc", user.file)
        }
      }
      $0.member("organizationsMapped", row.mappedOrganizations)
      $0.member("organizationsKnown", row.knownOrganizations)
      $0.member("resourcesMapped", row.mappedResources)
      $0.key("items")
      $0.object { json in
        for part in ControlPart.mostUrgentFirst { json.member(part.rawValue, row.overview.sums(part)) }
      }
      $0.key("openSets")
      $0.array(row.overview.setsInOrder) { json, set in
        json.object {
          $0.member("set", set.number.description)
          $0.member("kind", set.kind.rawValue)
          $0.member("items", set.items)
          $0.member("amount", set.amount?.description)
          $0.member("published", set.published.description)
          $0.member("ageSeconds", (row.overview.moment.milliseconds - set.published.milliseconds) / 1_000)
          $0.member("file", set.file)
        }
      }
      $0.member("lastContact", row.lastContact?.description)
      $0.key("lastAnswer")
      if let answer = row.lastAnswer {
        $0.object {
          $0.member("set", answer.set.description)
          $0.member("kind", answer.kind.rawValue)
          $0.member("time", answer.time.description)
        }
      } else {
        $0.null()
      }
      $0.member("relinkStep", row.relinkStep)
      $0.key("inWrongCompany")
      $0.array { json in for line in row.misplaced { json.string(line) } }
      $0.key("toDo")
      $0.array { json in for entry in row.overview.todo { json.string(entry.headline) } }
    }
  }
}
