public import Accounting

extension RequestWriter {
  /// A value as text, checked by the type that the table gives. Nil and empty are left out.
  public mutating func text(_ name: String, _ value: String?) throws(QBXMLProblem) {
    guard let value, !value.isEmpty else { return }
    try put(name, value.utf8Span.span)
  }

  public mutating func flag(_ name: String, _ value: Bool?) throws(QBXMLProblem) {
    if let value { try text(name, value ? "true" : "false") }
  }

  public mutating func date(_ name: String, _ value: CalendarDate?) throws(QBXMLProblem) {
    guard let value else { return }
    scratch.removeAll(keepingCapacity: true)
    value.append(to: &scratch)
    let digits = scratch
    try put(name, digits.span)
  }

  /// Local time of the computer that QuickBooks runs on, without an offset: `2026-11-21T08:05:00`.
  public mutating func time(_ name: String, _ value: WrittenTime?) throws(QBXMLProblem) {
    guard let value else { return }
    let seconds = Int(value.clock) / 1_000
    let parts = [seconds / 3_600, seconds / 60 % 60, seconds % 60]
    let clock = parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    try text(name, "\(value.date)T\(clock)")
  }

  /// Always two decimals.
  public mutating func amount(_ name: String, _ value: Amount?) throws(QBXMLProblem) {
    try number(name, value, atLeast: 2)
  }

  /// Two decimals or more, at most five.
  public mutating func rate(_ name: String, _ value: Rate?) throws(QBXMLProblem) {
    try number(name, value, atLeast: 2)
  }

  /// As many decimals as it needs, at most five.
  public mutating func quantity(_ name: String, _ value: Quantity?) throws(QBXMLProblem) {
    try number(name, value, atLeast: 0)
  }

  public mutating func number(_ name: String, _ value: Int?) throws(QBXMLProblem) {
    if let value { try text(name, String(value)) }
  }

  /// Hours and minutes; QuickBooks keeps no seconds.
  public mutating func minutes(_ name: String, _ value: Int?) throws(QBXMLProblem) {
    if let value { try text(name, "PT\(value / 60)H\(value % 60)M") }
  }

  public mutating func reference(_ name: String, _ value: Reference?) throws(QBXMLProblem) {
    guard let value else { return }
    try begin(name)
    switch value {
    case .listID(let id): try text("ListID", id.rawValue)
    case .fullName(let fullName): try text("FullName", fullName)
    }
    try end()
  }

  /// Left out when nothing is in it; empty lines close up.
  public mutating func address(_ name: String, _ value: Address?) throws(QBXMLProblem) {
    guard let value, !value.isEmpty else { return }
    try begin(name)
    var number = 1
    for line in value.lines where !line.isEmpty {
      try text("Addr" + String(number), line)
      number += 1
    }
    try text("City", value.city)
    try text("State", value.state)
    try text("PostalCode", value.postalCode)
    try text("Country", value.country)
    try text("Note", value.note)
    try end()
  }

  private mutating func number<Value: FixedPoint>(
    _ name: String, _ value: Value?, atLeast shown: Int
  ) throws(QBXMLProblem) {
    guard let value else { return }
    scratch.removeAll(keepingCapacity: true)
    value.append(to: &scratch, atLeast: shown)
    let digits = scratch
    try put(name, digits.span)
  }
}
