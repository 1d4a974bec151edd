public import Accounting
public import Autotask
import ByteFormats

/// What of an invoice travels to QuickBooks, in Autotask's terms.
///
/// Kept when an invoice is sent and compared with what a later export says; everything that is not in here may
/// change freely. Mappings and names in QuickBooks are no part of it: they are not Autotask's change.
public struct TravelledFacts: Sendable, Hashable {
  /// One line for the invoice and one for each billing item in the order of ids, the values parted by U+001F.
  public let text: String

  private static let header = ["organization", "date", "PO number", "net", "tax"]
  private static let fields = [
    "billing code", "quantity", "rate", "amount", "line of business", "taxable", "service date",
    "description", "role", "service, product or milestone",
  ]

  public init(stored text: String) { self.text = text }

  /// The date that was sent.
  public var date: CalendarDate? {
    let units = text.prefix { $0 != "\n" }.split(separator: "\u{1F}", omittingEmptySubsequences: false)
    return units.count > 1 ? CalendarDate(String(units[1])) : nil
  }

  /// What is sent; `billed` says which of Autotask's amounts.
  public init(_ invoice: Invoice, lines: [BillingItem], billed: BilledAmounts) {
    self.init(invoice, lines, billed.basis, net: billed.net)
  }

  /// What a later export says, in the terms of what was sent: lines that no longer add up are told by the amounts
  /// that were billed then.
  public init(_ invoice: Invoice, lines: [BillingItem], comparedWith sent: TravelledFacts) {
    let billed = invoice.total.flatMap { BilledAmounts(total: $0, tax: invoice.tax ?? .zero, lines: lines) }
    let basis = billed?.basis ?? sent.basis ?? .totalAmount
    self.init(invoice, lines, basis, net: billed?.net ?? invoice.total?.rounded)
  }

  private init(_ invoice: Invoice, _ lines: [BillingItem], _ basis: BilledBasis, net: Amount?) {
    var facts: [UInt8] = []
    facts.reserveCapacity(64 + lines.count * 112)
    func end() { facts.append(0x1F) }
    func add(_ value: String?) {
      if let value { facts.append(contentsOf: value.utf8) }
      end()
    }
    func add(_ number: Int64?) {
      if let number { DecimalText.append(number, to: &facts) }
      end()
    }
    func add<Value: FixedPoint>(_ value: Value?, atLeast shown: Int) {
      value?.append(to: &facts, atLeast: shown)
      end()
    }
    func add(_ date: CalendarDate?) {
      date?.append(to: &facts)
      end()
    }
    let tax = invoice.tax ?? .zero
    add(invoice.organization?.rawValue)
    add(invoice.date)
    add(InvoiceRules.purchaseOrderNumber(of: invoice, lines: lines)?.replacing("\n", with: " "))
    add(net, atLeast: 2)
    add(tax.rounded, atLeast: 2)
    add(basis.rawValue)
    for line in lines.sorted(by: { $0.id < $1.id }) {
      facts.append(10)
      add(line.id.rawValue)
      add(line.billingCode?.rawValue)
      add(line.quantity, atLeast: 0)
      add(line.rate, atLeast: 2)
      add(basis.amount(of: line)?.rounded, atLeast: 2)
      if let business = line.lineOfBusiness { add(business) } else { add(line.lineOfBusinessName) }
      let isTaxed = (line.tax ?? .zero).units != 0 || (tax.units == 0 && line.taxCategory != nil)
      add(isTaxed ? "yes" : "no")
      add(line.date)
      TravelledFacts.mark(InvoiceRules.description(of: line), line.groupDescription, to: &facts)
      end()
      if let role = line.role { add(role) } else { add(line.roleName) }
      switch line.origin {
      case .service(let id), .serviceBundle(let id), .milestone(let id): add(id)
      default: add(line.serviceName)
      }
    }
    text = String(decoding: facts, as: UTF8.self)
  }

  /// Which amounts were billed: said to nobody, for a change of it alone changes nothing that travelled.
  private var basis: BilledBasis? {
    let invoice = parts.invoice
    let place = TravelledFacts.header.count
    return invoice.indices.contains(place) ? BilledBasis(rawValue: String(invoice[place])) : nil
  }

  /// A description is told from another by 64 bits of it (FNV-1a, to the base 36): its words need not be kept a
  /// second time.
  private static func mark(_ description: String, _ group: String?, to facts: inout [UInt8]) {
    if description.isEmpty { return }
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    func add(_ text: String) {
      let bytes = text.utf8Span.span
      for index in bytes.indices { hash = (hash ^ UInt64(bytes[index])) &* 0x100_0000_01b3 }
    }
    add(description)
    if let group { add(group) }
    var digits = InlineArray<13, UInt8>(repeating: 0)
    var start = digits.count
    repeat {
      start -= 1
      let digit = UInt8(truncatingIfNeeded: hash % 36)
      digits[start] = digit < 10 ? 48 + digit : 87 + digit
      hash /= 36
    } while hash > 0
    for place in start..<digits.count { facts.append(digits[place]) }
  }

  /// What differs, in words: `date was 2026-10-01 and is now 2026-10-05`; empty when nothing does.
  public func differences(from old: TravelledFacts) -> [String] {
    if old.text == text { return [] }
    let before = old.parts
    let now = parts
    var words = compare(before.invoice, now.invoice, TravelledFacts.header, "")
    let known = Dictionary(before.lines.map { ($0.id, $0.values) }, uniquingKeysWith: { $1 })
    for line in now.lines {
      guard let earlier = known[line.id] else {
        words.append("billing item \(line.id) is new")
        continue
      }
      words += compare(earlier, line.values, TravelledFacts.fields, "billing item \(line.id) ")
    }
    let left = Set(now.lines.map(\.id))
    words += before.lines.filter { !left.contains($0.id) }.map { "billing item \($0.id) is gone" }
    return words
  }

  private typealias Line = (id: Substring, values: [Substring])

  private var parts: (invoice: [Substring], lines: [Line]) {
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false).map {
      $0.split(separator: "\u{1F}", omittingEmptySubsequences: false)
    }
    return (rows.first ?? [], rows.dropFirst().map { ($0.first ?? "", Array($0.dropFirst())) })
  }

  private func compare(_ old: [Substring], _ new: [Substring], _ names: [String], _ lead: String) -> [String]
  {
    names.indices.compactMap { index in
      let was = old.indices.contains(index) ? old[index] : ""
      let now = new.indices.contains(index) ? new[index] : ""
      if was == now { return nil }
      if names[index] == "description" { return "\(lead)description changed" }
      return "\(lead)\(names[index]) was \(shown(was)) and is now \(shown(now))"
    }
  }

  private func shown(_ value: Substring) -> String {
    if value.isEmpty { return "empty" }
    return value.count > 60 ? "\"\(value.prefix(57))…\"" : String(value)
  }
}
