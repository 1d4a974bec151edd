/// The shapes in which people's programs write what Autotask answered.
enum Shape: String, CaseIterable {
  case envelope, item, array, object, valueAndCount, envelopes, pages, byteOrderMark, utf16, utf16BigEndian,
    lines

  /// The files of an export in this shape; a shape for one record gets a file for each.
  func files(_ export: Export) -> [Loose] {
    let entities = [
      ("Companies", export.companies.map(Export.json)), ("BillingCodes", export.codes.map(Export.json)),
      ("Invoices", export.invoices.map(Export.json)), ("BillingItems", export.invoices.flatMap(Export.lines)),
    ]
    return entities.flatMap { files(entity: $0, records: $1) }
  }

  struct Loose {
    var name: String
    var bytes: [UInt8]

    init(_ name: String, _ text: String) { (self.name, bytes) = (name, Array(text.utf8)) }
  }

  private func files(entity: String, records: [String]) -> [Loose] {
    let joined = records.joined(separator: ",\n")
    func one(_ text: String) -> [Loose] { [Loose("\(entity).json", text)] }
    switch self {
    case .envelope: return one(Export.envelope(records))
    case .item: return records.enumerated().map { Loose("\(entity).\($0 + 1).json", "{\"item\":\($1)}") }
    case .array: return one("[\(joined)]")
    case .object: return records.enumerated().map { Loose("\(entity)-page\($0 + 1).json", $1) }
    case .valueAndCount: return one("{\"value\":[\(joined)],\"Count\":\(records.count)}")
    case .envelopes: return one("[\(records.map { Export.envelope([$0]) }.joined(separator: ","))]")
    case .pages:
      return records.enumerated().map { index, record in
        let next =
          index + 1 < records.count
          ? "\"https://webservices5.autotask.net/query/next?page=\(index)\"" : "null"
        return Loose(
          "\(entity)/page-\(index + 1).json",
          "{\"items\":[\(record)],\"pageDetails\":{\"count\":1,\"requestCount\":1,\"prevPageUrl\":null,"
            + "\"nextPageUrl\":\(next)}}")
      }
    case .byteOrderMark:
      var file = Loose("\(entity).json", Export.envelope(records))
      file.bytes = [0xEF, 0xBB, 0xBF] + file.bytes
      return [file]
    case .utf16:
      var file = Loose("\(entity).json", "")
      file.bytes =
        [0xFF, 0xFE] + Export.envelope(records).utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
      return [file]
    case .utf16BigEndian:
      var file = Loose("\(entity).json", "")
      file.bytes =
        [0xFE, 0xFF] + Export.envelope(records).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
      return [file]
    case .lines: return [Loose("\(entity).ndjson", records.joined(separator: "\n") + "\n")]
    }
  }
}
