import Accounting
import Ledger
import PostingRules
import XML

/// What QuickBooks said of an entry of its lists beside its name, from the last lists answer.
struct ListedDetails: Sendable, Hashable {
  var phone = ""
  var fax = ""
  var account = ""
  /// Street lines, without the name that QuickBooks repeats in the first of them.
  var streets: [String] = []
  var city = ""
  var state = ""
  var postalCode = ""
  var country = ""
  var description = ""
  var cost = ""
  var price = ""

  private init() {}

  init(_ element: XMLElement, name: String) {
    func text(_ names: String...) -> String {
      for name in names { if let text = element.text(of: name), !text.isEmpty { return text } }
      return ""
    }
    (phone, fax, account) = (text("Phone"), text("Fax"), text("AccountNumber"))
    if let address = element.child("BillAddress") ?? element.child("VendorAddress") {
      let own = [name, element.text(of: "CompanyName") ?? name, element.text(of: "Name") ?? name]
      streets = ["Addr1", "Addr2", "Addr3", "Addr4", "Addr5"].compactMap { address.text(of: $0) }.filter {
        !$0.isEmpty && !own.contains($0)
      }
      city = address.text(of: "City") ?? ""
      state = address.text(of: "State") ?? ""
      postalCode = address.text(of: "PostalCode") ?? ""
      country = address.text(of: "Country") ?? ""
    }
    let one = element.child("SalesOrPurchase")
    let both = element.child("SalesAndPurchase") ?? element
    description = one?.text(of: "Desc") ?? both.text(of: "SalesDesc") ?? both.text(of: "ItemDesc") ?? ""
    price = one?.text(of: "Price") ?? both.text(of: "SalesPrice") ?? ""
    cost = both.text(of: "PurchaseCost") ?? ""
  }
}

extension Pass {
  /// By ListID, of the last lists answer of a connector; empty when its bytes are nowhere any more.
  func listedDetails(_ connector: ConnectorName) throws -> [ListID: ListedDetails] {
    var details: [ListID: ListedDetails] = [:]
    guard let set = try ledger.sets(.answered, connector).last(where: { $0.kind == .lists }) else {
      return [:]
    }
    _ = try eachObject(inAnswerTo: set) { element in
      guard let (_, entry) = try ListsResponder.entry(element) else { return }
      details[entry.listID] = ListedDetails(element, name: entry.fullName)
    }
    return details
  }
}
