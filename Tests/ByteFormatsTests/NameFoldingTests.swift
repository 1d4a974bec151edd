import ByteFormats
import Testing

@Suite("Two spellings of a name are found to be one, or near")
struct NameFoldingTests {
  @Test(
    "Case and outer blanks do not count",
    arguments: [
      ("Contoso Inc", "  CONTOSO inc\t"), ("Müller", "MÜLLER"), ("Cafe\u{301}", "caf\u{E9}"),
      ("\u{A0}A", "a"), ("", "  "),
    ])
  func same(left: String, right: String) {
    #expect(Array(NameFolding.key(left).utf8) == Array(NameFolding.key(right).utf8))
  }

  @Test(
    "All else counts",
    arguments: [("Contoso  Inc", "Contoso Inc"), ("Contoso, Inc", "Contoso Inc"), ("Muller", "Müller")])
  func different(left: String, right: String) {
    #expect(NameFolding.key(left) != NameFolding.key(right))
    #expect(NameFolding.nearKey(left) == NameFolding.nearKey(right))
  }

  @Test(
    "A name is near when a person would take it for the same",
    arguments: [
      ("Contoso, Inc.", "contoso"), ("Contoso L.L.C.", "Contoso LLC"), ("Smith & Sons Co.", "Smith and Sons"),
      ("A&B", "a and b"), ("O'Brien", "OBrien"), ("Dvořák GmbH", "Dvorak"), ("Co-op Market", "Coop Market"),
      ("Wide World Importers Corporation", "wideworld importers"), ("J.P. Hill, PLLC", "JP Hill PC"),
    ])
  func near(left: String, right: String) { #expect(NameFolding.nearKey(left) == NameFolding.nearKey(right)) }

  @Test(
    "Other names stay apart",
    arguments: [
      ("Contoso East", "Contoso West"), ("Limited Brands", "Brands"), ("Company", "Corp"),
      ("Shop 1", "Shop 2"), ("&", ""),
    ])
  func apart(left: String, right: String) { #expect(NameFolding.nearKey(left) != NameFolding.nearKey(right)) }
}
