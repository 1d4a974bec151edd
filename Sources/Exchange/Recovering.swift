import Accounting
import Ledger
import QBXML
import Settings

/// Asks QuickBooks about what is in doubt.
///
/// First by TxnID, or by customer and date; when QuickBooks has no such customer, by date alone; and when that does not
/// decide, for the stored answer of the lost set. Each step is taken once by itself, and again when a person asks.
struct Recovering {
  let pass: Pass
  let connector: Connector

  /// How an item is asked for; the first word of the request's subject.
  enum Question: String {
    case txnID = "txn"
    case customerAndDate = "customer"
    case date
    /// By a person's word, not by what was sent.
    case named
  }

  /// Open sets that ask already.
  func openQuestions() throws(LedgerError) -> [SetNumber] {
    try pass.ledger.sets(.open, connector.name).filter { $0.kind == .recover || $0.kind == .status }.map(
      \.number)
  }

  /// The sets that ask next; none for what an open set asks already.
  /// `forced` asks again from the beginning where every step was taken.
  func drafts(forced: Bool) throws -> [SetDraft] {
    let doubtful = try pass.ledger.items(connector.name, .inDoubt).filter { $0.key.type == .invoice }
    if doubtful.isEmpty { return [] }
    let open = Set(try openQuestions())
    var drafts: [SetDraft] = []
    var draft = try SetDraft(.recover)
    var asked = 0
    var stored: Set<SetNumber> = []
    for item in doubtful {
      guard let step = try next(item, open: open, forced: forced) else { continue }
      switch step {
      case .ask(let question):
        if asked > 0, draft.size > connector.messageSets.bytes {
          drafts.append(draft)
          draft = try SetDraft(.recover)
          asked = 0
        }
        try ask(item, question, &draft)
        asked += 1
      case .storedAnswer(let set): stored.insert(set)
      }
    }
    if asked > 0 { drafts.append(draft) }
    // Its answer names nothing when QuickBooks has stored nothing, so only one is open at a time.
    let isStatusOpen = try pass.ledger.sets(.open).contains { $0.kind == .status }
    if let number = stored.min(), !isStatusOpen, let set = try pass.ledger.set(number), let id = set.setID {
      var status = try SetDraft(.status)
      status.oldSetID = id
      status.parent = number
      drafts.append(status)
    }
    return drafts
  }

  private enum Step {
    case ask(Question)
    case storedAnswer(SetNumber)
  }

  private func next(_ item: Item, open: Set<SetNumber>, forced: Bool) throws -> Step? {
    let since = item.set?.rawValue ?? 0
    let asked = try pass.ledger.requests(for: item.key).filter {
      $0.purpose == .recover && $0.set.rawValue > since
    }
    let first = Step.ask(item.txnID == nil ? .customerAndDate : .txnID)
    var last: RequestRow?
    for request in asked.reversed() {
      if open.contains(request.set) { return nil }
      if last == nil, try pass.ledger.set(request.set)?.state == .answered { last = request }
    }
    guard let last, let question = Recovering.question(last) else { return first }
    switch question {
    case .named: return forced ? first : nil
    case .customerAndDate where StatusCode.saysAbsent(last.code): return .ask(.date)
    case .customerAndDate, .date, .txnID:
      guard let set = item.set else { return forced ? first : nil }
      let questions = try pass.ledger.children(of: set).filter { $0.kind == .status }
      if questions.contains(where: { open.contains($0.number) }) { return nil }
      let wasAsked = questions.contains { $0.state == .answered && $0.number > last.set }
      if !wasAsked, try pass.ledger.set(set)?.setID != nil { return .storedAnswer(set) }
      return forced ? first : nil
    }
  }

  static func question(_ request: RequestRow) -> Question? {
    request.subject.flatMap { Question(rawValue: String($0.prefix { $0 != " " && $0 != ":" })) }
  }

  /// What an item was before a person named an invoice for it; nil when it was in doubt already.
  enum Before: String {
    case held
    case notReady = "not-ready"
    case ready
    case refused
    case byHand = "by-hand"

    init?(_ item: Item) {
      switch item.state {
      case .held: self = .held
      case .notReady: self = .notReady
      case .ready: self = .ready
      case .refused: self = .refused
      case .confirmed where item.isByHand: self = .byHand
      default: return nil
      }
    }
  }

  /// From `named:held 1042`.
  static func before(_ request: RequestRow) -> Before? {
    guard let word = request.subject?.prefix(while: { $0 != " " }), let colon = word.firstIndex(of: ":")
    else {
      return nil
    }
    return Before(rawValue: String(word[word.index(after: colon)...]))
  }

  /// Sets that look for what a person named, one request an item; each item is in doubt from the moment on in which its
  /// set asks, and not before: an item in doubt of which nothing asks by name would be asked for in another way.
  func drafts(asking named: [(item: Item, reference: String, reason: String)]) throws -> [SetDraft] {
    var drafts: [SetDraft] = []
    var draft = try SetDraft(.recover)
    var asked = 0
    for (item, reference, reason) in named {
      if asked == Recovering.namedAtOnce || asked > 0 && draft.size > connector.messageSets.bytes {
        drafts.append(draft)
        draft = try SetDraft(.recover)
        asked = 0
      }
      let before = Before(item).map { ":\($0.rawValue)" } ?? ""
      try draft.add(
        Recovering.query(reference), .recover, item: item.key,
        subject: "\(Question.named.rawValue)\(before) \(reference)")
      draft.doubts.append(doubt(item, reference, reason))
      asked += 1
    }
    if asked > 0 { drafts.append(draft) }
    return drafts
  }

  private func doubt(_ old: Item, _ reference: String, _ reason: String) -> (item: Item, reason: String) {
    var item = old
    if item.state == .conflict { item.txnID = nil }
    item.isByHand = false
    return (item, "a person says that it is \"\(reference)\" there (\(reason)), and QuickBooks is asked")
  }

  /// The most invoices that one set asks for by name: their answer, with lines, is one file.
  private static let namedAtOnce = 250

  /// Whether an open set asks already for what a person named.
  func isAsked(_ item: Item, _ reference: String) throws(LedgerError) -> Bool {
    guard item.state == .inDoubt else { return false }
    let open = Set(try openQuestions())
    return try pass.ledger.requests(for: item.key).contains { request in
      request.purpose == .recover && open.contains(request.set)
        && request.subject?.hasPrefix(Question.named.rawValue) == true
        && request.subject?.hasSuffix(" \(reference)") == true
    }
  }

  private static func query(_ reference: String) -> TransactionQuery {
    TransactionQuery(
      .invoice, isTxnID(reference) ? .txnIDs([TxnID(reference)]) : .refNumbers([reference]),
      includesLines: true, includesLinks: true)
  }

  /// Whether QuickBooks can have an invoice of this number or TxnID: it keeps 11 characters of a number.
  static func isAskable(_ reference: String) -> Bool {
    if reference.isEmpty || reference.utf8.count > 36 { return false }
    do { return try !query(reference).rendered().meaning.isEmpty } catch { return false }
  }

  /// `1A2B-1764072245`: hexadecimal digits, a hyphen, seconds since 1970.
  static func isTxnID(_ text: String) -> Bool {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && !parts[0].isEmpty && parts[0].utf8.allSatisfy { $0 &- 48 < 10 || $0 &- 65 < 6 }
      && parts[1].utf8.count >= 9 && parts[1].utf8.allSatisfy { $0 &- 48 < 10 }
  }

  private func ask(_ item: Item, _ question: Question, _ draft: inout SetDraft) throws {
    let selection: TransactionSelection
    switch question {
    case .txnID, .named:
      guard let id = item.txnID else { return try ask(item, .customerAndDate, &draft) }
      selection = .txnIDs([id])
    case .customerAndDate:
      let sent = try sent(item)
      guard let customer = try customer(item) ?? sent.customer else { return try ask(item, .date, &draft) }
      let date = sent.date ?? item.date
      selection = .filter(entity: customer, from: date, to: date)
    case .date:
      let date = try sent(item).date ?? item.date
      selection = .filter(entity: nil, from: date, to: date)
    }
    try draft.add(
      TransactionQuery(.invoice, selection, includesLines: true, includesLinks: true), .recover,
      item: item.key,
      subject: question.rawValue)
  }

  private func customer(_ item: Item) throws(LedgerError) -> Reference? {
    guard let organization = item.organization,
      let known = try pass.ledger.customer(of: organization, connector.name)
    else { return nil }
    return .listID(known)
  }

  /// What the item's last InvoiceAdd said; empty when it was never sent.
  func sent(_ item: Item) throws -> SentInvoice {
    guard let request = try pass.ledger.requests(for: item.key).last(where: { $0.purpose == .post }),
      let set = try pass.ledger.set(request.set)
    else { return SentInvoice() }
    return try pass.sentInvoices(in: set)[request.id] ?? SentInvoice()
  }
}

extension StatusCode {
  /// Whether a query says that what it names is not there.
  static func saysAbsent(_ code: Int?) -> Bool { code == 500 || code == 3120 || code == 3000 || code == 3140 }
}
