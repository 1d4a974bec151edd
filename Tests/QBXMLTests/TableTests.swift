import Accounting
import Testing
import XML

@testable import QBXML

/// A value of the kind, as long as it may be.
private func sample(_ rule: ElementRule) -> String {
  switch rule.kind {
  case .text(let limit), .lines(let limit), .name(let limit): String(repeating: "x", count: limit)
  case .id: String(repeating: "1", count: 36)
  case .bool: "true"
  case .date: "2026-11-21"
  case .time: "2026-11-21T08:05:00"
  case .interval: "PT2H30M"
  case .amount: "-1234567890123.50"
  case .price, .quantity, .percent: "-1234567890.12345"
  case .float: "1.5"
  case .int: "1"
  case .guid: "{12345678-1234-1234-1234-1234567890ab}"
  case .choice(let names): names.last ?? ""
  case .block, .foreign: ""
  }
}

/// Writes everything that a message may hold, taking one branch of each choice.
private func fill(_ rule: ElementRule, _ turn: UInt64, to writer: inout RequestWriter) throws {
  for child in rule.children where child.kind != .foreign {
    let taken = child.branches.allSatisfy { branch in
      let most =
        rule.children.flatMap(\.branches).filter { $0.group == branch.group }.map(\.branch).max() ?? 1
      return branch.branch == min(turn, most)
    }
    guard taken else { continue }
    for _ in 0..<(child.repeats ? 2 : 1) {
      if child.kind == .block {
        try writer.begin(child.name)
        try fill(child, turn, to: &writer)
        try writer.end()
      } else {
        try writer.text(child.name, sample(child))
      }
    }
  }
}

@Suite struct Table {
  /// Every message in full, once for each branch of its choices, in sets that go back through libxml2.
  @Test func `everything in the table can be written, and Intuit's schema takes it`() throws {
    for turn in [UInt64(1), 2, 3, 4] {
      var requests: [RenderedRequest] = []
      for rule in MessageTable.messages {
        var writer = try RequestWriter(rule.name)
        try fill(rule, turn, to: &writer)
        requests.append(try writer.finish())
      }
      let set = try MessageSet.assemble(
        requests: requests, requestIDs: requests.indices.map { RequestID("\($0)") },
        newMessageSetID: "t\(turn)")
      #expect(try MessageSet.isRead(set.meaning, from: set.bytes))
      try Schema.validate(set.bytes, named: "table-\(turn)")
    }
  }

  @Test func `a message stands in the table once`() {
    let names = MessageTable.messages.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(MessageTable.messages.allSatisfy { !$0.children.isEmpty })
  }

  @Test func `the schema, where it is at hand, says no to a wrong order`() throws {
    let wrong =
      "<InvoiceAddRq><InvoiceAdd><TxnDate>2026-11-21</TxnDate><CustomerRef/></InvoiceAdd></InvoiceAddRq>"
    let text =
      "<?qbxml version=\"13.0\"?><QBXML><QBXMLMsgsRq onError=\"continueOnError\">\(wrong)</QBXMLMsgsRq></QBXML>"
    try Schema.validate(Array(text.utf8), named: "wrong", isValid: false)
  }
}
