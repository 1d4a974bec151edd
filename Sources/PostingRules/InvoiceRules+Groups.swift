import Accounting
import Autotask
import Findings
import QBXML

/// Billing items that Autotask prints as one line go as one line.
extension InvoiceRules {
  /// Quantities and amounts added up, without a rate: QuickBooks divides by itself.
  ///
  /// Members of different classes stay apart, for a line has one class only.
  mutating func post(
    group: ArraySlice<BilledLine>, _ taxComputed: Bool, into lines: inout [InvoiceLine]
  ) {
    var parts: [(class: Reference?, members: [BilledLine])] = []
    for member in group {
      let reference = classReference(of: member.item)
      if let index = parts.firstIndex(where: { $0.class == reference }) {
        parts[index].members.append(member)
      } else {
        parts.append((reference, [member]))
      }
    }
    for part in parts {
      if part.members.count == 1 {
        post(part.members[0], taxComputed, into: &lines)
      } else {
        post(part.members, part.class, taxComputed, into: &lines)
      }
    }
  }

  private mutating func post(
    _ members: [BilledLine], _ reference: Reference?, _ taxComputed: Bool, into lines: inout [InvoiceLine]
  ) {
    let items = members.map(\.item)
    guard let match = match(of: items) else { return }
    guard let amount = Amount.sum(members.map(\.amount)) else { return }
    var line = InvoiceLine()
    line.item = match.reference
    if match.kind != "ItemDiscount", let quantity = Quantity.sum(items.map { $0.quantity ?? .zero }),
      quantity.units != 0
    {
      line.quantity = quantity
    }
    line.amount = amount
    line.class = reference
    if items.allSatisfy({ $0.date == items[0].date }) { line.serviceDate = items[0].date }
    line.salesTaxCode = taxCode(of: items, taxComputed)
    let text = described(InvoiceRules.description(of: items), items)
    line.description = text.isEmpty ? nil : text
    lines.append(line)
    InvoiceRules.divideLast(of: &lines)
  }

  /// The item whose name all share, else the one of a generic name.
  private mutating func match(of items: [BillingItem]) -> ItemMatch? {
    var matches: [ItemMatch] = []
    var kinds: Set<ItemSource> = []
    for item in items {
      guard let source = itemSource(of: item) else { return nil }
      kinds.insert(source)
      matches.append(context.finder.match(source))
    }
    let shared = matches.allSatisfy { $0.reference == matches[0].reference }
    let match = shared ? matches[0] : context.finder.match(rolledUp: Set(kinds.map(\.kind)))
    use(match)
    return match
  }

  /// A line that mixes what is taxed and what is not goes as not taxed, as Autotask's own extension sends it.
  private mutating func taxCode(of items: [BillingItem], _ taxComputed: Bool) -> Reference? {
    let codes = Set(items.map { salesTaxCode(of: $0, taxComputed) })
    guard codes.count > 1 else { return codes.first ?? nil }
    note(
      .groupTaxMixed,
      "billing items \(items.map(\.id.description).joined(separator: ", ")) are one line of the invoice, and only some"
        + " of them are taxable: the line goes as not taxable",
      "Let the invoice template of Autotask print taxable and other items on lines of their own.")
    return context.salesTaxCodes?.nonTaxable
  }

  /// The group's text where the export has it, else the texts of its members, each once.
  static func description(of items: [BillingItem]) -> String {
    if let text = items.lazy.compactMap(\.groupDescription).first { return text }
    var texts: [String] = []
    for item in items {
      let text = description(of: item)
      if !text.isEmpty, !texts.contains(text) { texts.append(text) }
    }
    return texts.joined(separator: "\n")
  }
}
