import Accounting
import Findings
import Ledger
import QBXML
import XML

/// Gives each response to whoever asked, request by request, in the order of the answer.
struct Responders {
  let settlement: Settlement
  private var request: RequestRow?
  private var objects: [XMLElement] = []
  private var lines: SummaryLines
  private var lists: ListsResponder
  private var names: NamesResponder
  private var posts: PostResponder
  private var payments: PaymentsResponder
  private var recovery: RecoveryResponder
  private var audit: AuditResponder

  init(_ settlement: Settlement) {
    self.settlement = settlement
    lines = SummaryLines(settlement)
    lists = ListsResponder(settlement)
    names = NamesResponder(settlement)
    posts = PostResponder(settlement)
    payments = PaymentsResponder(settlement)
    recovery = RecoveryResponder(settlement)
    audit = AuditResponder(settlement)
  }

  mutating func begin(_ request: RequestRow, _ head: ResponseHead) throws {
    self.request = request
    objects = []
    if request.purpose == .list { lists.begin() }
  }

  mutating func object(_ element: XMLElement) throws {
    // Lists, and the invoices of a period, may be many: they are not gathered.
    switch request?.purpose {
    case .list: try lists.take(element)
    case .audit: try audit.take(element)
    default: objects.append(element)
    }
  }

  mutating func end(_ request: RequestRow, _ head: ResponseHead) throws {
    let verdict = StatusCode.of(head.statusCode, message: head.statusMessage)
    var request = request
    request.code = head.statusCode
    request.words = head.statusMessage
    request.outcome =
      switch verdict.outcome {
      case .applied, .appliedWithWarning, .notFound: .applied
      case .notApplied, .retry: .notApplied
      case .unknown: .unknown
      }
    if verdict.showsStaleLists { settlement.company.areListsStale = true }
    var isThere = false
    switch request.purpose {
    case .identity: break
    case .preferences: try lists.takePreferences(objects, request)
    case .list: try lists.end(request, head, verdict)
    case .create: try names.endCreation(request, verdict)
    case .lookUp: isThere = try names.endLookUp(request, objects, verdict)
    case .post: try posts.end(&request, objects, head, verdict)
    case .payments, .paidState: try payments.end(&request, objects, head, verdict)
    case .recover: try recovery.end(&request, objects, head, verdict)
    case .audit: audit.end(request, verdict)
    }
    try settlement.pass.ledger.save(request)
    lines.add(request, head, verdict, isThere: isThere)
  }

  /// The answer is whole and says nothing of this request.
  mutating func unanswered(_ request: RequestRow) throws {
    var request = request
    request.outcome = .unknown
    try settlement.pass.ledger.save(request)
    if request.purpose == .list || request.purpose == .preferences { lists.unanswered(request) }
    if request.purpose == .post, let key = request.item, let item = try settlement.pass.ledger.item(key),
      item.set == settlement.set.number, item.state == .open || item.state == .sent || item.state == .inDoubt
    {
      try Doubt(pass: settlement.pass).cast(
        on: item, because: "the answer to message set \(settlement.set.number) says nothing of it")
      settlement.items.append(key)
    }
  }

  mutating func finish() throws {
    try lists.finish()
    try payments.finish()
    try recovery.finish()
    try audit.finish()
  }
}
