public import Accounting
public import Findings
public import QBXML

/// An account, customer or item that must be there before an invoice can name it.
///
/// Two of one key ask for the same entry, and are the same in a set.
public final class Ensure: Sendable, Hashable {
  /// What is made when QuickBooks has nothing of that name.
  public enum Entry: Sendable, Hashable {
    /// An income account; only where the settings let accounts be created.
    case account(ListName)
    case customer(CustomerToCreate)
    case item(ItemToCreate)
  }

  public let entry: Entry
  /// `customer:larkspur dental`
  public let key: String
  /// The full name, `Parent:Child`.
  public let fullName: String
  /// Of the key; most items are asked for by many invoices.
  private let keyHash: Int

  init(_ entry: Entry) {
    self.entry = entry
    let word: String
    switch entry {
    case .account(let name): (word, fullName) = ("account", name.fullName)
    case .customer(let customer): (word, fullName) = ("customer", customer.name.fullName)
    case .item(let item): (word, fullName) = ("item", item.name.fullName)
    }
    key = "\(word):\(ItemNames.folded(fullName))"
    keyHash = key.hashValue
  }

  public static func == (one: Ensure, other: Ensure) -> Bool { one === other || one.key == other.key }

  public func hash(into hasher: inout Hasher) { hasher.combine(keyHash) }
}

/// A customer as it is made when QuickBooks has none of that name.
public struct CustomerToCreate: Sendable, Hashable {
  public var name: ListName
  public var parent: Reference?
  public var companyName: String?
  public var billAddress: Address?
  public var phone: String?
  public var fax: String?
  public var salesTaxCode: String?
}

/// An item as it is made when QuickBooks has none of that name.
public struct ItemToCreate: Sendable, Hashable {
  public var name: ListName
  public var kind: ItemAdd.Kind
  public var account: Reference
  public var parent: Reference?
}

extension ListName {
  /// The entry above this one: by its ListID where QuickBooks has it, so that another company file refuses it.
  func parentReference(in list: EntryList?) -> Reference? {
    guard levels.count > 1 else { return nil }
    let parent = levels.dropLast().joined(separator: ":")
    return list?.named(parent).map { .listID($0.listID) } ?? .fullName(parent)
  }
}

/// An invoice ready to be written as qbXML.
public struct InvoicePosting: Sendable {
  public var item: ItemKey
  public var organization: OrganizationID
  /// Its ExternalGUID is set by whoever gives it a place in a message set.
  public var request: InvoiceAdd
  /// Parents before children, customers before items.
  public var ensures: [Ensure]
  /// What QuickBooks must answer as Subtotal.
  public var net: Amount
  public var tax: Amount
  public var billingItems: [BillingItemID]
  public var travelled: TravelledFacts
  /// What a person may want to know although the invoice goes.
  public var notices: [Finding]
}

/// What the rules say of an invoice.
public enum Judgement: Sendable {
  /// The rules forbid it, or something is missing; the findings say what.
  case held([Finding])
  /// Another program, or an earlier life of this one, transferred it.
  case transferredBefore(when: String, Finding)
  case postable(InvoicePosting)
}
