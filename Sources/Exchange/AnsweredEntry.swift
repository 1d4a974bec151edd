import Accounting
import QBXML
import XML

/// Something that an answer says was made: a transaction, or an entry of a list.
struct AnsweredEntry {
  /// `invoice`, `purchase order`, `customer`.
  var kind: String
  /// Whether it is a transaction; else an entry of a list.
  var isTransaction: Bool
  /// TxnID, or ListID of a list entry.
  var id: String
  var number: String?
  /// Of the customer, the vendor, the person, or the entry itself.
  var name: String?
  var amount: Amount?

  /// What the object of a response to an Add tells of; nil when the response is to something else.
  init?(_ element: XMLElement, in message: String) {
    guard message.hasSuffix("AddRs"), element.name.hasSuffix("Ret") else { return nil }
    if let id = element.text(of: "TxnID") {
      isTransaction = true
      self.id = id
      number = element.text(of: "RefNumber")
      let holder = ["CustomerRef", "VendorRef", "EntityRef", "PayeeEntityRef"].lazy.compactMap {
        element.child($0)?.text(of: "FullName")
      }.first
      name = holder
      let sum = ["Subtotal", "TotalAmount", "AmountDue", "Amount"].lazy.compactMap { element.text(of: $0) }
        .first
      amount = sum.flatMap { Amount($0) }
    } else if let id = element.text(of: "ListID") {
      isTransaction = false
      self.id = id
      name = element.text(of: "FullName") ?? element.text(of: "Name")
    } else {
      return nil
    }
    kind = AnsweredEntry.kind(of: String(element.name.dropLast(3)))
  }

  /// `PurchaseOrder` as people write it: `purchase order`. The kinds of items are one to them.
  private static func kind(of name: String) -> String {
    if name.hasPrefix("Item"), name != "ItemReceipt" { return "item" }
    if name == "TimeTracking" { return "time entry" }
    var words = ""
    for character in name {
      if character.isUppercase, !words.isEmpty { words += " " }
      words += character.lowercased()
    }
    return words
  }

  /// In words: `invoice number 1042, TxnID 1A-2, customer Fabrikam Ltd, 340.00`.
  var words: String { AnsweredEntry.words(kind, isTransaction, id, number, name, amount) }

  static func words(
    _ kind: String, _ isTransaction: Bool, _ id: String, _ number: String?, _ name: String?, _ amount: Amount?
  ) -> String {
    guard isTransaction else { return "\(kind) \"\(name ?? "")\" (ListID \(id))" }
    let holder =
      switch kind {
      case "invoice": "customer"
      case "purchase order", "bill", "item receipt": "vendor"
      default: "of"
      }
    let numbered = number.map { " number \($0)" } ?? (kind == "time entry" ? "" : " without a number")
    return "\(kind)\(numbered), TxnID \(id), \(holder) \(name ?? "unknown")\(amount.map { ", \($0)" } ?? "")"
  }
}
