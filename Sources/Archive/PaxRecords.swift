/// The extended header of a pax archive: `length key=value` lines.
struct PaxRecords {
  var path: [UInt8]?
  var size: Int64?
  /// The entry has holes, which GNU and Schily tar tell in different ways.
  var isSparse = false

  /// Nil where a line is not as it should be.
  init?(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let space = rest.prefix(12).firstIndex(of: UInt8(ascii: " ")),
        let length = PaxRecords.decimal(rest[..<space]), length <= rest.count,
        length > space - rest.startIndex + 1
      else { return nil }
      let line = rest[(space + 1)..<(rest.startIndex + Int(length))]
      guard line.last == UInt8(ascii: "\n"), let equals = line.firstIndex(of: UInt8(ascii: "=")) else {
        return nil
      }
      let value = line[(equals + 1)...].dropLast()
      switch String(decoding: line[..<equals], as: UTF8.self) {
      case "path":
        guard path == nil else { return nil }
        path = Array(value)
      case "size":
        guard size == nil, let number = PaxRecords.decimal(value) else { return nil }
        size = number
      case let key where key.hasPrefix("GNU.sparse.") || key == "SCHILY.realsize": isSparse = true
      default: break
      }
      rest = rest[(rest.startIndex + Int(length))...]
    }
  }

  private static func decimal(_ digits: ArraySlice<UInt8>) -> Int64? {
    guard (1...18).contains(digits.count) else { return nil }
    var value: Int64 = 0
    for digit in digits {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
      value = value * 10 + Int64(digit - UInt8(ascii: "0"))
    }
    return value
  }
}
