extension PracticeCompany {
  /// One list element as answers show it.
  func shown(_ record: ListRecord, balances: [String: Balance] = [:]) -> Node {
    var children: [Node] = []
    func add(_ name: String, _ text: String) { children.append(Node(name, text: text)) }
    for name in record.kind.order {
      switch name {
      case "ListID": add(name, record.id)
      case "TimeCreated": add(name, record.created.description)
      case "TimeModified": add(name, record.modified.description)
      case "EditSequence": add(name, String(record.editSequence))
      case "Name": add(name, record.name)
      case "FullName": add(name, record.fullName)
      case "IsActive": add(name, record.isActive ? "true" : "false")
      case "Sublevel": add(name, String(record.sublevel))
      case "ParentRef":
        if let parent = record.parent.flatMap({ lists[$0] }) {
          children.append(.reference(name, id: parent.id, fullName: parent.fullName))
        }
      case "Balance", "TotalBalance":
        let balance = balances[record.id] ?? Balance()
        add(name, Decimals.amountText(name == "Balance" ? balance.own : balance.total))
      case "BillAddressBlock", "ShipAddressBlock", "VendorAddressBlock":
        if let address = record.field(String(name.dropLast(5))) {
          children.append(address.addressBlock(name))
        }
      default: children += record.fields.filter { $0.name == name }
      }
    }
    return Node(record.kind.rawValue + "Ret", children)
  }

  /// What a customer owes, alone and with all jobs.
  struct Balance: Hashable {
    var own: Int64 = 0
    var total: Int64 = 0
  }

  /// Of every customer that owes something.
  func balances() -> [String: Balance] {
    var balances: [String: Balance] = [:]
    for invoice in sales.invoices where !invoice.isDeleted {
      let open = sales.balance(of: invoice)
      if open == 0 { continue }
      balances[invoice.customer, default: Balance()].own += open
      var holder: String? = invoice.customer
      while let id = holder {
        balances[id, default: Balance()].total += open
        holder = lists[id]?.parent
      }
    }
    return balances
  }
}

extension Node {
  /// The lines of an address as they are printed.
  func addressBlock(_ name: String) -> Node {
    var lines = ["Addr1", "Addr2", "Addr3", "Addr4", "Addr5"].compactMap { text($0) }
    let region = [text("State"), text("PostalCode")].compactMap { $0 }.joined(separator: " ")
    let town = [text("City") ?? "", region].filter { !$0.isEmpty }.joined(separator: ", ")
    if !town.isEmpty { lines.append(town) }
    if let country = text("Country") { lines.append(country) }
    return Node(name, lines.prefix(5).enumerated().map { Node("Addr\($0.offset + 1)", text: $0.element) })
  }
}
