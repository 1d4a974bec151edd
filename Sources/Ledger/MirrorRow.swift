import Autotask
import SQLite

/// One record of the mirror and how old each of its fields is.
///
/// Each field is as new as the newest record that brought it, so that partial records give the same row in whatever order
/// they come.
struct MirrorRow {
  private(set) var record: Record
  /// The newest of the fields' times, in milliseconds since 1970.
  private(set) var asOf: Int64
  /// The time of each field, but only where they differ.
  private(set) var ages: [Int64]?

  init(_ record: Record, asOf: Int64, ages: [Int64]? = nil) {
    self.record = record
    self.asOf = asOf
    self.ages = ages
  }

  /// Reads what `MirrorSQL.row` asks for.
  init(_ table: EntityTable, _ row: Statement) {
    record = MirrorRow.record(table, row)
    asOf = row.int64(4)
    ages = row.optionalText(5).map { MirrorRow.ages($0, count: table.fields.count) }
  }

  /// Reads what the statements for records ask for.
  static func record(_ table: EntityTable, _ row: Statement) -> Record {
    Record(
      table: table, id: row.int64(0), present: UInt64(bitPattern: row.int64(1)),
      filled: UInt64(bitPattern: row.int64(2)), packed: row.bytes(3))
  }

  /// Takes another word of the same record, which is as new as `time` says.
  ///
  /// - Returns: whether that one has anything to say.
  mutating func take(_ other: Record, asOf time: Int64) -> Bool {
    let taken = Takes(self, other, time)
    guard taken.isOccasion else { return false }
    if taken.coversAll || (time == asOf && ages == nil) {
      ages = nil
    } else {
      ages = record.table.fields.indices.map { taken.fields & (1 << UInt64($0)) != 0 ? time : age($0) }
    }
    record = record.taking(taken.fields, from: other)
    asOf = max(asOf, time)
    return true
  }

  fileprivate func age(_ field: Int) -> Int64 { ages.map { $0[field] } ?? asOf }

  // MARK: Times as text

  /// Digits of a time: milliseconds since 1970 until the year 33658.
  private static let width = 15

  static func ages(_ text: String, count: Int) -> [Int64] {
    let text = Array(text.utf8)
    return (0..<count).map { field in
      Int64(String(decoding: text.dropFirst(field * width).prefix(width), as: UTF8.self)) ?? 0
    }
  }

  var agesText: String? {
    ages.map { ages in
      ages.map { age in
        let digits = String(age.magnitude)
        let sign = age < 0 ? "-" : ""
        return sign + String(repeating: "0", count: max(0, MirrorRow.width - sign.count - digits.count))
          + digits
      }.joined()
    }
  }
}

/// What of a record at hand goes into a row.
private struct Takes {
  /// A bit for each field in which the record has the word: it is not older, or the first to speak of it.
  private(set) var fields: UInt64 = 0
  /// Whether the record speaks of the row at all. An older one has nothing to say where every field is as new as the row.
  let isOccasion: Bool
  /// Whether every field of the row is then as new as the record.
  let coversAll: Bool

  init(_ row: MirrorRow, _ other: Record, _ time: Int64) {
    let old = row.record
    let table = old.table
    var sticky: UInt64 = 0
    for field in table.fields.indices {
      let bit: UInt64 = 1 << UInt64(field)
      let isFirst = old.present & bit == 0
      var takes = isFirst || time >= row.age(field)
      if table.fields[field].sticks {
        sticky |= bit
        // What sticks goes from false to true at any age, and never back.
        let (was, becomes) = (old.isTrue(field), other.isTrue(field))
        if !isFirst, was != becomes { takes = becomes }
      }
      if takes, other.present & bit != 0 { fields |= bit }
    }
    isOccasion =
      time > row.asOf || other.present & ~old.present != 0 || row.ages != nil
      || (time == row.asOf && !old.hasSameTexts(as: other, in: other.present))
      || (time < row.asOf && fields & sticky != 0)
    coversAll = time >= row.asOf && old.present & ~other.present == 0 && sticky & old.present & ~fields == 0
  }
}
