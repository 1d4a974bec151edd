import Accounting
import Autotask
import Findings
import Ledger

/// Puts what was sent and not answered into doubt; only asking QuickBooks, or a person, ends that.
struct Doubt {
  let pass: Pass

  /// Part of the caller's step.
  func cast(on set: SetRow, because reason: String) throws(LedgerError) {
    var set = set
    set.state = .inDoubt
    set.note = reason
    try pass.ledger.save(set)
    for item in try pass.ledger.items(in: set.number) where item.state == .open || item.state == .sent {
      try cast(on: item, because: "message set \(set.number): \(reason)")
    }
    try pass.ledger.add(effect: "retire", target: set.number.description)
    try pass.ledger.record("set-in-doubt", at: pass.now, set: set.number, detail: reason)
  }

  func cast(on item: Item, because reason: String) throws(LedgerError) {
    var item = item
    item.state = .inDoubt
    item.answerFindings = [
      Finding(
        .effectUnknown, .held,
        problem: "nobody knows yet whether QuickBooks has \(item.name.lowercased()): \(reason)",
        remedy:
          "Run autopost recover, run the set that it publishes in QuickBooks and drop the answer into inbox/; or look"
          + " yourself and run autopost resolve \(item.key) --in-quickbooks NUMBER, or --not-in-quickbooks, with"
          + " --reason TEXT.", item: item.key.description)
    ]
    try pass.ledger.save(item)
    try pass.ledger.record("in-doubt", at: pass.now, item: item.key, set: item.set, detail: reason)
  }

  /// QuickBooks does not have it: it may go again, with the same ExternalGUID.
  func end(_ old: Item, _ event: String, _ reason: String) throws(LedgerError) {
    var item = old
    item.state = .ready
    item.set = nil
    item.isDirty = true
    item.answerFindings = []
    try pass.ledger.releaseBillingItems(of: item.key)
    try pass.ledger.save(item)
    try pass.ledger.record(event, at: pass.now, item: item.key, set: old.set, detail: reason)
  }
}

extension Pass {
  /// What is in QuickBooks must not come again in another invoice.
  func holdBillingItems(of item: Item) throws(LedgerError) {
    guard item.key.type == .invoice, let id = item.key.number else { return }
    let lines = try ledger.records(.billingItems, parent: "invoiceID", id: id).map { BillingItemID($0.id) }
    let taken = try ledger.holders(ofInvoice: id)
    try ledger.hold(lines.filter { taken[$0] == nil }, for: item.key)
  }
}
