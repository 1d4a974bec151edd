import Accounting
import ByteFormats
import Ledger
import QBXML

/// Finds, among the invoices that QuickBooks has, those that Autotask's invoices are already.
///
/// Sure is only what agrees in number, customer, date and amount, and in which nothing else has a share. All else that
/// comes near is for a person to decide.
struct ChangeOverMatching {
  /// An invoice of Autotask that is not linked with one of QuickBooks.
  struct Wanted {
    var key: ItemKey
    /// Nil where QuickBooks' lists do not have the customer, or have not arrived.
    var customer: ListID?
    var customerName: String
    /// Autotask's number; the old extension wrote QuickBooks' number there.
    var number: String?
    var date: CalendarDate?
    /// What QuickBooks must show as subtotal.
    var amount: Amount?
    /// Autotask's tax, where it is no part of the amount.
    var tax: Amount?
  }

  struct Candidate {
    var invoice: ListedInvoice
    /// Why it is sure, or what stands against it.
    var words: String
  }

  enum Verdict {
    case sure(Candidate)
    case check([Candidate])
    case none
  }

  /// Days by which a date may have been moved in QuickBooks, for an invoice whose number says nothing.
  private static let movedDays: Int32 = 10

  private let listed: [ListedInvoice]
  private var byNumber: [String: [Int]] = [:]
  private var byCustomer: [String: [Int]] = [:]

  /// Void ones count too: what was voided in QuickBooks, and an invoice over nothing, is there all the same.
  init(_ invoices: [ListedInvoice]) {
    listed = invoices
    for (index, invoice) in listed.enumerated() {
      if let number = ChangeOverMatching.number(invoice.number) {
        byNumber[number, default: []].append(index)
      }
      guard let customer = invoice.customer else { continue }
      let near = "\(NameFolding.nearKey(customer.fullName)) \(invoice.subtotal)"
      byCustomer[near, default: []].append(index)
      if let id = customer.listID { byCustomer["\(id) \(invoice.subtotal)", default: []].append(index) }
    }
  }

  private static func number(_ text: String?) -> String? {
    let folded = text.map { NameFolding.key($0) } ?? ""
    return folded.isEmpty ? nil : folded
  }

  /// A verdict for each, in their order, and the invoices that none of them comes near.
  func verdicts(_ wanted: [Wanted]) -> (verdicts: [Verdict], rest: [ListedInvoice]) {
    let fits = wanted.map(fits)
    // How many full matches each invoice of QuickBooks has.
    var owners: [Int: [ItemKey]] = [:]
    for (one, fits) in zip(wanted, fits) {
      for fit in fits where fit.isFull { owners[fit.index, default: []].append(one.key) }
    }
    var sure: [Int?] = []
    for (one, fits) in zip(wanted, fits) {
      let full = fits.filter(\.isFull)
      let isAlone = full.count == 1 && owners[full[0].index]?.count == 1 && !isDoubled(full[0].index, one)
      sure.append(isAlone ? full[0].index : nil)
    }
    let taken = Set(sure.compactMap { $0 })
    var near = taken
    var verdicts: [Verdict] = []
    for (position, one) in wanted.enumerated() {
      if let index = sure[position] {
        let words = "same number, customer, date and amount"
        verdicts.append(.sure(Candidate(invoice: listed[index], words: words)))
        continue
      }
      let candidates = fits[position].filter { !taken.contains($0.index) }
      near.formUnion(candidates.map(\.index))
      verdicts.append(
        candidates.isEmpty ? .none : .check(candidates.map { candidate($0, one, owners[$0.index] ?? []) }))
    }
    // What has no number may have been changed afterwards: the same customer's invoice of that day may be it, where no
    // other lays claim to it.
    let free = listed.indices.filter { !near.contains($0) }
    for (position, one) in wanted.enumerated() {
      guard case .none = verdicts[position], ChangeOverMatching.number(one.number) == nil else { continue }
      let sameDay = free.compactMap { index in
        listed[index].date == one.date ? fit(one, index, isSameDayEnough: true) : nil
      }
      if sameDay.isEmpty { continue }
      near.formUnion(sameDay.map(\.index))
      verdicts[position] = .check(sameDay.map { candidate($0, one, []) })
    }
    return (verdicts, listed.indices.filter { !near.contains($0) }.map { listed[$0] })
  }

  private struct Fit {
    var index: Int
    var against: [String]
    var isFull: Bool { against.isEmpty }
  }

  private func candidate(_ fit: Fit, _ one: Wanted, _ owners: [ItemKey]) -> Candidate {
    var words = fit.against
    if fit.isFull {
      let others = owners.filter { $0 != one.key }.map(\.description)
      words = [
        others.isEmpty
          ? "QuickBooks has this number more than once for the customer"
          : "it is as well \(others.joined(separator: " and "))"
      ]
    }
    return Candidate(invoice: listed[fit.index], words: words.joined(separator: "; "))
  }

  /// Whether the customer has another invoice of that number; one that was voided is no rival.
  private func isDoubled(_ index: Int, _ one: Wanted) -> Bool {
    let same = byNumber[ChangeOverMatching.number(listed[index].number) ?? ""] ?? []
    return same.contains { other in
      other != index && customer(one, listed[other]) != .other
        && (!listed[other].isEmpty || listed[index].isEmpty)
    }
  }

  private enum SameCustomer { case same, near, other }

  private func customer(_ one: Wanted, _ invoice: ListedInvoice) -> SameCustomer {
    guard let answered = invoice.customer else { return .other }
    if let known = one.customer, let id = answered.listID { return known == id ? .same : .other }
    if NameFolding.key(answered.fullName) == NameFolding.key(one.customerName) { return .same }
    return NameFolding.nearKey(answered.fullName) == NameFolding.nearKey(one.customerName) ? .near : .other
  }

  /// The invoices that may be the one that is wanted, in the order of the list.
  private func fits(_ one: Wanted) -> [Fit] {
    var indices: Set<Int> = []
    if let number = ChangeOverMatching.number(one.number) { indices.formUnion(byNumber[number] ?? []) }
    if let amount = one.amount {
      indices.formUnion(byCustomer["\(NameFolding.nearKey(one.customerName)) \(amount)"] ?? [])
      if let id = one.customer { indices.formUnion(byCustomer["\(id) \(amount)"] ?? []) }
    }
    return indices.sorted().compactMap { fit(one, $0) }
  }

  private func fit(_ one: Wanted, _ index: Int, isSameDayEnough: Bool = false) -> Fit? {
    let invoice = listed[index]
    let number = ChangeOverMatching.number(one.number)
    let hasNumber = number != nil && number == ChangeOverMatching.number(invoice.number)
    let customer = customer(one, invoice)
    let hasDate = one.date != nil && one.date == invoice.date
    let hasAmount = one.amount != nil && one.amount == invoice.subtotal
    let isMoved =
      if let date = one.date, let answered = invoice.date {
        (date.daysSinceEpoch - answered.daysSinceEpoch).magnitude <= UInt32(ChangeOverMatching.movedDays)
      } else {
        false
      }
    let comesNear =
      customer != .other && (hasNumber || hasAmount && isMoved || isSameDayEnough && hasDate)
      || hasNumber && hasAmount && hasDate
    guard comesNear else { return nil }
    var against: [String] = []
    if !hasNumber {
      against.append(
        number == nil
          ? "Autotask has no number" : "number \(invoice.number ?? "(none)") instead of \(one.number ?? "")")
    }
    let shown = invoice.customer?.fullName ?? "unknown"
    switch customer {
    case .same: break
    case .near: against.append("customer \"\(shown)\" is only similar to \"\(one.customerName)\"")
    case .other: against.append("customer \"\(shown)\" instead of \"\(one.customerName)\"")
    }
    if !hasDate {
      against.append(
        "date \(invoice.date?.description ?? "unknown") instead of \(one.date?.description ?? "none")")
    }
    if !hasAmount {
      if invoice.isEmpty { against.append("it is void, or over nothing, in QuickBooks") }
      var words = "amount \(invoice.subtotal) instead of \(one.amount?.description ?? "none")"
      if let tax = one.tax, tax.units != 0, one.amount?.adding(tax) == invoice.subtotal {
        words += ", which is Autotask's tax as a line (see taxes: autotask)"
      }
      against.append(words)
    }
    return Fit(index: index, against: against)
  }
}
