import Accounting
import Archive
import Autotask
import Filesystem
import Findings
import Ledger
import PostingRules
import Settings
import Synchronization
import Threads

/// Takes one bundle into the mirror, inside a transaction of the caller's, while another thread reads on in it.
///
/// Nothing counts before the last byte is proved: the caller commits only what ends without a refusal.
struct BundleIntake {
  let pass: Pass
  private let reading: Reading
  private var intakes: [Entity: RecordIntake] = [:]
  /// That of the record before: records of one entity mostly follow each other.
  private var intake: RecordIntake?
  private var summary: BundleSummary

  /// One step after the other, each on whatever thread.
  private final class Reading: Sendable {
    private struct State {
      let reader: BundleReader
      var hasEnded = false
    }

    private let state: Mutex<State>

    init(_ rules: BundleRules, name: String) {
      state = Mutex(State(reader: BundleReader(rules, name: name)))
    }

    /// Nil after the last step, and after one that failed.
    func step(_ step: @Sendable (BundleReader) throws -> BundlePart) -> Result<BundlePart, any Error>? {
      state.withLock { state in
        if state.hasEnded { return nil }
        let part = Result { try step(state.reader) }
        if case .success(let part) = part { state.hasEnded = part.isLast } else { state.hasEnded = true }
        return part
      }
    }

    var summary: BundleSummary { state.withLock { $0.reader.summary } }
  }

  /// `name` is that under which people know the file: `march.zip`.
  init(_ pass: Pass, name: String) {
    self.pass = pass
    reading = Reading(BundleRules(pass), name: name)
    summary = BundleSummary(asOf: pass.now.milliseconds)
  }

  var bundleID: String? { summary.manifest?.bundleID }
  var time: Int64 { summary.asOf }
  var findings: [Finding] { summary.findings }
  var transfers: [TransferRow] { summary.transfers }
  var notices: [String] { summary.notices }

  /// What was read, by entity, in the order of the entities' names.
  var counts: [(entity: String, records: Int, changed: Int)] {
    summary.records.sorted { $0.key.rawValue < $1.key.rawValue }.map { entity, records in
      (entity.rawValue, records, intakes[entity]?.changed ?? 0)
    }
  }

  mutating func read(archive descriptor: borrowing FileDescriptor, format: ArchiveFormat) throws {
    let number = descriptor.number
    let reading = reading
    let parts = SideStream(ahead: 3) { reading.step { try $0.next(archive: number, format) } }
    while let part = try parts.next()?.get() { try take(part) }
    summary = reading.summary
  }

  mutating func read(loose descriptor: borrowing FileDescriptor, fileName: String) throws {
    var offset: Int64 = 0
    var running: SideWork<Result<BundlePart, any Error>?>?
    while true {
      let piece = try descriptor.read(at: offset, count: 1 << 20)
      offset += Int64(piece.count)
      let earlier = try running?.value()?.get()
      let reading = reading
      running = SideWork { reading.step { try $0.next(looseFile: fileName, piece) } }
      if let earlier { try take(earlier) }
      if piece.isEmpty { break }
    }
    if let last = try running?.value()?.get() { try take(last) }
    summary = reading.summary
  }

  private mutating func take(_ part: BundlePart) throws(LedgerError) {
    pass.progress?("reading \(part.path)")
    for taken in part.records {
      try intake(of: taken.record.table.entity).take(taken, asOf: part.asOf)
    }
    for entity in Entity.allCases { try intakes[entity]?.finish() }
    for label in part.labels {
      try pass.ledger.setLabel(
        label.label, entity: label.entity, field: label.field, value: label.value)
    }
  }

  private mutating func intake(of entity: Entity) throws(LedgerError) -> RecordIntake {
    if let intake, intake.entity == entity { return intake }
    let found: RecordIntake
    if let known = intakes[entity] {
      found = known
    } else {
      found = try RecordIntake(entity, ledger: pass.ledger)
    }
    intakes[entity] = found
    intake = found
    return found
  }

  // MARK: What it touched

  /// Makes the items that the bundle touched be judged anew.
  mutating func touchItems() throws(LedgerError) {
    let invoices = (intakes[.invoices]?.touched ?? []).union(intakes[.billingItems]?.touched ?? [])
    try pass.ledger.touchInvoices(invoices.sorted(), connector: pass.settings.defaultConnector.name)
    let companies = intakes[.companies]?.touched ?? []
    if !companies.isEmpty {
      try pass.ledger.touchItemsWithoutOrganization()
      try pass.ledger.touchHeld(because: .organizationMissing)
    }
    if !invoices.isEmpty, pass.settings.connectors.contains(where: { $0.invoiceNumbers == .autotask }) {
      try pass.ledger.touchHeld(because: .numberShared)
    }
    for entity in Entity.references where (intakes[entity]?.changed ?? 0) > 0 {
      try pass.ledger.noteReference(entity)
    }
    if Entity.charges.contains(where: { (intakes[$0]?.changed ?? 0) > 0 }) {
      try pass.ledger.touchUnfinished()
    }
    for id in companies.sorted() {
      try pass.ledger.touchItems(of: OrganizationID(id))
    }
  }

  /// The people's word that came with the bundle.
  var manifestSelections: (ready: BundleManifest.Selection, notReady: BundleManifest.Selection) {
    (summary.manifest?.invoicesReady ?? .none, summary.manifest?.invoicesNotReady ?? .none)
  }

  /// Invoices that the bundle holds twice with different totals.
  var contradictedInvoices: [Int64] { (intakes[.invoices]?.contradicted ?? []).sorted() }

  /// Invoices of this bundle, for a manifest that says `all`.
  var touchedInvoices: [Int64] { (intakes[.invoices]?.touched ?? []).sorted() }
}
