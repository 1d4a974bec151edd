public import Accounting
import Autotask
import ByteFormats
public import Findings
public import Ledger
import PostingRules
public import Settings
import Sodium
public import Spool

/// One pass over the exchange folder: what it works with, and what it has found so far.
///
/// Synchronous; what it holds is used by one thread. Time comes in once, at the start: the same input on the same date gives the same
/// bytes.
public final class Pass {
  public let folder: ExchangeFolder
  public let ledger: Ledger
  public let settings: Settings
  public let mappings: Mappings
  public let zone: Zone
  /// When the pass began.
  public let now: Timestamp
  /// The date of the pass: `--as-of`, or today in the zone of the settings.
  public let date: CalendarDate
  /// What a person must know that belongs to no item, in the order in which it was found.
  public internal(set) var findings: [Finding] = []
  /// Whether anything changed that the report shows.
  public internal(set) var hasChanged = false
  /// Told what is being done, often, in words for whoever waits.
  var progress: ((String) -> Void)?
  /// Whether everything is undone at the end: no file is moved, written or removed.
  public let isRehearsal: Bool
  /// The files that found their place in this pass, in their order.
  public internal(set) var taken: [TakenFile] = []
  /// In a rehearsal, what became of each file.
  var verdicts: [FileVerdict] = []

  /// The invoices of the set that was read last.
  var readSet: (SetNumber, [RequestID: SentInvoice])?

  private var cachedReference: Reference?
  private var cachedOrganizations: [OrganizationID: Organization] = [:]
  private var cachedFingerprints: [ConnectorName: String] = [:]
  var cachedHasCharges: Bool?
  var cachedNumberHolders: [InvoiceID: ItemKey]?
  private var organizationsByName: [String: OrganizationID?]?

  public init(
    folder: ExchangeFolder, ledger: Ledger, settings: Settings, mappings: Mappings, zone: Zone,
    now: Timestamp,
    date: CalendarDate? = nil, isRehearsal: Bool = false
  ) {
    self.folder = folder
    self.ledger = ledger
    self.settings = settings
    self.mappings = mappings
    self.zone = zone
    self.now = now
    self.date = date ?? now.date(in: zone)
    self.isRehearsal = isRehearsal
  }

  /// The connector of an organization's invoices.
  func connectorName(of organization: OrganizationID) -> ConnectorName {
    Routing(mappings).connector(billing: organization)
  }

  // MARK: Tables

  /// How tables are read; the manifest's word about dates goes before the settings'.
  func tableRules(dateFormat: String? = nil) -> TableRules {
    var rules = TableRules(
      dateOrder: dateFormat.flatMap { TableRules.DateOrder(format: $0) }
        ?? settings.dateFormat.map { $0 == .monthFirst ? .monthFirst : .dayFirst })
    for header in settings.csvHeaders {
      guard let entity = Entity.named(header.entity) else { continue }
      // What is not known was refused with the settings.
      _ = rules.add(header: header.header, field: header.field, of: entity)
    }
    return rules
  }

  // MARK: Reference data

  /// What the invoices refer to, read once a pass.
  struct Reference {
    var billingCodes: [BillingCodeID: BillingCode] = [:]
    /// By folded name; nil where two have it.
    var billingCodesByName: [String: BillingCodeID?] = [:]
    var linesOfBusiness: [Int64: String] = [:]
    var currencies: [Int64: String] = [:]
    var houseCurrency: Int64?
    var countries: [Int64: String] = [:]
    var transmissionLabels: [String: String] = [:]
    var sources = LineSources()
  }

  func reference() throws(LedgerError) -> Reference {
    if let cachedReference { return cachedReference }
    var reference = Reference()
    for record in try ledger.records(.billingCodes) {
      let code = BillingCode(record)
      reference.billingCodes[code.id] = code
      let name = NameFolding.key(code.name)
      reference.billingCodesByName[name] = .some(reference.billingCodesByName[name] == nil ? code.id : nil)
    }
    for record in try ledger.records(.countries) {
      let table = Entity.countries.table
      reference.countries[record.id] = value(record, table, "displayName") ?? value(record, table, "name")
    }
    for record in try ledger.records(.currencies) {
      let table = Entity.currencies.table
      reference.currencies[record.id] = value(record, table, "name")
      if ["true", "1"].contains(value(record, table, "isInternalCurrency") ?? "") {
        reference.houseCurrency = record.id
      }
    }
    reference.linesOfBusiness = try linesOfBusiness()
    reference.sources = try lineSources()
    reference.transmissionLabels = try ledger.labels(
      entity: Entity.companies.rawValue, field: "invoiceMethod"
    ).mapValues { settings.label($0) }
    cachedReference = reference
    return reference
  }

  /// `Division > Line` by the id of the association.
  private func linesOfBusiness() throws(LedgerError) -> [Int64: String] {
    func names(_ entity: Entity) throws(LedgerError) -> [Int64: String] {
      var names: [Int64: String] = [:]
      for record in try ledger.records(entity) { names[record.id] = value(record, entity.table, "name") }
      return names
    }
    let divisions = try names(.organizationalLevel1s)
    let lines = try names(.organizationalLevel2s)
    let table = Entity.organizationalLevelAssociations.table
    var found: [Int64: String] = [:]
    for record in try ledger.records(.organizationalLevelAssociations) {
      let division = value(record, table, "organizationalLevel1ID").flatMap { Int64($0) }.flatMap {
        divisions[$0]
      }
      let line = value(record, table, "organizationalLevel2ID").flatMap { Int64($0) }.flatMap { lines[$0] }
      let words = [division, line].compactMap { $0 }.joined(separator: " > ")
      if !words.isEmpty { found[record.id] = words }
    }
    return found
  }

  private func value(_ record: Record, _ table: EntityTable, _ field: String) -> String? {
    guard let column = table.index(of: field), let value = record[column], !value.isEmpty else {
      return nil
    }
    return value
  }

  func organization(_ id: OrganizationID) throws(LedgerError) -> Organization? {
    if let organization = cachedOrganizations[id] { return organization }
    guard let record = try ledger.record(.companies, id: id.rawValue) else { return nil }
    let organization = Organization(record, zone: zone, countries: try reference().countries)
    if cachedOrganizations.count < 20_000 { cachedOrganizations[id] = organization }
    return organization
  }

  /// The organization of a name; nil when none has it, or more than one.
  func organization(named name: String) throws(LedgerError) -> OrganizationID? {
    if organizationsByName == nil {
      var found: [String: OrganizationID?] = [:]
      try ledger.eachOrganizationName { id, name in
        let key = NameFolding.key(name)
        found[key] = .some(found[key] == nil ? id : nil)
      }
      organizationsByName = found
    }
    return organizationsByName?[NameFolding.key(name)] ?? nil
  }

  /// After bundles were taken, everything is read anew.
  func forgetReference() {
    organizationsByName = nil
    cachedHasCharges = nil
    cachedNumberHolders = nil
    cachedReference = nil
    cachedOrganizations = [:]
    cachedFingerprints = [:]
  }

  // MARK: Fingerprints

  /// SHA-256 of all that a judgement depends on besides the item itself: settings, mappings, lists, codes.
  func fingerprint(of connector: Connector) throws(LedgerError) -> String {
    if let known = cachedFingerprints[connector.name] { return known }
    var digest = SHA256()
    func add(_ text: String) { digest.update(Array("\(text.utf8.count):\(text)".utf8)) }
    add(settings.postingFingerprintText(of: connector.name, mappings: mappings))
    add(try ledger.listsDigest(connector.name))
    add(try ledger.referenceDigests())
    for (entity, field) in Pass.labelled {
      for (value, label) in try ledger.labels(entity: entity.rawValue, field: field).sorted(by: {
        $0.key < $1.key
      }) {
        add("\(value) \(label)")
      }
    }
    let fingerprint = digest.finish().hex
    cachedFingerprints[connector.name] = fingerprint
    return fingerprint
  }

  /// SHA-256 of what says which organization goes to which connector.
  var routingDigest: String {
    let rows = mappings.rows(of: .organizations).map { "\($0["organizationID"]) \($0.connector)" }.sorted()
    let text = "\(settings.defaultConnector.name)\n\(rows.joined(separator: "\n"))"
    return SHA256.digest(of: Array(text.utf8)).hex
  }

  /// The fingerprint made earlier in this pass.
  func fingerprintOfPass(_ connector: Connector) -> String { cachedFingerprints[connector.name] ?? "" }
}
