import Accounting
import Exchange
import Filesystem
import Ledger
import PracticeCompany
import SQLite
import Sodium
import Spool
import TestSupport
import Testing

/// A month in small that is played to its end from wherever the program was struck.
///
/// First pass: a bundle is taken, lists and invoices go out. Second pass: both answers, a bundle that completes the
/// first, the first one again and a file of nobody are taken, and what was completed goes out.
struct FaultCase {
  /// The pass in which the program is struck.
  enum Phase: Int, CaseIterable { case bundle, answers }

  static let first = Export(
    companies: [Export.Company(id: 201, name: "Alder Freight")], codes: [Export.Code(id: 11, name: "Labor")],
    invoices: [
      Export.Invoice(8_601, [Export.Line(1, quantity: "2.5", rate: "95", "237.5")]),
      Export.Invoice(8_602, company: 202, [Export.Line(2, "100.01")]),
    ])
  static let second = Export(companies: [Export.Company(id: 202, name: "Juniper Law")])

  static var whole: Export {
    var export = first
    export.companies += second.companies
    return export
  }

  /// The folder just before the phase.
  static func prepared(_ phase: Phase) throws -> Rehearsal {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("first-contact: at-once"),
      at: Timestamp(milliseconds: SystemClock.now()).adding(seconds: -300))
    try rehearsal.drop(first, as: "first.zip")
    if phase == .bundle { return rehearsal }
    try rehearsal.run()
    try dropAnswers(rehearsal)
    return rehearsal
  }

  private static func dropAnswers(_ rehearsal: Rehearsal) throws {
    try rehearsal.practice()
    try rehearsal.drop(second, as: "second.zip")
    try rehearsal.drop(first, as: "first again.zip")
    try rehearsal.drop("nothing that anybody knows", as: "readme.txt")
  }

  /// Plays on until nothing is open.
  static func finish(_ rehearsal: Rehearsal, after phase: Phase) throws {
    // The program was struck at the time of the clock, which on a busy machine is long after the folder was made; names
    // and ids that the rehearsal makes hold its time, so that is the same for all.
    rehearsal.wait(minutes: 120)
    try rehearsal.run()
    if phase == .bundle {
      try dropAnswers(rehearsal)
      try rehearsal.run()
    }
    try rehearsal.settle()
  }

  /// All that must be the same whatever happened.
  struct End: Equatable {
    var books: [BookEntry]
    var numbers: [String?]
    var states: [String]
    var sets: [String: [UInt8]]
    var inbox: [String]
    var archive: [String]
    var quarantine: [String]
    var duplicates: [String]
    var work: [String]
    var answered: [String]
    /// How often each thing happened to each item and set.
    var events: [String]

    /// What is otherwise than it should be, one line each; the bytes of sets are not shown.
    func differences(from expected: End) -> [String] {
      func line(_ name: String, _ found: some Equatable, _ wanted: some Equatable) -> String? {
        "\(found)" == "\(wanted)" ? nil : "\(name): \(found) instead of \(wanted)"
      }
      let lines = [
        line("books", books, expected.books), line("numbers", numbers, expected.numbers),
        line("states", states, expected.states),
        line("sets", sets.keys.sorted(), expected.sets.keys.sorted()),
        line("inbox", inbox, expected.inbox), line("archive", archive, expected.archive),
        line("quarantine", quarantine, expected.quarantine),
        line("duplicates", duplicates, expected.duplicates), line("work", work, expected.work),
        line("answered", answered, expected.answered), line("events", events, expected.events),
      ]
      let altered = sets.keys.sorted().filter { expected.sets[$0] != nil && expected.sets[$0] != sets[$0] }
      return lines.compactMap { $0 } + altered.map { "the bytes of \($0)" }
    }
  }

  static func end(_ rehearsal: Rehearsal) throws -> End {
    let counted = [
      "received", "quarantined", "duplicate", "published", "set-published", "answered", "confirmed",
    ]
    return try rehearsal.look { exchange in
      let events = try exchange.ledger.events().filter { counted.contains($0.kind) }
      #expect(try exchange.ledger.brokenEvent() == nil)
      return End(
        books: rehearsal.company.entries, numbers: rehearsal.company.books.map(\.number),
        states: Rehearsal.states(try exchange.ledger.items()), sets: try rehearsal.keptSets(),
        inbox: try rehearsal.files(in: "inbox"), archive: try rehearsal.files(in: "state/archive"),
        quarantine: try rehearsal.files(in: "outbox/quarantine"),
        duplicates: try rehearsal.files(in: "state/duplicates"), work: try rehearsal.files(in: "state/work"),
        answered: try rehearsal.temporary.tree("outbox/main/answered"),
        events: events.map { "\($0.kind) \($0.item?.description ?? "") \($0.set?.description ?? "")" }
          .sorted())
    }
  }

  /// What holds at any moment, also right after a kill.
  static func checkLedger(_ rehearsal: Rehearsal, _ fault: FaultInjection.Fault) throws {
    guard let size = try Disk.facts(of: rehearsal.folder.ledger)?.size, size > 0 else { return }
    let database = try Database(
      path: rehearsal.folder.ledger.bytes, mode: .readWrite, pragmas: Pragma.ledger)
    #expect(try database.damage(quick: false) == [], "\(fault)")
    database.close()
    let ledger = try Ledger(path: rehearsal.folder.ledger.bytes)
    #expect(try ledger.brokenEvent() == nil, "\(fault)")
    ledger.close()
  }

  static func program() throws -> Program { try Program.autopost() }

  static func arguments(_ rehearsal: Rehearsal) -> [FilePath] { ["--root", rehearsal.folder.root, "run"] }
}
