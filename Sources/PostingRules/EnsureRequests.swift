public import QBXML

extension Ensure {
  /// Makes the entry; QuickBooks answers 3100 when the name is taken.
  public var creation: any QBXMLRequest {
    switch entry {
    case .account(let name):
      return AccountAdd(name: last(name), type: .income, parent: parent(name))
    case .customer(let customer):
      var request = CustomerAdd(name: last(customer.name), parent: customer.parent)
      request.companyName = customer.companyName
      request.billAddress = customer.billAddress
      request.phone = customer.phone
      request.fax = customer.fax
      request.salesTaxCode = customer.salesTaxCode.map { .fullName($0) }
      return request
    case .item(let item):
      return ItemAdd(kind: item.kind, name: last(item.name), account: item.account, parent: item.parent)
    }
  }

  /// Asks who has the name, whatever came of making it.
  public var lookUp: any QBXMLRequest {
    switch entry {
    case .account(let name): ListQuery(.account, .fullNames([name.fullName]))
    case .customer(let customer): ListQuery(.entity, .fullNames([customer.name.fullName]))
    case .item(let item): ListQuery(.item, .fullNames([item.name.fullName]))
    }
  }

  private func last(_ name: ListName) -> String { name.levels[name.levels.count - 1] }

  private func parent(_ name: ListName) -> Reference? {
    name.levels.count > 1 ? .fullName(name.levels.dropLast().joined(separator: ":")) : nil
  }
}
