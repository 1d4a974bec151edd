public import Accounting

/// A record that gives billing items their name: a service, a bundle, a role, a product, a milestone.
public struct NamedRecord: Sendable, Hashable {
  public let name: String
  /// The billing code it is billed with, where the entity has one.
  public let billingCode: BillingCodeID?

  public init(name: String, billingCode: BillingCodeID? = nil) {
    self.name = name
    self.billingCode = billingCode
  }

  /// Records of one entity by their numbers; those without a name are left out.
  public static func read(
    _ records: [Record], name: String = "name", code: String? = nil
  ) -> [Int64: NamedRecord] {
    guard let table = records.first?.table, let nameColumn = table.index(of: name) else { return [:] }
    let codeColumn = code.flatMap { table.index(of: $0) }
    var named: [Int64: NamedRecord] = [:]
    for record in records {
      guard let name = record[nameColumn], !name.isEmpty else { continue }
      named[record.id] = NamedRecord(
        name: name, billingCode: codeColumn.flatMap { record.number($0) }.map { BillingCodeID($0) })
    }
    return named
  }

  /// One number of each record by the record's own.
  public static func numbers(_ records: [Record], _ field: String) -> [Int64: Int64] {
    guard let column = records.first?.table.index(of: field) else { return [:] }
    var numbers: [Int64: Int64] = [:]
    for record in records { numbers[record.id] = record.number(column) }
    return numbers
  }
}

/// A charge on a ticket, a project or a contract.
public struct Charge: Sendable, Hashable {
  public let name: String?
  public let product: Int64?
  public let billingCode: BillingCodeID?

  public init(name: String? = nil, product: Int64? = nil, billingCode: BillingCodeID? = nil) {
    self.name = name
    self.product = product
    self.billingCode = billingCode
  }

  public init(_ record: Record) {
    let table = record.table
    func number(_ field: String) -> Int64? { table.index(of: field).flatMap { record.number($0) } }
    name = table.index(of: "name").flatMap { record[$0] }
    product = number("productID")
    billingCode = number("billingCodeID").map { BillingCodeID($0) }
  }
}

extension Entity {
  /// What the rules read whole, once a pass: few records, and everything unfinished is judged anew when one changes.
  public static let references: [Entity] = [
    .billingCodes, .countries, .currencies, .organizationalLevel1s, .organizationalLevel2s,
    .organizationalLevelAssociations, .services, .serviceBundles, .roles, .products, .contracts,
    .contractMilestones, .taxes, .taxRegions, .taxCategories, .paymentTerms, .invoiceTemplates,
  ]

  /// The three lists of charges.
  public static let charges: [Entity] = [.ticketCharges, .projectCharges, .contractCharges]
}

extension Record {
  /// The organizations that billing items name, each once, in the order of the items.
  public static func organizations(of billingItems: [Record]) -> [OrganizationID] {
    let column = BillingItem.organizationColumn
    var found: [OrganizationID] = []
    for record in billingItems {
      // 0 is the MSP's own organization, and lines of it have no other name to show.
      guard let id = record.number(column).map({ OrganizationID($0) }), !found.contains(id) else { continue }
      found.append(id)
    }
    return found
  }
}
