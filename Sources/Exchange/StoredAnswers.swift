import Accounting
import Autotask
import Filesystem
import Ledger
import PostingRules
import QBXML
import Spool
import XML

extension Pass {
  /// Gives every object of the answer that settled a set: from the archive, else from beside its request.
  ///
  /// - Returns: whether the answer is anywhere.
  func eachObject(inAnswerTo set: SetRow, _ body: (XMLElement) throws -> Void) throws -> Bool {
    guard let path = try answer(to: set) else { return false }
    let file = try FileDescriptor(reading: path)
    try AnswerIndex.read(file) { event in if case .object(let element) = event { try body(element) } }
    return true
  }

  private func answer(to set: SetRow) throws -> FilePath? {
    var paths = [
      folder.answered(set.connector.rawValue, set: set.number.rawValue).appending("answer.qbxml")
    ]
    if let digest = set.answerDigest, let file = try ledger.archivedFile(digest: digest),
      let name = file.finalName
    {
      paths.insert(folder.root.appending(FilePath(name)), at: 0)
    }
    return try paths.first { try Disk.facts(of: $0) != nil }
  }

  /// An item with the amounts that its lines show to be billed, where they do.
  func billed(_ item: Item) throws(LedgerError) -> Item {
    guard item.key.type == .invoice, let id = item.key.number,
      let record = try ledger.record(.invoices, id: id)
    else { return item }
    let invoice = Invoice(record, zone: zone)
    let codes = try reference().billingCodesByName
    let lines = try ledger.records(.billingItems, parent: "invoiceID", id: id).map {
      BillingItem($0, zone: zone, billingCodesByName: codes)
    }
    guard let total = invoice.total,
      let billed = BilledAmounts(total: total, tax: invoice.tax ?? .zero, lines: lines)
    else { return item }
    var item = item
    item.net = billed.net
    item.tax = billed.tax
    return item
  }
}
