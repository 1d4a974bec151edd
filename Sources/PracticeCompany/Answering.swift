extension PracticeCompany {
  /// Takes a message set and answers it.
  ///
  /// The bytes are one qbXML document with `QBXMLMsgsRq`; `now` is the clock of the computer with QuickBooks. The
  /// answer has no encoding, no version and only ASCII, as QuickBooks writes it.
  public mutating func answer(_ bytes: [UInt8], now: PracticeTime) -> PracticeAnswer {
    counters.setsSeen += 1
    let number = Int(counters.setsSeen)
    let fault = beliefs.hresult.flatMap { $0.strikes(number, bytes) ? $0 : nil }
    if let fault, !fault.isApplied { return Self.refusal(fault) }
    let set: MessageSet
    do throws(Refusal) {
      set = try MessageSet.read(bytes, outside: beliefs.outsideText)
    } catch {
      return .hresult(code: error.code, message: error.message, reason: error.reason)
    }
    if let fault {
      _ = process(set, now, limit: nil)
      return Self.refusal(fault)
    }
    let torn = beliefs.tornAfter.flatMap { $0.strikes(number, bytes) ? $0 : nil }
    let reply = process(set, now, limit: torn.flatMap { $0.isStopped ? $0.count : nil })
    return write(reply, tornAfter: torn?.count)
  }

  /// The attributes and the answers of a whole set.
  struct Reply {
    var attributes: [Node.Attribute] = []
    var answers: [Node]
  }

  /// Does a set, or answers from what is stored of it. `limit` is the count of requests after which it stops dead.
  mutating func process(_ set: MessageSet, _ now: PracticeTime, limit: Int?) -> Reply {
    if set.newID == nil && set.oldID == nil { return Reply(answers: run(set, now, limit: limit)) }
    func reply(_ code: Int, _ answers: [Node] = []) -> Reply {
      var attributes = [Node.Attribute(name: "messageSetStatusCode", value: String(code))]
      if let id = set.newID { attributes.insert(Node.Attribute(name: "newMessageSetID", value: id), at: 0) }
      return Reply(attributes: attributes, answers: answers)
    }
    if (set.newID?.utf8.count ?? 0) > 23 || (set.oldID?.utf8.count ?? 0) > 23 { return reply(9004) }
    let checksum = set.checksum
    if let old = set.oldID {
      if let stored = storedSets[old] {
        if set.newID == old { return stored.checksum == checksum ? reply(0, stored.answers) : reply(9001) }
        storedSets.forget(old)
        if set.newID == nil { return reply(0, stored.answers) }
      } else if set.newID == nil {
        return reply(600)
      }
    }
    guard let new = set.newID else { return reply(9002) }
    if let stored = storedSets[new], beliefs.repeatedSet != .execute {
      if stored.checksum != checksum { return reply(9001) }
      return reply(0, beliefs.repeatedSet == .answer ? stored.answers : [])
    }
    let answers = run(set, now, limit: limit)
    storedSets.keep(StoredSets.Stored(id: new, checksum: checksum, answers: answers))
    return reply(0, answers)
  }

  private mutating func run(_ set: MessageSet, _ now: PracticeTime, limit: Int?) -> [Node] {
    var answers: [Node] = []
    var hasFailed = false
    for request in set.requests {
      if let limit, answers.count == limit { break }
      var outcome = hasFailed && set.stopsOnError ? Outcome(.notProcessed) : self.outcome(of: request, now)
      if !set.includesData { outcome.objects = [] }
      hasFailed = hasFailed || outcome.status.isFailure
      answers.append(outcome.element(for: request, absentID: beliefs.absentRequestID))
    }
    return answers
  }

  private mutating func outcome(of request: Node, _ now: PracticeTime) -> Outcome {
    if (request.attribute("requestID") ?? "").count > 50 {
      return Outcome(Status(1060, "The request ID is invalid."))
    }
    do throws(Status) {
      let clean = try ValueCheck.cleaned(request)
      var outcome = try dispatch(clean, now)
      try page(&outcome, clean)
      return outcome
    } catch {
      return Outcome(error)
    }
  }

  private mutating func dispatch(_ request: Node, _ now: PracticeTime) throws(Status) -> Outcome {
    if let kinds = Self.queries[request.name] { return try queryLists(kinds, request) }
    let asked = request.children.first
    if let asked, let kind = Self.adds[asked.name] {
      let record = try add(kind, asked, now)
      return Outcome(.done, [shown(record)])
    }
    switch request.name {
    case "HostQueryRq": return host()
    case "CompanyQueryRq": return company(request)
    case "PreferencesQueryRq": return preferences()
    case "InvoiceQueryRq": return try queryInvoices(request)
    case "ReceivePaymentQueryRq": return try queryPayments(request)
    case "TxnDeletedQueryRq": return deletedTransactions(request)
    case "ListDeletedQueryRq": return Outcome(.notFound)
    case "TxnDelRq": return try delete(request, now)
    case "TxnVoidRq": return try void(request, now)
    case "InvoiceAddRq":
      guard let asked else { throw .unsupported(request.name) }
      let invoice = try addInvoice(asked, now)
      return Outcome(.done, [shown(invoice, lines: true, links: false)])
    case "DataExtDefAddRq":
      guard let asked else { throw .unsupported(request.name) }
      return Outcome(.done, [Node("DataExtDefRet", asked.children)])
    case "DataExtAddRq", "DataExtModRq":
      guard let asked else { throw .unsupported(request.name) }
      let kept = try extend(asked)
      return Outcome(.done, [kept])
    default: throw .unsupported(request.name)
    }
  }

  private func write(_ reply: Reply, tornAfter count: Int?) -> PracticeAnswer {
    var writer = NodeWriter(lineEnd: beliefs.lineEnds == .crlf ? "\r\n" : "\n")
    writer.raw("<?xml version=\"1.0\" ?>")
    writer.endLine()
    writer.raw("<QBXML>")
    writer.endLine()
    writer.open("QBXMLMsgsRs", reply.attributes)
    writer.raw(">")
    writer.endLine()
    for (index, answer) in reply.answers.enumerated() {
      if index == count {
        var rest = NodeWriter()
        rest.write(answer)
        writer.raw(Array(rest.bytes.prefix(max(1, rest.bytes.count / 2))))
        return .response(bytes: writer.bytes, tornAt: index)
      }
      writer.write(answer)
    }
    if let count, count >= reply.answers.count {
      return .response(bytes: writer.bytes, tornAt: reply.answers.count)
    }
    writer.close("QBXMLMsgsRs")
    writer.endLine()
    writer.close("QBXML")
    writer.endLine()
    return .response(bytes: writer.bytes, tornAt: nil)
  }

  private static func refusal(_ fault: PracticeFault) -> PracticeAnswer {
    .hresult(code: fault.code, message: message(of: fault.code), reason: "the belief hresult=\(fault.text)")
  }

  private static func message(of code: String) -> String {
    switch code {
    case "0x80040400": "QuickBooks found an error when parsing the provided XML text stream."
    case "0x80040401": "Could not access QuickBooks."
    case "0x80040402": "Unexpected error. Check the qbsdklog.txt file for possible, additional information."
    case "0x80040408": "Could not start QuickBooks."
    case "0x8004040A":
      "QuickBooks company data file is already open and it is different from the one requested."
    case "0x80040410":
      "The QuickBooks company data file is currently open in a mode other than the one specified."
    case "0x80040414": "A modal dialog box is showing in the QuickBooks user interface."
    case "0x8004041A":
      "This application does not have permission to access this QuickBooks company data file."
    case "0x80010105": "The server threw an exception."
    default: "QuickBooks refused the message set."
    }
  }
}
