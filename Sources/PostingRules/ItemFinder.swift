import Accounting
import Autotask
import QBXML
import Settings
import Synchronization

/// Finds the QuickBooks items of lines; each name is matched once, whatever asks for it.
final class ItemFinder: Sendable {
  let connector: Connector
  let sources: LineSources
  let billingCodes: [BillingCodeID: BillingCode]
  /// The item of the line that takes up what rounding leaves over.
  let roundingItem: ItemMatch
  /// The item of the line that bears Autotask's tax; only where the settings ask for it.
  let taxItem: ItemMatch?
  private let matching: ItemMatching
  /// By the places of the kinds.
  private let namings: [ItemSource.Naming]
  private let matches = Mutex<[ItemSource: ItemMatch]>([:])

  init(
    connector: Connector, mappings: Mappings, lists: CompanyLists?,
    billingCodes: [BillingCodeID: BillingCode], sources: LineSources
  ) {
    self.connector = connector
    self.sources = sources
    self.billingCodes = billingCodes
    let namings = ItemKind.allCases.sorted { $0.place < $1.place }
      .map { ItemSource.Naming(connector.naming(of: $0)) }
    self.namings = namings
    var names = billingCodes.values.map(\.name)
    func add(_ kind: ItemKind, _ records: [Int64: NamedRecord]) {
      if namings[kind.place].needsName { names += records.values.map(\.name) }
    }
    add(.service, sources.services)
    add(.service, sources.serviceBundles)
    add(.product, sources.products)
    add(.milestone, sources.milestones)
    if namings.contains(where: \.needsRole) { names += sources.roles.values.map(\.name) }
    let matching = ItemMatching(
      connector: connector, mappings: mappings, lists: lists, colliding: ItemNames.collisions(among: names))
    self.matching = matching
    roundingItem = matching.match(
      ItemMatching.Wanted(name: "Rounding", words: "the rounding line", kind: .otherCharge))
    var tax = ItemMatching.Wanted(
      name: PostingContext.taxItem, words: "Autotask's tax", kind: .otherCharge)
    tax.isTax = true
    tax.account = mappings.account(connector.name, billingCode: PostingContext.taxItem)
    taxItem = connector.taxes == .autotask ? matching.match(tax) : nil
  }

  // MARK: After what a line is named

  func source(of line: BillingItem, charge: Charge?) throws(ItemSourceProblem) -> ItemSource {
    let kind = sources.kind(of: line, charge: charge)
    var source = ItemSource(kind: kind)
    if let kind { source.naming = namings[kind.place] }
    if !connector.decrementsInventory, kind == .product || kind == .charge { source.naming = .ownName }
    // Services need not be exported: unless the settings ask for their names, one that has not arrived goes by its code.
    if source.naming == .name, kind == .service, connector.itemNames[.service] == nil, !knowsService(line) {
      source.naming = .billingCode
    }
    source.code = line.billingCode ?? fallbackCode(line, charge)
    if let code = source.code {
      if billingCodes[code]?.name.isEmpty != false { throw .billingCodeUnknown(code) }
    } else if source.naming.needsCode {
      if let name = line.billingCodeName { throw .billingCodeNameUnknown(name) }
      throw .billingCodeMissing
    }
    if source.naming.needsRole { try setRole(of: line, &source) }
    if source.naming.needsName { try setName(of: line, charge, &source) }
    return source
  }

  private func service(of line: BillingItem) -> (id: Int64, record: NamedRecord?)? {
    switch line.origin {
    case .service(let id): (id, sources.services[id])
    case .serviceBundle(let id): (id, sources.serviceBundles[id])
    default: nil
    }
  }

  private func knowsService(_ line: BillingItem) -> Bool {
    service(of: line)?.record != nil || line.serviceName != nil
  }

  /// The billing code of what made the line, where the line itself names none.
  private func fallbackCode(_ line: BillingItem, _ charge: Charge?) -> BillingCodeID? {
    switch line.origin {
    case .charge: charge?.billingCode
    case .milestone(let id): sources.milestones[id]?.billingCode
    case .service, .serviceBundle: service(of: line)?.record?.billingCode
    case .timeEntry, .expense, .block, .unsaid: nil
    }
  }

  private func setRole(of line: BillingItem, _ source: inout ItemSource) throws(ItemSourceProblem) {
    if let role = line.role, sources.roles[role] != nil {
      source.thing = role
    } else if let name = line.roleName {
      source.text = name
    } else if let role = line.role {
      throw .unknown(.roles, role)
    } else {
      throw .missing("role")
    }
  }

  private func setName(
    of line: BillingItem, _ charge: Charge?, _ source: inout ItemSource
  ) throws(ItemSourceProblem) {
    var text: String?
    switch source.kind {
    case .service:
      if let service = service(of: line), service.record != nil {
        source.thing = service.id
        if case .serviceBundle = line.origin { source.isBundle = true }
        return
      }
      if line.serviceName == nil, let service = service(of: line) {
        if case .serviceBundle = line.origin { throw .unknown(.serviceBundles, service.id) }
        throw .unknown(.services, service.id)
      }
      text = line.serviceName
    case .product where source.naming != .ownName:
      guard let product = charge?.product else { throw .missing("product") }
      guard sources.products[product] != nil else { throw .unknown(.products, product) }
      source.thing = product
      return
    case .milestone:
      if case .milestone(let id) = line.origin, sources.milestones[id] != nil {
        source.thing = id
        return
      }
      text = line.milestoneTitle
    case .subscription: text = line.subscriptionName
    default: text = charge?.name
    }
    guard let name = text ?? line.itemName, !ListNames.trimmed(name).isEmpty else { throw .missing("name") }
    source.text = name
  }

  // MARK: The item

  func match(_ source: ItemSource) -> ItemMatch {
    if let known = matches.withLock({ $0[source] }) { return known }
    let match = matching.match(wanted(source))
    matches.withLock { $0[source] = match }
    return match
  }

  /// The item of lines that stand for several billing items which share no name.
  func match(rolledUp kinds: Set<ItemKind?>) -> ItemMatch {
    let kind = kinds.count == 1 ? kinds.first.flatMap { $0 } : nil
    return match(ItemSource(kind: .rolledUp, naming: .generic, text: (kind ?? .rolledUp).genericName))
  }

  /// What the naming of the settings calls the item of a line, for the tables that map it.
  func name(_ source: ItemSource) -> String { parts(source).map(\.name).joined(separator: "~") }

  private struct Part {
    var name: String
    var words: String
    var entity: Entity?
  }

  private func wanted(_ source: ItemSource) -> ItemMatching.Wanted {
    let parts = parts(source)
    var wanted = ItemMatching.Wanted(
      name: parts.map(\.name).joined(separator: "~"), words: parts.map(\.words).joined(separator: " with "),
      kind: kind(source))
    wanted.parts = parts.map(\.name)
    wanted.entity = parts.first?.entity ?? .billingItems
    wanted.lineKind = source.kind
    let code = source.code.flatMap { billingCodes[$0]?.name } ?? wanted.name
    wanted.account =
      matching.mappings.account(connector.name, billingCode: code) ?? PostingContext.defaultAccount
    wanted.avoidsStock = source.naming == .ownName
    return wanted
  }

  private func kind(_ source: ItemSource) -> ItemAdd.Kind {
    switch source.kind {
    case .product: .nonInventory
    case .charge, .expense: .otherCharge
    default: .service
    }
  }

  private func parts(_ source: ItemSource) -> [Part] {
    switch source.naming {
    case .billingCode: [code(source)]
    case .name, .ownName: [thing(source)]
    case .role: [role(source)]
    case .roleThenCode: [role(source), code(source)]
    case .codeThenRole: [code(source), role(source)]
    case .codeThenName: [code(source), thing(source)]
    case .generic: [generic(source)]
    }
  }

  private func code(_ source: ItemSource) -> Part {
    let name = source.code.flatMap { billingCodes[$0]?.name } ?? ""
    return Part(
      name: name, words: "billing code \(source.code?.description ?? "") \"\(name)\"", entity: .billingCodes)
  }

  private func role(_ source: ItemSource) -> Part {
    if let id = source.thing, let role = sources.roles[id] {
      return Part(name: role.name, words: "role \(id) \"\(role.name)\"", entity: .roles)
    }
    let name = source.text ?? ""
    return Part(name: name, words: "role \"\(name)\"", entity: .roles)
  }

  private func thing(_ source: ItemSource) -> Part {
    func part(_ records: [Int64: NamedRecord], _ word: String, _ entity: Entity) -> Part? {
      guard let id = source.thing, let name = records[id]?.name else { return nil }
      return Part(name: name, words: "\(word) \(id) \"\(name)\"", entity: entity)
    }
    let known: Part? =
      switch source.kind {
      case .service where source.isBundle: part(sources.serviceBundles, "service bundle", .serviceBundles)
      case .service: part(sources.services, "service", .services)
      case .product: part(sources.products, "product", .products)
      case .milestone: part(sources.milestones, "milestone", .contractMilestones)
      default: nil
      }
    let name = source.text ?? ""
    return known ?? Part(name: name, words: "the \(source.kind?.rawValue ?? "line") \"\(name)\"")
  }

  private func generic(_ source: ItemSource) -> Part {
    let name = source.text ?? source.kind?.genericName ?? ItemKind.rolledUp.genericName
    return Part(name: name, words: "the name \"\(name)\" of \(source.kind?.words ?? "lines")")
  }
}
