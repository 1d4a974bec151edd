import Testing

@testable import PostingRules

@Suite("Names and texts fit what QuickBooks holds")
struct TextTests {
  @Test(
    "A tilde parts levels, blanks around it go, a colon within a level becomes a dash",
    arguments: [
      ("Labor", ["Labor"]), ("  Labor  ", ["Labor"]), ("Tech~Night", ["Tech", "Night"]),
      ("Tech ~ Night", ["Tech", "Night"]), ("a:b~c", ["a-b", "c"]), ("A~B~C~D~E", ["A", "B", "C", "D", "E"]),
      ("Caf\u{65}\u{301}", ["Café"]), ("No\u{A0}break", ["No\u{A0}break"]), ("Tab\there", ["Tab here"]),
      ("Line\r\nend", ["Line end"]), ("x≈y", ["x-y"]), ("x：y", ["x-y"]), ("A → B", ["A -> B"]),
    ])
  func levels(name: String, levels: [String]) throws {
    let listName = try ListNames.listName(from: name, limit: 31, cuts: true)
    #expect(listName.levels == levels)
    #expect(!listName.isCut)
    #expect(listName.fullName == levels.joined(separator: ":"))
    #expect(listName.withParents.map(\.levels) == levels.indices.map { Array(levels[...$0]) })
  }

  @Test(
    "Names that are none",
    arguments: [
      ("", ListNameProblem.empty), ("  ", .empty), ("a~", .empty), ("~a", .empty), ("a~ ~b", .empty),
      ("a~b~c~d~e~f", .tooManyLevels(6)), ("ok~日", .unfit("\"日\" (U+65E5)")),
      ("\u{200B}", .empty), ("🚀", .unfit("\"🚀\" (U+1F680)")),
    ])
  func unusable(name: String, problem: ListNameProblem) {
    #expect(throws: problem) { try ListNames.listName(from: name, limit: 31, cuts: true) }
  }

  @Test("A level that is too long is cut for items, trailing blanks off, and refused for customers")
  func limits() throws {
    let name = "Managed Workstation Services a month"
    let cut = try ListNames.listName(from: "Short~\(name)", limit: 31, cuts: true)
    #expect(cut.levels == ["Short", "Managed Workstation Services a"])
    #expect(cut.isCut)
    let customer = String(repeating: "x", count: 41)
    #expect(try ListNames.listName(from: customer, limit: 41, cuts: false).fullName == customer)
    #expect(throws: ListNameProblem.levelTooLong(customer + "x")) {
      try ListNames.listName(from: customer + "x", limit: 41, cuts: false)
    }
  }

  @Test(
    "Names collide when one of them is cut, at every level",
    arguments: [
      (["Managed Workstation Service, Standard", "Managed Workstation Service, Stark"], 1),
      (["Managed Workstation Service, Standard", "Managed Workstation Service, St"], 1),
      (["Managed Workstation Service, Standard~A", "Managed Workstation Service, Stark~B"], 1),
      (["Managed Workstation Service, Standard~A", "Managed Workstation Service, Standard~B"], 0),
      (["Managed Workstation Service, Standard", "managed workstation service, standard "], 0),
      (["Labor", "LABOR"], 0), (["Tech~Labor", "Tech:Labor"], 0),
    ])
  func collisions(names: [String], count: Int) {
    let colliding = ItemNames.collisions(among: names)
    #expect(colliding.count == count)
    #expect(ItemNames.collisions(among: names.reversed()) == colliding)
  }

  @Test(
    "A text is parted at blanks, and nowhere lost",
    arguments: [
      ("", 10, [""]), ("short", 10, ["short"]), ("exactly 10", 10, ["exactly 10"]),
      ("one two three", 8, ["one two", "three"]), ("abcdefghijkl", 5, ["abcde", "fghij", "kl"]),
      ("ab\ncd", 4, ["ab", "cd"]), ("ab\ncd", 6, ["ab\ncd"]), (" leading blank", 8, ["leading", "blank"]),
      ("aaaa bbbb", 4, ["aaaa", "bbbb"]),
    ])
  func pieces(text: String, limit: Int, pieces: [String]) {
    let found = TextFitting.pieces(text, limit: limit)
    #expect(
      found.filter { !$0.allSatisfy(\.isWhitespace) } == pieces.filter { !$0.allSatisfy(\.isWhitespace) })
    func visible(_ text: String) -> String { text.filter { !$0.isWhitespace } }
    #expect(visible(found.joined()) == visible(text))
    for piece in found {
      #expect(piece.reduce(0) { $0 + ($1 == "\n" ? 2 : $1.utf16.count) } <= limit)
    }
  }

  @Test(
    "What is replaced and what cannot be kept is said",
    arguments: [
      ("plain", true, "plain", [String](), [String]()), ("a\u{0}b", true, "ab", ["U+0000 by nothing"], []),
      ("a\r\nb\rc\nd", true, "a\nb\nc\nd", [], []), ("a\r\nb", false, "a b", [], []),
      ("a\u{2028}b", false, "a b", ["U+2028 by a blank"], []), ("“q” – €", true, "“q” – €", [], []),
      ("✓ ✓ ✗", true, "[x] [x] [-]", ["\"✓\" (U+2713) by \"[x]\"", "\"✗\" (U+2717) by \"[-]\""], []),
      ("日本日", true, "", [], ["\"日\" (U+65E5)", "\"本\" (U+672C)"]),
    ])
  func fitted(text: String, keepsLines: Bool, fitted: String, replaced: [String], unfit: [String]) {
    #expect(
      TextFitting.fit(text, keepsLines: keepsLines) == Fitted(text: fitted, replaced: replaced, unfit: unfit))
  }
}
