import Accounting
import Findings
import Settings
import Testing

private let both = Settings(connectors: [
  Connector(name: ConnectorName("main")), Connector(name: ConnectorName("west")),
])

@Suite("Mapping tables are refused in words that show the place and the cure")
struct MappingRefusalTests {
  private func findings(_ name: String, _ bytes: [UInt8]) -> [Finding] {
    Mappings.read(files: [(name: name, bytes: bytes)], settings: both).findings
  }

  @Test("A finding shows the row and points at the cell")
  func text() {
    let text = "organizationID,organization,connector,customer\n174,Contoso,wset,\n"
    #expect(
      findings("organizations.csv", Array(text.utf8)).map(\.text) == [
        """
        mappings/organizations.csv:2:13: error: there is no connector "wset"; did you mean "west"? \
        [mapping-connector-unknown]
          2 | 174,Contoso,wset,
            |             ^
          Write one of main, west, or nothing for main.
        """
      ])
  }

  private static let cases: [(file: String, text: String, words: String)] = [
    (
      "organisations.csv", "x\n",
      "mappings/organisations.csv: \"organisations.csv\" is no mapping table; did you mean \"organizations.csv\"? | "
        + "Rename it to one of organizations.csv, resources.csv, items.csv, accounts.csv, classes.csv, "
        + "expense-accounts.csv, payroll-items.csv, or move it out of the folder. [mapping-file-unknown]"
    ),
    (
      "accounts.csv", "connector,biling code,account\n",
      "mappings/accounts.csv:1:11: accounts.csv has no column \"biling code\"; did you mean \"billing code\"? | Begin "
        + "the file with the header connector,billing code,account. [mapping-column-unknown]"
    ),
    (
      "accounts.csv", "connector,billing code\n",
      "mappings/accounts.csv:1: column \"account\" is missing | Begin the file with the header connector,billing "
        + "code,account. [mapping-column-missing]"
    ),
    (
      "accounts.csv", "billing code,Billing Code,account\n",
      "mappings/accounts.csv:1:14: column \"billing code\" is there twice | Delete one of the two columns. "
        + "[mapping-column-twice]"
    ),
    (
      "accounts.csv", "connector,billing code,account\n,Hardware, Software,Sales\n",
      "mappings/accounts.csv:2:21: the row has 4 cells, the header 3 | Put quotation marks around a value that holds "
        + "a comma, or delete what is too much. [mapping-row-ragged]"
    ),
    (
      "accounts.csv", "connector,billing code,account\n,,Sales\n",
      "mappings/accounts.csv:2:2: the row has no billing code | Fill in the cell, or delete the row. "
        + "[mapping-value-missing]"
    ),
    (
      "accounts.csv", "connector,billing code,account\n,A,One\n,B,Two\nmain,a ,Three\n",
      "mappings/accounts.csv:4: billing code \"a\" of connector main is there twice, first in line 2 | Delete one of "
        + "the two rows. [mapping-row-twice]"
    ),
    (
      "items.csv", "connector,kind,name,item\nwest,labor,X,A\nwest,labor,x,B\n",
      "mappings/items.csv:3: kind \"labor\", name \"x\" of connector west is there twice, first in line 2 | Delete one "
        + "of the two rows. [mapping-row-twice]"
    ),
    (
      "organizations.csv", "organizationID,organization,connector\n174,Contoso,main\n\n174,Contoso,west\n",
      "mappings/organizations.csv:4: organization 174 (Contoso) is mapped twice, first in line 2 | Delete one of the "
        + "two rows, for an organization has one connector. [organization-mapped-twice]"
    ),
    (
      "resources.csv", "resourceID,connector\n9,main\n09,west\n",
      "mappings/resources.csv:3: resource 9 is mapped twice, first in line 2 | Delete one of the two rows, for a "
        + "resource has one connector. [resource-mapped-twice]"
    ),
    (
      "organizations.csv", "organizationID,customer\n1.74E+02,Contoso\n",
      "mappings/organizations.csv:2:1: organizationID \"1.74E+02\" is no number of Autotask | Write the id in digits "
        + "only, as the export shows it. [mapping-value-invalid]"
    ),
    (
      "organizations.csv", "organizationID,customer\n174,Contoso::East\n",
      "mappings/organizations.csv:2:5: customer \"Contoso::East\" has an empty level before or after a colon | Write "
        + "the name exactly as QuickBooks shows it, with a colon between its levels. [mapping-value-invalid]"
    ),
    (
      "organizations.csv", "organizationID,customer\n174,a:b:c:d:e:f\n",
      "mappings/organizations.csv:2:5: customer \"a:b:c:d:e:f\" has 6 levels, and QuickBooks has five at most | Write "
        + "the name exactly as QuickBooks shows it, with a colon between its levels. [mapping-value-invalid]"
    ),
    (
      "items.csv", "name,item\nX,An item name of more than 31 letters\n",
      "mappings/items.csv:2:3: item \"An item name of more than 31 letters\" has 36 characters in \"An item name of "
        + "more than 31 letters\", and QuickBooks has 31 at most | Write the name exactly as QuickBooks shows it, "
        + "with a colon between its levels. [mapping-value-invalid]"
    ),
    (
      "items.csv", "kind,name,item\nlabour,X,Y\n",
      "mappings/items.csv:2:1: there is no kind \"labour\"; did you mean \"labor\"? | Write one of labor, service, "
        + "product, charge, milestone, block, retainer, ticket, subscription, expense, setup-fee, rolled-up, or "
        + "nothing for all of them. [mapping-value-invalid]"
    ),
    (
      "expense-accounts.csv", "category,billable,account\nMeals,maybe,X\n",
      "mappings/expense-accounts.csv:2:7: billable cannot be \"maybe\" | Write yes or no, or nothing for both. "
        + "[mapping-value-invalid]"
    ),
    (
      "items.csv", "name,item\n\"X,Y\n",
      "mappings/items.csv:2:1: a quotation mark opens a field here and nothing closes it | Correct the line, with "
        + "quotation marks around a value that holds a comma or a quotation mark. [mapping-unreadable]"
    ),
  ]

  @Test("One cause, one finding", arguments: cases)
  func refused(file: String, text: String, words: String) {
    let found = findings(file, Array(text.utf8))
    #expect(found.map { "\($0.place?.text ?? ""): \($0.problem) | \($0.remedy) [\($0.id)]" } == [words])
    #expect(found.map(\.severity) == [.error])
  }

  @Test("A file in Excel's old encodings is named as such")
  func encodings() {
    let ansi = Array("name,item\nM".utf8) + [0xFC] + Array("ller,X\n".utf8)
    #expect(
      findings("items.csv", ansi).map { "\($0.place?.text ?? ""): \($0.problem) | \($0.remedy)" } == [
        "mappings/items.csv:2:1: the cell is not UTF-8 | In Excel, save the file as \"CSV UTF-8 (Comma delimited)\"."
      ])
    #expect(
      findings("items.csv", [0xFF, 0xFE, 0x6E, 0]).map { "\($0.problem) | \($0.remedy)" } == [
        "the text is UTF-16 where UTF-8 is expected | In Excel, save it as \"CSV UTF-8 (Comma delimited)\"."
      ])
  }

  @Test("All rows of all tables are looked at in one go, in the order of their names")
  func all() {
    let files = [
      (name: "items.csv", bytes: Array("name,item\n,X\nA,B:\n".utf8)),
      (name: "accounts.csv", bytes: Array("billing code,account,connector\nA,B,est\n".utf8)),
    ]
    let places = Mappings.read(files: files, settings: both).findings.compactMap { $0.place?.text }
    #expect(places == ["mappings/accounts.csv:2:5", "mappings/items.csv:2:1", "mappings/items.csv:3:3"])
  }
}
