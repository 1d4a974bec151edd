import JSON

/// Every record of a text as `key=value` lines, read from pieces of one size.
func read(
  _ text: String, pieces size: Int = .max, form: JSONRecords.Form = .document,
  limits: JSONLimits = JSONLimits()
) throws -> (records: [String], envelope: JSONEnvelope) {
  try read(Array(text.utf8), pieces: size, form: form, limits: limits)
}

func read(
  _ bytes: [UInt8], pieces size: Int = .max, form: JSONRecords.Form = .document,
  limits: JSONLimits = JSONLimits()
) throws -> (records: [String], envelope: JSONEnvelope) {
  var records = JSONRecords(form: form, limits: limits)
  var found: [String] = []
  let text = bytes.span
  var index = 0
  while index < bytes.count {
    let end = index + min(size, bytes.count - index)
    try records.feed(text.extracting(index..<end)) { found.append(show($0)) }
    index = end
  }
  let envelope = try records.finish { found.append(show($0)) }
  return (found, envelope)
}

private func show(_ record: JSONRecord) -> String {
  (0..<record.fieldCount)
    .map { field in
      record.key(field) + "=" + record.withValue(field) { value in text(value) }
    }
    .joined(separator: " ")
}

func text(_ value: Span<UInt8>) -> String {
  String(decoding: value.indices.map { value[$0] }, as: UTF8.self)
}

/// The problem of a text, or nil when it is read.
func problem(
  _ text: String, pieces size: Int = .max, form: JSONRecords.Form = .document,
  limits: JSONLimits = JSONLimits()
) throws -> JSONProblem? {
  do {
    _ = try read(text, pieces: size, form: form, limits: limits)
    return nil
  } catch let problem as JSONProblem {
    return problem
  }
}
