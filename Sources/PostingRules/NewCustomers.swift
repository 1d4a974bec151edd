public import Accounting
public import Autotask
import ByteFormats
import Settings

/// Customers that our own message sets make, or are about to make: QuickBooks' lists cannot hold them yet.
public struct NewCustomers: Sendable {
  /// Who makes a customer.
  public enum Maker: Sendable, Hashable {
    case set(SetNumber)
    case organization(OrganizationID, name: String)
  }

  struct Entry: Sendable, Hashable {
    var fullName: String
    var maker: Maker
  }

  private var byNearName: [String: [Entry]] = [:]

  public init() {}

  public mutating func add(_ fullName: String, by maker: Maker) {
    byNearName[NameFolding.nearKey(fullName), default: []].append(Entry(fullName: fullName, maker: maker))
  }

  /// Those whose names are nearly this one and not the same; in the order in which they were added.
  func near(_ fullName: String) -> [Entry] {
    if byNearName.isEmpty { return [] }
    let key = NameFolding.key(fullName)
    return (byNearName[NameFolding.nearKey(fullName)] ?? []).filter { NameFolding.key($0.fullName) != key }
  }

  /// The names of customers that would be made for an organization, outermost first; none where QuickBooks has it.
  public static func names(for organization: Organization, in context: PostingContext) -> [String] {
    var name = organization.name
    if case .fullName(let fullName)? = context.mappings.customer(context.connector.name, organization.id) {
      if context.lists != nil { return [] }
      name = fullName.replacing(":", with: "~")
    }
    let levels: [ListName]
    do {
      levels = try ListNames.listName(from: ListNames.trimmed(name), limit: 41, cuts: false).withParents
    } catch { return [] }
    return levels.map(\.fullName).filter { context.lists?.customers.named($0) == nil }
  }

  /// The form under which names that are nearly the same are found together.
  public static func nearKey(_ fullName: String) -> String { NameFolding.nearKey(fullName) }

  /// The form under which QuickBooks holds two names for one.
  public static func key(_ fullName: String) -> String { NameFolding.key(fullName) }
}

extension InvoicePosting {
  /// Whether a customer is made for it.
  public var makesCustomer: Bool {
    for ensure in ensures {
      if case .customer = ensure.entry { return true }
    }
    return false
  }
}
