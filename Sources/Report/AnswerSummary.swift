public import Accounting
public import Findings

/// What one answer of QuickBooks said; `summary.txt` in `answered/000011/`.
public struct AnswerSummary: Hashable, Sendable {
  /// What became of one request.
  public enum Outcome: String, CaseIterable, Sendable, Hashable {
    case applied
    /// Applied, and QuickBooks warned.
    case warned
    case notApplied = "not applied"
    case unknown = "in doubt"
  }

  /// One request and its answer.
  public struct Request: Hashable, Sendable {
    public var id: RequestID
    /// `InvoiceAdd`
    public var type: String
    public var item: ItemKey?
    /// What people call what it was about: the invoice number, the customer's name.
    public var name: String
    public var outcome: Outcome
    public var number: String?
    public var txnID: TxnID?
    public var amountAutotask: Amount?
    public var amountQuickBooks: Amount?
    /// QuickBooks' status code and words, as it answered.
    public var statusCode: String?
    public var message: String?
    /// What is wrong and what to do.
    public var findings: [Finding]

    public init(
      id: RequestID, type: String, item: ItemKey? = nil, name: String, outcome: Outcome,
      number: String? = nil,
      txnID: TxnID? = nil, amountAutotask: Amount? = nil, amountQuickBooks: Amount? = nil,
      statusCode: String? = nil, message: String? = nil, findings: [Finding] = []
    ) {
      self.id = id
      self.type = type
      self.item = item
      self.name = name
      self.outcome = outcome
      self.number = number
      self.txnID = txnID
      self.amountAutotask = amountAutotask
      self.amountQuickBooks = amountQuickBooks
      self.statusCode = statusCode
      self.message = message
      self.findings = findings
    }
  }

  public var set: SetNumber
  public var connector: ConnectorName
  public var kind: SetKind
  public var published: Timestamp
  public var answered: Timestamp
  /// The name of the company file as QuickBooks answered it.
  public var companyName: String?
  /// The answer's name in the inbox.
  public var answerFile: String
  public var requests: [Request]
  /// What concerns the whole set.
  public var findings: [Finding]

  public init(
    set: SetNumber, connector: ConnectorName, kind: SetKind, published: Timestamp, answered: Timestamp,
    companyName: String?, answerFile: String, requests: [Request], findings: [Finding] = []
  ) {
    self.set = set
    self.connector = connector
    self.kind = kind
    self.published = published
    self.answered = answered
    self.companyName = companyName
    self.answerFile = answerFile
    self.requests = requests
    self.findings = findings
  }

  /// For people: counts, what failed with what to do, then every request; ends in a line feed.
  public func text(zone: Zone) -> String {
    var lines = ["Message set \(set), \(kind.rawValue), connector \(connector)", ""]
    let facts: [(String, String)] = [
      ("company", companyName ?? "not answered"), ("published", published.minuteText(in: zone)),
      ("answered", "\(answered.minuteText(in: zone)), \(answerFile)"),
    ]
    for (name, value) in facts {
      lines.append("  \(name)\(String(repeating: " ", count: 12 - name.utf8.count))\(oneLine(value))")
    }
    for outcome in Outcome.allCases {
      let those = requests.filter { $0.outcome == outcome }
      if those.isEmpty { continue }
      let name = outcome.label
      lines.append(
        "  \(name)\(String(repeating: " ", count: 12 - name.utf8.count))\(counted(those.count, "request"))")
    }
    var sent = Tally()
    var booked = Tally()
    for request in requests where request.amountQuickBooks != nil {
      sent.add(request.amountAutotask)
      booked.add(request.amountQuickBooks)
    }
    if booked.count > 0 {
      lines.append("  amounts     Autotask \(sent.sum), QuickBooks \(booked.sum)")
    }
    if !findings.isEmpty {
      lines.append("")
      for finding in findings { lines.append(contentsOf: words(finding)) }
    }
    let failed = requests.filter {
      $0.outcome == .notApplied || $0.outcome == .unknown || !$0.findings.isEmpty
    }
    if !failed.isEmpty {
      lines.append("")
      lines.append("What needs a look")
      for request in failed {
        lines.append("  \(oneLine(request.title)): \(request.outcome.label)\(request.answer)")
        for finding in request.findings { lines.append(contentsOf: words(finding).map { "  " + $0 }) }
      }
    }
    lines.append("")
    lines.append("Requests")
    var table = TextTable([
      ("request", .left, 50), ("type", .left, 40), ("item", .left, 40), ("name", .left, 40),
      ("result", .left, 20), ("number", .left, 20), ("TxnID", .left, 36), ("Autotask", .right, 30),
      ("QuickBooks", .right, 30), ("code", .left, 12),
    ])
    for request in requests {
      table.add([
        request.id.rawValue, request.type, request.item?.description ?? "", request.name,
        request.outcome.label,
        request.number ?? "", request.txnID?.rawValue ?? "", request.amountAutotask?.grouped ?? "",
        request.amountQuickBooks?.grouped ?? "", request.statusCode ?? "",
      ])
    }
    lines.append(contentsOf: table.text(indent: "  "))
    return lines.joined(separator: "\n") + "\n"
  }

  private func words(_ finding: Finding) -> [String] {
    [
      "  \(finding.severity.rawValue): \(oneLine(finding.problem)) [\(finding.id)]",
      "    \(oneLine(sentence(finding.remedy)))",
    ]
  }
}

extension AnswerSummary.Outcome {
  /// For people; at most eleven characters.
  var label: String {
    switch self {
    case .applied: "applied"
    case .warned: "warned"
    case .notApplied: "not applied"
    case .unknown: "in doubt"
    }
  }
}

extension AnswerSummary.Request {
  /// The item and its name, or the type and the name.
  var title: String { "\(item?.description ?? type) \(name)" }

  /// `, QuickBooks said 3140 There is an invalid reference …`
  var answer: String {
    if outcome == .applied { return "" }
    let words = [statusCode, message].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " ")
    return words.isEmpty ? "" : ", QuickBooks said \(oneLine(words))"
  }
}
