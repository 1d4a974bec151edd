/// A charge; those on tickets, projects and contracts are numbered each by themselves.
public struct ChargeID: Sendable, Hashable {
  /// TicketCharges, ProjectCharges or ContractCharges.
  public let entity: Entity
  public let id: Int64

  public init(_ entity: Entity, _ id: Int64) {
    self.entity = entity
    self.id = id
  }
}

/// What made a billing item, as far as one of its numbers tells it.
public enum BillingOrigin: Sendable, Hashable {
  case timeEntry
  case expense
  case charge(ChargeID)
  case service(Int64)
  case serviceBundle(Int64)
  case milestone(Int64)
  case block
  /// None of them: a retainer, tickets, a subscription, a setup fee, an adjustment; labels may tell.
  case unsaid
}

extension BillingOrigin {
  private struct Columns {
    let time, expense, service, bundle, milestone, block: Int
    let charges: [(Entity, Int)]
    init() {
      let table = Entity.billingItems.table
      time = table.column("timeEntryID")
      expense = table.column("expenseItemID")
      service = table.column("serviceID")
      bundle = table.column("serviceBundleID")
      milestone = table.column("milestoneID")
      block = table.column("contractBlockID")
      charges = [
        (.ticketCharges, table.column("ticketChargeID")), (.projectCharges, table.column("projectChargeID")),
        (.contractCharges, table.column("contractChargeID")),
      ]
    }
  }
  private static let columns = Columns()

  /// The columns of a record of BillingItems that tell it.
  static var allColumns: [Int] {
    let at = columns
    return [at.time, at.expense, at.service, at.bundle, at.milestone, at.block] + at.charges.map(\.1)
  }

  /// Of a record of BillingItems.
  init(_ record: Record) {
    let at = BillingOrigin.columns
    if record.number(at.time) != nil {
      self = .timeEntry
    } else if let id = record.number(at.service) {
      self = .service(id)
    } else if let id = record.number(at.bundle) {
      self = .serviceBundle(id)
    } else if let charge = BillingOrigin.charge(record) {
      self = .charge(charge)
    } else if record.number(at.expense) != nil {
      self = .expense
    } else if let id = record.number(at.milestone) {
      self = .milestone(id)
    } else {
      self = record.number(at.block) != nil ? .block : .unsaid
    }
  }

  /// The charge that a record of BillingItems names.
  public static func charge(_ record: Record) -> ChargeID? {
    for (entity, column) in columns.charges {
      if let id = record.number(column) { return ChargeID(entity, id) }
    }
    return nil
  }
}
