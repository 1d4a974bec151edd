import JSON

/// What libFuzzer calls with each text it makes up.
///
/// The first byte chooses the form and where the text is cut. Cut or whole, a text must give the same records or
/// the same problem, and every record must be JSON by the other reader too.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let input = unsafe Array(UnsafeBufferPointer(start: start, count: count))
  guard let choice = input.first else { return 0 }
  let text = Array(input.dropFirst())
  let form: JSONRecords.Form = choice & 1 == 0 ? .document : .lines
  let whole = outcome(text, form, pieces: max(text.count, 1))
  let cut = outcome(text, form, pieces: 1 + Int(choice >> 1))
  precondition(whole == cut, "the pieces change what is read")
  return 0
}

/// All records and the envelope, or the problem.
private func outcome(_ text: [UInt8], _ form: JSONRecords.Form, pieces size: Int) -> [String] {
  let limits = JSONLimits(recordBytes: 4_096, members: 16, depth: 8)
  var reader = JSONRecords(form: form, limits: limits)
  var found: [String] = []
  func keep(_ record: JSONRecord) throws {
    for field in 0..<record.fieldCount {
      let value = record.withValue(field) { value in value.indices.map { value[$0] } }
      found.append("\(record.place(field)) \(record.key(field)) \(value) \(record.excerpt(field))")
    }
    let node = try JSONNode.parse(record.bytes, limits: limits)
    precondition(node.members.count == record.fieldCount, "the two readers see different members")
    for (field, member) in node.members.enumerated() {
      precondition(member.key == record.key(field), "the two readers see different keys")
      precondition(member.node.kind == record.kind(field), "the two readers see different values")
      if let text = member.node.string ?? member.node.number {
        precondition(text == record.string(field), "the two readers see different texts")
      }
    }
    var writer = JSONWriter()
    writer.value(node.value)
    let again = try JSONValue.parse(writer.finished(), limits: limits)
    precondition(again.isSame(as: node.value), "what is written is not what was read")
  }
  do {
    let span = text.span
    var index = 0
    while index < text.count {
      let end = min(index + size, text.count)
      try reader.feed(span.extracting(index..<end), keep)
      index = end
    }
    found.append("\(try reader.finish(keep))")
  } catch {
    found.append("\(error)")
  }
  return found
}

extension JSONValue {
  /// Equal but for places.
  fileprivate func isSame(as other: JSONValue) -> Bool {
    switch (self, other) {
    case (.array(let left), .array(let right)):
      left.count == right.count && zip(left, right).allSatisfy { $0.value.isSame(as: $1.value) }
    case (.object(let left), .object(let right)):
      left.count == right.count
        && zip(left, right).allSatisfy { $0.key == $1.key && $0.node.value.isSame(as: $1.node.value) }
    default: self == other
    }
  }
}
