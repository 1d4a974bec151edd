import Accounting
import Filesystem
import Findings
import Ledger
import QBXML
import Report
import Settings
import Sodium
import Spool
import XML

/// Takes QuickBooks' answers: which set, which company, what was applied; then writes it all down in one step.
struct Settling {
  let pass: Pass

  func take(_ found: FileVerdict, _ file: borrowing FileDescriptor) throws {
    var verdict = found
    verdict.kind = "QuickBooks answer"
    let index: AnswerIndex
    do { index = try AnswerIndex(file) } catch let problem as QBXMLProblem {
      try refuseTorn(&verdict, file, problem)
      return
    }
    if let question = try StoredAnswer(pass: pass).question(index) {
      try StoredAnswer(pass: pass).take(verdict, question, index)
      return
    }
    guard let set = try set(of: index) else {
      verdict.findings = [
        Finding(
          .answerUnknown, .refused, problem: "the answer belongs to no message set of this folder",
          remedy:
            "Drop it into inbox/ of the exchange folder whose message set it answers; if that is this one, run"
            + " autopost withdraw SET for the set that waits, so that QuickBooks is asked what was done.",
          place: Place(path: verdict.name))
      ]
      try finish(verdict)
      return
    }
    verdict.kind = "QuickBooks answer to message set \(set.number)"
    // The set was run again, and QuickBooks says no more than that it had done it.
    if set.state == .answered, index.responses.isEmpty, index.set?.messageSetStatusCode != nil {
      verdict.place = .duplicates
      verdict.takenBefore = "the answer to message set \(set.number)"
      try finish(verdict)
      return
    }
    if index.companyName == nil, set.kind != .status {
      try refuseTorn(
        &verdict, file,
        QBXMLProblem(.notAnAnswer, words: "it does not say from which company it comes (CompanyQueryRs)"))
      return
    }
    guard let connector = pass.settings.connector(set.connector) else {
      try refuse(&verdict, [connectorGone(set, verdict)])
      return
    }
    let identity = AnswerIdentity(pass: pass, connector: connector, set: set, index: index)
    if let mismatch = try identity.mismatch() {
      return try refuse(&verdict, mismatch, index, set)
    }
    if let refusal = try wrongSide(index, verdict) {
      try refuse(&verdict, [refusal])
      return
    }
    do {
      if set.state == .answered {
        try takeSecond(&verdict, file, index, set, connector)
      } else {
        try apply(&verdict, file, index, set, connector)
      }
    } catch let problem as QBXMLProblem {
      // Something in it lacks what QuickBooks always says; nothing of it was applied.
      try refuseTorn(&verdict, file, problem)
    }
  }

  /// An answer that ended the program several times is not read again; its first bytes name the set.
  func giveUp(_ found: FileVerdict, head: [UInt8]) throws {
    let text = String(decoding: head, as: UTF8.self)
    func value(_ name: String) -> String? {
      guard let start = text.firstRange(of: "\(name)=\"")?.upperBound else { return nil }
      return String(text[start...].prefix { $0 != "\"" })
    }
    var set = try value("requestID").flatMap { (id) throws(LedgerError) -> SetRow? in
      try pass.ledger.request(RequestID(id)).flatMap { (request) throws(LedgerError) -> SetRow? in
        try pass.ledger.set(request.set)
      }
    }
    if set == nil, let id = value("newMessageSetID") { set = try pass.ledger.set(withID: id) }
    try putAside(found, in: set.map { [$0] } ?? [], because: "its answer \(found.name) cannot be read")
  }

  /// Refuses an answer from elsewhere; what was said of the same bytes, which still lie in quarantine, is not said twice.
  ///
  /// `note` writes down, in the same step, what is to be remembered of it.
  private func refuse(
    _ verdict: inout FileVerdict, _ findings: [Finding], _ note: () throws(LedgerError) -> Void = {}
  ) throws {
    for earlier in try pass.ledger.quarantinedFiles(digest: verdict.digest.hex) {
      guard let place = earlier.finalName,
        try Disk.facts(of: pass.folder.root.appending(FilePath(place))) != nil
      else {
        continue
      }
      verdict.place = .duplicates
      verdict.takenBefore = FilePath(bytes: earlier.name).description
      verdict.notices = [
        "The same bytes were refused before, and lie in \(place) with the reason beside them."
      ]
      return try finish(verdict)
    }
    verdict.findings = findings
    pass.findings += findings
    let refused = verdict
    try pass.ledger.transaction { () throws(LedgerError) in
      try note()
      try Taking(pass: pass).write(refused)
    }
    try Taking(pass: pass).settle(verdict.number)
  }

  /// Refuses an answer of another company, and keeps what was made there on the list.
  private func refuse(
    _ verdict: inout FileVerdict, _ mismatch: AnswerIdentity.Mismatch, _ index: AnswerIndex, _ set: SetRow,
    besides others: [Finding] = []
  ) throws {
    let (number, findings) = (verdict.number, wrongCompany(mismatch, index, set, verdict))
    try refuse(&verdict, findings + others) { () throws(LedgerError) in
      try Misplacing(pass: pass).note(index, of: set, in: mismatch.company, file: number)
    }
  }

  private func finish(_ verdict: FileVerdict) throws { try Taking(pass: pass).decide(verdict) }

  // MARK: Which set

  private func set(of index: AnswerIndex) throws(LedgerError) -> SetRow? {
    for response in index.responses {
      if let id = response.head.requestID, let request = try pass.ledger.request(id) {
        return try pass.ledger.set(request.set)
      }
    }
    if let id = index.set?.newMessageSetID ?? index.set?.oldMessageSetID {
      return try pass.ledger.set(withID: id)
    }
    return nil
  }

  // MARK: Which company

  private func wrongCompany(
    _ mismatch: AnswerIdentity.Mismatch, _ index: AnswerIndex, _ set: SetRow, _ verdict: FileVerdict
  ) -> [Finding] {
    let made = index.responses.flatMap(\.made)
    let deleting =
      made.isEmpty
      ? ""
      : " What it made there is listed in its report in outbox/quarantine/: delete it there, the transactions first,"
        + " then run autopost resolve \(set.number) --deleted --reason TEXT."
    let wrong = Finding(
      .wrongCompany, .refused, problem: "the answer to message set \(set.number) \(mismatch.problem)",
      remedy: mismatch.remedy + deleting, place: Place(path: verdict.name))
    // What uses nothing else goes first.
    let ordered = made.filter(\.isTransaction) + made.filter { !$0.isTransaction }.reversed()
    return [wrong] + ordered.map { Misplacing.finding($0, of: set, in: mismatch.company, verdict.name) }
  }

  /// An answer for a company file that the settings do not have any more says nothing about any other.
  private func connectorGone(_ set: SetRow, _ verdict: FileVerdict) -> Finding {
    Finding(
      .connectorRemoved, .refused,
      problem:
        "the answer to message set \(set.number) is for connector \(set.connector), which autopost.yaml does not"
        + " have any more",
      remedy:
        "Nothing of it is used; write connector \(set.connector) back as it was and drop the answer again, if its"
        + " company file is to be served.", place: Place(path: verdict.name))
  }

  /// A rehearsal and real books never mix in one folder.
  private func wrongSide(_ index: AnswerIndex, _ verdict: FileVerdict) throws(LedgerError) -> Finding? {
    guard let isPractice = index.isPractice,
      let known = try pass.ledger.isPractice(pass.settings.connectors.map(\.name)), known != isPractice
    else { return nil }
    return Finding(
      .practiceMixed, .refused,
      problem: isPractice
        ? "the answer comes from the practice company file, and this folder has answers of QuickBooks"
        : "the answer comes from QuickBooks, and this folder is a rehearsal with the practice company file",
      remedy: isPractice
        ? "Rehearse in a folder of its own: autopost init --root FOLDER."
        : "Make a folder of its own for the real company file (autopost init --root FOLDER); if the set was run in"
          + " QuickBooks, delete there what it posted.",
      place: Place(path: verdict.name))
  }

  // MARK: Torn answers

  /// The set that an answer belongs to which cannot be read as one is in doubt: what it says may be only a part.
  private func refuseTorn(
    _ verdict: inout FileVerdict, _ file: borrowing FileDescriptor, _ problem: QBXMLProblem
  ) throws {
    let scan = try AnswerScan(file)
    let index = try AnswerIndex(torn: file)
    // What came before the tear is mostly enough to know the set.
    var sets = try set(of: index).map { [$0] } ?? []
    for id in scan.requests {
      guard let number = try pass.ledger.request(id)?.set, !sets.contains(where: { $0.number == number }),
        let other = try pass.ledger.set(number)
      else { continue }
      sets.append(other)
    }
    let finding = torn(verdict, problem, scan, sets)
    // Run in another company, it is not in doubt in its own.
    if sets.count == 1, let connector = pass.settings.connector(sets[0].connector) {
      let identity = AnswerIdentity(pass: pass, connector: connector, set: sets[0], index: index)
      if let mismatch = try identity.mismatch() {
        return try refuse(&verdict, mismatch, index, sets[0], besides: [finding])
      }
    }
    verdict.findings = [finding]
    try putAside(verdict, in: sets, because: "its answer \(verdict.name) is not whole")
  }

  private func torn(
    _ verdict: FileVerdict, _ problem: QBXMLProblem, _ scan: AnswerScan, _ sets: [SetRow]
  ) -> Finding {
    let place = Place(path: verdict.name)
    let lost =
      "if it does not exist any more, run autopost recover, so that QuickBooks is asked what was done."
    if scan.answers > 1 {
      let numbers = sets.map(\.number.description)
      let sets = numbers.count == 1 ? "set" : "sets"
      let which = numbers.isEmpty ? "" : ", to message \(sets) \(numbers.joined(separator: ", "))"
      return Finding(
        .severalAnswers, .refused,
        problem:
          "the file holds \(scan.answers) answers of QuickBooks\(which), and each is to be a file of its own",
        remedy: "Drop each answer into inbox/ as QuickBooks gave it, in a file of its own; \(lost)",
        place: place)
    }
    if problem.xml?.code == .doctype {
      return Finding(
        .answerTorn, .refused,
        problem:
          "the answer has a DOCTYPE, which QuickBooks never writes: some program has changed it on its way",
        remedy:
          "Drop the answer into inbox/ as QuickBooks gave it, and let no other program save it; \(lost)",
        place: place)
    }
    return Finding(
      .answerTorn, .refused, problem: "the answer is not whole: \(problem.words)",
      remedy:
        "Drop the whole answer into inbox/ if it still exists; else run autopost recover, so that QuickBooks is"
        + " asked what was done.", place: place)
  }

  /// Puts an answer into quarantine; the sets that it belongs to may have been run, and are in doubt.
  private func putAside(_ verdict: FileVerdict, in sets: [SetRow], because reason: String) throws {
    pass.findings += verdict.findings
    try pass.ledger.transaction { () throws(LedgerError) in
      for set in sets where set.state == .open { try Doubt(pass: pass).cast(on: set, because: reason) }
      try Taking(pass: pass).write(verdict)
    }
    try Taking(pass: pass).settle(verdict.number)
  }

  // MARK: The same set again

  private func takeSecond(
    _ verdict: inout FileVerdict, _ file: borrowing FileDescriptor, _ index: AnswerIndex, _ set: SetRow,
    _ connector: Connector
  ) throws {
    var conflicts: [(item: ItemKey, old: TxnID, new: TxnID)] = []
    var isNews = false
    let requests = try pass.ledger.requests(of: set.number)
    for (request, response) in matched(requests, index) {
      guard request.purpose == .post, let item = request.item, let new = response.txnIDs.first else {
        continue
      }
      if let old = request.txnID, old != new { conflicts.append((item, old, new)) }
      if request.txnID == nil { isNews = true }
    }
    if isNews {
      // It was run again, and this time QuickBooks took what it had refused.
      try apply(&verdict, file, index, set, connector)
      return
    }
    if conflicts.isEmpty {
      verdict.place = .duplicates
      verdict.takenBefore = "the answer to message set \(set.number)"
      try Taking(pass: pass).decide(verdict)
      return
    }
    verdict.findings = conflicts.map { item, old, new in
      Finding(
        .postedTwice, .refused, problem: "\(item) was posted twice: TxnID \(old) and TxnID \(new)",
        remedy:
          "Message set \(set.number) was run twice; delete the second one in QuickBooks (TxnID \(new)), then run"
          + " autopost resolve \(item) --in-quickbooks \(old) --reason TEXT.", item: item.description)
    }
    pass.findings += verdict.findings
    let finished = verdict
    try pass.ledger.transaction { () throws(LedgerError) in
      for finding in finished.findings {
        guard let key = finding.item.flatMap({ ItemKey($0) }), var item = try pass.ledger.item(key) else {
          continue
        }
        item.state = .conflict
        item.answerFindings = [finding]
        try pass.ledger.save(item)
        try pass.ledger.record("conflict", at: pass.now, item: key, set: set.number, detail: finding.problem)
      }
      try Taking(pass: pass).write(finished)
    }
    try Taking(pass: pass).settle(verdict.number)
  }

  /// Requests with their responses: by requestID, else by place and message.
  private func matched(_ requests: [RequestRow], _ index: AnswerIndex) -> [(RequestRow, AnswerIndex.Response)]
  {
    requests.compactMap { request in
      let named = index.responses.first { $0.head.requestID == request.id }
      if let named { return Settling.answers(named.head, request) ? (request, named) : nil }
      let place = request.ordinal - 1
      guard index.responses.indices.contains(place), index.responses[place].head.requestID == nil,
        Settling.answers(index.responses[place].head, request)
      else { return nil }
      return (request, index.responses[place])
    }
  }

  /// Whether a response is of the kind that the request asks for: `InvoiceAddRs` for `InvoiceAddRq`.
  private static func answers(_ head: ResponseHead, _ request: RequestRow) -> Bool {
    head.message.dropLast(2) == request.message.dropLast(2)
  }

  // MARK: Applying

  private func apply(
    _ found: inout FileVerdict, _ file: borrowing FileDescriptor, _ index: AnswerIndex, _ set: SetRow,
    _ connector: Connector
  ) throws {
    var verdict = found
    let requests = try pass.ledger.requests(of: set.number)
    var byID: [RequestID: RequestRow] = [:]
    var byPlace: [RequestRow] = requests
    for request in requests { byID[request.id] = request }
    let settlement = Settlement(
      pass: pass, connector: connector, set: set, company: try pass.ledger.company(connector.name))
    // What was made before a relink ended proves nothing about the company file as it is now.
    let isOfBefore = try pass.ledger.relinks(of: connector.name).contains {
      $0.counts(since: set.publishedAt)
    }
    if !isOfBefore {
      settlement.company.companyName = index.companyName ?? settlement.company.companyName
    }
    settlement.company.isPractice = index.isPractice ?? settlement.company.isPractice
    try pass.ledger.begin()
    do {
      var responders = Responders(settlement)
      var place = -1
      var current: RequestRow?
      var answered: Set<Int> = []
      try AnswerIndex.read(file) { event in
        switch event {
        case .set: break
        case .response(let head):
          place += 1
          current = head.requestID.flatMap { byID[$0] }
          if head.requestID == nil, byPlace.indices.contains(place) { current = byPlace[place] }
          // What answers another kind of request says nothing of this one.
          if let request = current, !Settling.answers(head, request) { current = nil }
          if let request = current { try responders.begin(request, head) }
        case .object(let element):
          if current != nil { try responders.object(element) }
        case .end(let head):
          if let request = current {
            answered.insert(request.ordinal)
            try responders.end(request, head)
          }
          current = nil
        }
      }
      byPlace = []
      for request in requests where !answered.contains(request.ordinal) { try responders.unanswered(request) }
      try responders.finish()
      try writeDown(settlement, &verdict, file)
      try pass.ledger.commit()
    } catch {
      try pass.ledger.rollback()
      throw error
    }
    pass.findings += settlement.findings
    pass.forgetReference()
    try Effects(pass: pass).run()
    try Taking(pass: pass).settle(verdict.number)
    pass.hasChanged = true
  }

  private func writeDown(
    _ settlement: Settlement, _ verdict: inout FileVerdict, _ file: borrowing FileDescriptor
  ) throws {
    var set = settlement.set
    set.state = .answered
    set.answeredAt = pass.now
    set.answerDigest = verdict.digest.hex
    try pass.ledger.save(set)
    try StoredAnswer(pass: pass).closeQuestions(about: set.number)
    try pass.ledger.save(settlement.company)
    try bind(settlement)
    try takeBackMisplaced(settlement, verdict)
    verdict.place = .archive
    verdict.findings = settlement.findings
    verdict.items = settlement.items
    try Taking(pass: pass).write(verdict)
    let folder = "outbox/\(set.connector)/answered/\(set.number)"
    let summary = AnswerSummary(
      set: set.number, connector: set.connector, kind: set.kind, published: set.publishedAt,
      answered: pass.now,
      companyName: settlement.company.companyName, answerFile: verdict.name, requests: settlement.summary,
      findings: settlement.findings)
    try pass.ledger.add(effect: "write-archived", target: set.number.description)
    try file.seek(to: 0)
    try pass.ledger.add(
      effect: "write", target: "\(folder)/answer.qbxml", body: try file.read(at: 0, count: Int(verdict.size)))
    try pass.ledger.add(
      effect: "write", target: "\(folder)/summary.txt", body: Array(summary.text(zone: pass.zone).utf8))
    if !settlement.writeBack.isEmpty {
      let target = "outbox/autotask/\(set.number)"
      try pass.ledger.add(
        effect: "write", target: "\(target)/Invoices.patch.json", body: settlement.writeBack.patch)
      try pass.ledger.add(effect: "write", target: "\(target)/results.csv", body: settlement.writeBack.table)
    }
    try pass.ledger.add(effect: "retire", target: set.number.description)
    try pass.ledger.record(
      "answered", at: pass.now, set: set.number,
      detail: "message set \(set.number) is answered by \(verdict.name)")
  }

  /// The same answer was refused as one of a wrong company, and is believed now: nothing is to be deleted. Part of the
  /// caller's step.
  private func takeBackMisplaced(_ settlement: Settlement, _ verdict: FileVerdict) throws(LedgerError) {
    let refused = Set(try pass.ledger.quarantinedFiles(digest: verdict.digest.hex).map(\.number))
    if refused.isEmpty { return }
    for row in try pass.ledger.misplaced(by: settlement.set.number) where refused.contains(row.file) {
      try pass.ledger.resolve(row, at: pass.now)
      try pass.ledger.record(
        "resolved", at: pass.now, item: row.item, set: row.set,
        detail:
          "\(row.words) is in the right company after all, \"\(row.company)\": its answer is believed now")
    }
  }

  /// Once something was posted, the company file is the connector's for ever, but for a relink. Part of the caller's step.
  private func bind(_ settlement: Settlement) throws(LedgerError) {
    let connector = settlement.connector
    guard settlement.company.confirmed > 0, let file = connector.companyFile,
      let name = connector.companyName,
      try pass.ledger.identity(connector.name) == nil
    else { return }
    try pass.ledger.bind(connector.name, to: CompanyIdentity(file: file, name: name, since: pass.now))
  }
}
