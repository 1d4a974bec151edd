import Autotask
import Settings

extension LineSources {
  /// Of which kind a billing item is; nil where no number and no label tells it, and the billing code alone counts.
  func kind(of line: BillingItem, charge: Charge?) -> ItemKind? {
    switch line.origin {
    case .timeEntry: return .labor
    case .expense: return .expense
    case .charge: return charge?.product == nil ? .charge : .product
    case .service, .serviceBundle: return .service
    case .milestone: return .milestone
    case .block: return .block
    case .unsaid: break
    }
    for (value, labels) in [
      (line.transactionType, [:]), (line.type, typeLabels), (line.subType, subTypeLabels),
    ] {
      guard let value else { continue }
      if let kind = LineSources.kind(named: labels[value] ?? value) { return kind }
    }
    // Autotask's own documentation names these two numbers and no others.
    return line.type == "1" || line.type == "2" ? .labor : nil
  }

  /// The kind that Autotask's word for it means: `Labor Adjustment`, `Ticket Cost`, `Recurring Service`.
  static func kind(named label: String) -> ItemKind? {
    // For every line of an invoice export: on bytes, without making a text.
    let text = label.utf8.map { $0 &- 65 < 26 ? $0 | 0x20 : $0 }
    return kinds.first { contains(text, $0.word) }?.kind
  }

  private static let names: [(String, ItemKind)] = [
    ("setup", .setupFee), ("subscription", .subscription), ("milestone", .milestone),
    ("retainer", .retainer), ("block", .block), ("ticket purchase", .ticket), ("per ticket", .ticket),
    ("tickets", .ticket), ("expense", .expense), ("service", .service), ("bundle", .service),
    ("cost", .charge), ("charge", .charge), ("product", .charge), ("labor", .labor), ("labour", .labor),
  ]
  private static let kinds: [(word: [UInt8], kind: ItemKind)] = names.map { (Array($0.0.utf8), $0.1) }

  private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    if text.count < word.count { return false }
    for start in 0...(text.count - word.count) where text[start] == word[0] {
      if text[start..<(start + word.count)].elementsEqual(word) { return true }
    }
    return false
  }
}

extension ItemKind {
  /// Its place in a table of all kinds.
  var place: Int {
    switch self {
    case .labor: 0
    case .service: 1
    case .product: 2
    case .charge: 3
    case .milestone: 4
    case .block: 5
    case .retainer: 6
    case .ticket: 7
    case .subscription: 8
    case .expense: 9
    case .setupFee: 10
    case .rolledUp: 11
    }
  }

  /// The item that all of the kind go to where `item-names` says `generic`, and rolled-up lines of one kind.
  var genericName: String {
    switch self {
    case .labor: "Labor"
    case .service: "Services"
    case .product, .charge: "Charges"
    case .milestone: "Milestones"
    case .block: "Block Hours"
    case .retainer: "Retainers"
    case .ticket: "Tickets"
    case .subscription: "Subscriptions"
    case .expense: "Expenses"
    case .setupFee: "Setup Fees"
    case .rolledUp: "Other"
    }
  }

  /// As people know it.
  var words: String {
    switch self {
    case .labor: "labor"
    case .service: "services"
    case .product: "products"
    case .charge: "charges"
    case .milestone: "milestones"
    case .block: "block hours"
    case .retainer: "retainers"
    case .ticket: "ticket purchases"
    case .subscription: "subscriptions"
    case .expense: "expenses"
    case .setupFee: "setup fees"
    case .rolledUp: "rolled-up lines"
    }
  }
}
