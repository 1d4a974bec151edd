import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport
import Testing

@Suite("The same input gives the same bytes")
struct DeterminismTests {
  private static let export = Month.secondWeek

  private func played(_ drop: (Rehearsal) throws -> Void) throws -> [String: [UInt8]] {
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("first-contact: at-once", "message-sets: {writes: 12, bytes: 1000000}"))
    try drop(rehearsal)
    let sets = try rehearsal.keptSets()
    #expect(sets.count > 2)
    return sets
  }

  private func whole() throws -> [String: [UInt8]] {
    try played {
      try $0.drop(DeterminismTests.export)
      try $0.run()
    }
  }

  @Test("Files in another order, in other archives, at another time of the day")
  func repacked() throws {
    let expected = try whole()
    let other = try played { rehearsal in
      rehearsal.wait(hours: 3)
      try rehearsal.drop(Packing.zip(DeterminismTests.export.files.reversed(), day: 1), as: "z.zip")
      try rehearsal.run()
    }
    #expect(other == expected)
    let shuffled = try played { rehearsal in
      var export = DeterminismTests.export
      export.companies.reverse()
      export.codes.reverse()
      export.invoices.reverse()
      try rehearsal.drop(export, as: "a.zip")
      try rehearsal.run()
    }
    #expect(shuffled == expected)
  }

  /// The orders in which three parts may come.
  static let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]

  @Test(
    "A bundle in three parts, in any order and a pass between them, comes to the same sets", arguments: orders
  )
  func split(order: [Int]) throws {
    let files = DeterminismTests.export.files
    // Organizations and codes; invoices; lines.
    let parts = [Array(files[0...1]), [files[2]], [files[3]]]
    var transfers: [String: [UInt8]] = [:]
    let rehearsal = try Rehearsal(
      settings: Rehearsal.settings("first-contact: at-once", "message-sets: {writes: 12, bytes: 1000000}"))
    for part in order {
      try rehearsal.drop(Packing.zip(parts[part]), as: FilePath("part \(part).zip"))
      try rehearsal.run()
    }
    transfers = try rehearsal.keptSets()
    #expect(try transfers == whole())
  }

  @Test("Two folders that answer for answer go the same way publish the same bytes to the end")
  func month() throws {
    func play() throws -> [String: [UInt8]] {
      let month = try Month()
      try month.play()
      return try month.rehearsal.keptSets()
    }
    let first = try play()
    #expect(first.count > 4)
    #expect(try play() == first)
  }
}
