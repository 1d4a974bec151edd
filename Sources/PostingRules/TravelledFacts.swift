import Accounting
public import Autotask

/// What of an invoice travels to QuickBooks, in Autotask's terms, as lines of `name=value`.
///
/// Kept when an invoice is sent and compared with what a later export says; everything that is not in here may
/// change freely.
public struct TravelledFacts: Sendable, Hashable {
  /// One fact a line, in a fixed order.
  public let text: String

  public init(stored text: String) { self.text = text }

  public init(_ invoice: Invoice, lines: [BillingItem]) {
    var facts: [UInt8] = []
    facts.reserveCapacity(200 + lines.count * 320)
    func add(_ name: String, _ field: String, _ value: String?) {
      if !facts.isEmpty { facts.append(10) }
      facts += name.utf8
      facts += field.utf8
      facts.append(UInt8(ascii: "="))
      guard let value else { return }
      for byte in value.utf8 {
        switch byte {
        case 10: facts += "\\n".utf8
        case 13: facts += "\\r".utf8
        default: facts.append(byte)
        }
      }
    }
    add("", "organization", invoice.organization?.description)
    add("", "date", invoice.date?.description)
    add("", "PO number", invoice.orderNumber)
    add("", "net", invoice.total?.rounded.description)
    add("", "tax", (invoice.tax ?? .zero).rounded.description)
    for line in lines.sorted(by: { $0.id < $1.id }) {
      let name = "billing item \(line.id) "
      add(name, "billing code", line.billingCode?.description)
      add(name, "quantity", line.quantity?.text(atLeast: 0))
      add(name, "rate", line.rate?.text(atLeast: 2))
      add(name, "amount", line.totalAmount?.rounded.description)
      add(name, "price", line.extendedPrice?.rounded.description)
      add(name, "line of business", line.lineOfBusiness?.description)
      add(name, "tax", (line.tax ?? .zero).rounded.description)
      add(name, "description", InvoiceRules.description(of: line))
      add(name, "service date", line.date?.description)
    }
    text = String(decoding: facts, as: UTF8.self)
  }

  /// What differs, in words: `date was 2026-10-01 and is now 2026-10-05`; empty when nothing does.
  public func differences(from old: TravelledFacts) -> [String] {
    if old.text == text { return [] }
    func parts(_ facts: TravelledFacts) -> [(name: Substring, value: Substring)] {
      facts.text.split(separator: "\n", omittingEmptySubsequences: true).map { line in
        let cut = line.firstIndex(of: "=") ?? line.endIndex
        return (line[..<cut], cut == line.endIndex ? "" : line[line.index(after: cut)...])
      }
    }
    let before = parts(old)
    let now = parts(self)
    var known: [Substring: Substring] = [:]
    for fact in before { known[fact.name] = fact.value }
    var words: [String] = []
    var seen: Set<Substring> = []
    for fact in now {
      seen.insert(fact.name)
      guard let earlier = known[fact.name] else {
        if !fact.value.isEmpty { words.append("\(fact.name) is new: \(shown(fact.value))") }
        continue
      }
      if earlier != fact.value {
        words.append("\(fact.name) was \(shown(earlier)) and is now \(shown(fact.value))")
      }
    }
    for fact in before where !seen.contains(fact.name) && !fact.value.isEmpty {
      words.append("\(fact.name) is gone: \(shown(fact.value))")
    }
    return words
  }

  private func shown(_ value: Substring) -> String {
    if value.isEmpty { return "empty" }
    return value.count > 60 ? "\"\(value.prefix(57))…\"" : String(value)
  }
}
