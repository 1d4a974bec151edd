import Autotask
import SQLite

extension Ledger {
  /// Brings a ledger of version 1 up to date.
  func upgradeFromFirstVersion() throws(LedgerError) {
    try packMirror()
    try listBilled()
  }

  /// Version 1 found the billing items of an invoice by an index over all of them.
  private func listBilled() throws(LedgerError) {
    try execute("DROP INDEX billedInvoice")
    try execute("ALTER TABLE billed DROP COLUMN connector")
    try execute(Schema.billedList)
    try execute(
      "INSERT INTO billed_list SELECT invoice, json_group_array(billingItem) FROM billed GROUP BY invoice")
  }

  /// Version 1 had a column for each field in the mirror, where rows now hold all texts of a record in one piece.
  private func packMirror() throws(LedgerError) {
    try execute("DROP TRIGGER companyChanged")
    for entity in Entity.allCases {
      let sql = MirrorSQL.of(entity)
      try execute("ALTER TABLE \(sql.name) RENAME TO unpacked")
      for parent in entity.table.parents { try execute("DROP INDEX \(sql.name)_\(parent)") }
      for statement in sql.creation { try execute(statement) }
      try pack(entity.table, from: "unpacked")
      try execute("DROP TABLE unpacked")
    }
  }

  private func pack(_ table: EntityTable, from unpacked: String) throws(LedgerError) {
    let fields = table.fields.map { "\"\($0.name)\"" }.joined(separator: ", ")
    var writer = try mirrorWriter(table.entity)
    try rows("SELECT id, asOf, present, ages, \(fields) FROM \(unpacked) ORDER BY id") {
      (row) throws(LedgerError) in
      let record = Record(
        table: table, id: row.int64(0), values: table.fields.indices.map { row.optionalText(4 + $0) },
        present: UInt64(bitPattern: row.int64(2)))
      let ages = row.optionalText(3).map { MirrorRow.ages($0, count: table.fields.count) }
      try writer.add(MirrorRow(record, asOf: row.int64(1), ages: ages))
    }
    try writer.finish()
  }
}
