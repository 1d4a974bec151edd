import Accounting
import Findings
import YAML

extension Connector {
  static let keys = [
    "name", "company-file", "company-name", "edition", "users", "transfer", "transfer-from", "readiness",
    "invoice-numbers", "terms", "taxes", "transmission", "item-names", "decrement-inventory",
    "time-customers", "first-contact",
    "create", "message-sets", "paid-dates", "file-id",
  ]

  /// Folders of the outbox that are no connectors.
  static let reservedNames = ["autotask", "report", "quarantine"]

  /// The connectors of the settings that have a name of their own; what is wrong with the others is reported.
  static func read(_ pair: YAMLPair, _ reader: inout SettingsReader, readiness: Readiness) -> [Connector] {
    guard case .sequence(let nodes) = pair.value.content, !nodes.isEmpty else {
      if !reader.isMissing(pair) {
        reader.report(
          .settingsValueOfWrongType, pair.value.mark, "\"connectors\" is not a list of connectors",
          remedy: "Begin each connector with a line \"- name: main\" and indent its settings below it.")
      }
      return []
    }
    var connectors: [Connector] = []
    var marks: [YAMLMark] = []
    var elsewhere: [String: String] = [:]
    for key in Settings.keys { elsewhere[key] = "the beginning of a line" }
    for key in keys { elsewhere[key] = nil }
    for node in nodes {
      guard let pairs = reader.mapping(node, of: "a connector", keys: keys, elsewhere: elsewhere) else {
        continue
      }
      var connector = Connector(name: ConnectorName(""))
      connector.line = node.mark.line
      connector.readiness = readiness
      guard let name = pairs["name"] else {
        reader.report(
          .settingsKeyMissing, node.mark, "a connector has no name",
          remedy:
            "Begin it with a line \"- name: main\", or another word of small letters, digits and hyphens.")
        continue
      }
      connector.readName(name, &reader)
      connector.readCompany(pairs, &reader)
      connector.readChoices(pairs, &reader)
      connector.readRules(pairs, &reader)
      compare(connector, pairs, with: connectors, marks, &reader)
      connectors.append(connector)
      marks.append(name.value.mark)
    }
    return connectors
  }

  private mutating func readName(_ pair: YAMLPair, _ reader: inout SettingsReader) {
    guard let text = reader.text(pair) else { return }
    name = ConnectorName(text)
    let bytes = Array(text.utf8)
    let isPlain = bytes.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    if !isPlain || bytes.count > 20 || !(97...122).contains(bytes[0]) {
      reader.report(
        .connectorNameInvalid, pair.value.mark, "a connector cannot be named \"\(text)\"",
        remedy: "Write up to 20 small letters, digits and hyphens, with a letter first, like main.")
    } else if Connector.reservedNames.contains(text) {
      reader.report(
        .connectorNameInvalid, pair.value.mark,
        "a connector cannot be named \"\(text)\", because that is a folder of the outbox",
        remedy: "Choose another name, like main.")
    }
  }

  private mutating func readCompany(_ pairs: [String: YAMLPair], _ reader: inout SettingsReader) {
    if let pair = pairs["company-file"], let path = reader.text(pair) {
      companyFile = path
      let name = path.lowercased()
      for (ending, what) in [
        (".qbb", "a backup"), (".qbm", "a portable copy"), (".qbx", "an accountant's copy"),
        (".tlg", "a transaction log"), (".nd", "a network description"), (".qwc", "a Web Connector file"),
      ] where name.hasSuffix(ending) {
        reader.report(
          .companyFileInvalid, pair.value.mark, "\"company-file\" ends in \(ending), which is \(what)",
          remedy: "Write the path of the company file itself, which ends in .qbw.")
      }
    }
    if let pair = pairs["company-name"], let text = reader.text(pair) { companyName = text }
    if let pair = pairs["users"], let nodes = reader.list(pair, example: "users: [anna, ben]") {
      users = []
      if nodes.isEmpty {
        reader.report(
          .settingsValueMissing, pair.value.mark, "\"users\" names nobody",
          remedy: "Name who runs the message sets, like users: [anna, ben], or delete the line.")
      }
      for node in nodes {
        guard let user = reader.text(node, of: "users") else { continue }
        let isPlain = user.utf8.allSatisfy {
          (48...57).contains($0) || (65...90).contains($0 & 0xDF) || $0 == 45 || $0 == 46 || $0 == 95
        }
        if !isPlain || user.utf8.count > 40 || user.hasPrefix(".") || user.hasPrefix("-") {
          reader.report(
            .settingsValueInvalid, node.mark, "a user cannot be named \"\(user)\"",
            remedy:
              "Write up to 40 letters, digits, dots, hyphens and underscores, for it is part of a file name.")
        } else if users.contains(where: { $0.lowercased() == user.lowercased() }) {
          reader.reportTwice(user, in: "users", at: node.mark)
        }
        users.append(user)
      }
    }
  }

  private mutating func readChoices(_ pairs: [String: YAMLPair], _ reader: inout SettingsReader) {
    if let pair = pairs["edition"], let value = reader.choice(pair, as: Edition.self) { edition = value }
    if let pair = pairs["readiness"], let value = reader.choice(pair, as: Readiness.self) {
      readiness = value
    }
    if let pair = pairs["invoice-numbers"], let value = reader.choice(pair, as: DecidingSystem.self) {
      invoiceNumbers = value
    }
    if let pair = pairs["terms"], let value = reader.choice(pair, as: DecidingSystem.self) { terms = value }
    if let pair = pairs["taxes"], let value = reader.choice(pair, as: DecidingSystem.self) { taxes = value }
    if let pair = pairs["transmission"], let value = reader.choice(pair, as: Transmission.self) {
      transmission = value
    }
    if let pair = pairs["first-contact"], let value = reader.choice(pair, as: FirstContact.self) {
      firstContact = value
    }
    if let pair = pairs["paid-dates"], let value = reader.choice(pair, as: PaidDateSchedule.self) {
      paidDates = value
    }
    if let pair = pairs["file-id"], let value = reader.choice(pair, as: FileIDScope.self) { fileID = value }
  }

  private mutating func readRules(_ pairs: [String: YAMLPair], _ reader: inout SettingsReader) {
    if let pair = pairs["transfer"], let value = reader.choices(pair, as: TransferKind.self) {
      transfer = value
    }
    if let pair = pairs["create"], let value = reader.choices(pair, as: CreatedList.self) { create = value }
    if let pair = pairs["transfer-from"], let value = reader.date(pair) { transferFrom = value }
    if let pair = pairs["time-customers"], let value = reader.bool(pair) { timeCustomers = value }
    if let pair = pairs["decrement-inventory"], let value = reader.bool(pair) { decrementsInventory = value }
    if let pair = pairs["message-sets"], !reader.isMissing(pair),
      let sizes = reader.mapping(pair.value, of: "\"message-sets\"", keys: ["writes", "bytes"])
    {
      if let pair = sizes["writes"], let value = reader.number(pair, in: 1...10_000) {
        messageSets.writes = value
      }
      if let pair = sizes["bytes"], let value = reader.size(pair, in: 20_000...10_000_000) {
        messageSets.bytes = Int(value)
      }
    }
    if let pair = pairs["item-names"], !reader.isMissing(pair) {
      let kinds = ItemKind.allCases
      let entries = reader.mapping(pair.value, of: "\"item-names\"", keys: kinds.map(\.rawValue))
      for kind in kinds {
        guard let entry = entries?[kind.rawValue], let text = reader.text(entry) else { continue }
        itemNames[kind] = reader.choice(text, at: entry.value.mark, of: kind.rawValue, among: kind.namings)
      }
    }
  }

  /// Two connectors never share a name or a company file.
  private static func compare(
    _ connector: Connector, _ pairs: [String: YAMLPair], with others: [Connector], _ marks: [YAMLMark],
    _ reader: inout SettingsReader
  ) {
    for (other, mark) in zip(others, marks) {
      if other.name == connector.name, let pair = pairs["name"] {
        reader.report(
          .connectorTwice, pair.value.mark,
          "connector \"\(connector.name)\" is there twice, first in line \(mark.line)",
          remedy: "Give one of the two another name.")
      }
      if let file = connector.companyFile, let pair = pairs["company-file"],
        other.companyFile.map(folded) == folded(file)
      {
        reader.report(
          .companyFileShared, pair.value.mark,
          "connectors \"\(other.name)\" and \"\(connector.name)\" have the same company file",
          remedy:
            "Keep one connector for each company file, and route organizations in mappings/organizations.csv."
        )
      } else if let name = connector.companyName, let pair = pairs["company-name"],
        other.companyName?.lowercased() == name.lowercased()
      {
        reader.report(
          .companyNameShared, pair.value.mark,
          "connectors \"\(other.name)\" and \"\(connector.name)\" have the same company name, so their answers "
            + "cannot be told apart by it",
          remedy:
            "Check both names in QuickBooks under Company > My Company, and change one there if they are equal.",
          severity: .warning)
      }
    }
  }

  /// Windows does not tell capitals from small letters, nor one slash from the other.
  private static func folded(_ path: String) -> String {
    String(path.lowercased().map { $0 == "/" ? "\\" : $0 })
  }
}
