/// The extra fields of a zip entry that change what is read.
struct ZipExtra {
  private(set) var zip64: [UInt8]?
  /// Of the Info-ZIP field 0x7075.
  private(set) var unicodeName: [UInt8]?
  /// Seconds since 1970, of the field 0x5455.
  private(set) var unixTime: Int64?
  private(set) var isEncrypted = false

  /// Nil where the lengths do not fit, or a field that matters is there twice.
  init?(_ bytes: ArraySlice<UInt8>) {
    let bytes = Array(bytes)
    var position = 0
    while let id = bytes.u16(position), let length = bytes.u16(position + 2) {
      let end = position + 4 + Int(length)
      guard end <= bytes.count else { return nil }
      let body = Array(bytes[(position + 4)..<end])
      switch id {
      case 0x0001:
        guard zip64 == nil else { return nil }
        zip64 = body
      case 0x7075:
        guard unicodeName == nil, body.count >= 5 else { return nil }
        unicodeName = Array(body[5...])
      case 0x5455:
        if let flags = body.first, flags & 1 == 1, let seconds = body.u32(1) {
          unixTime = Int64(Int32(bitPattern: seconds))
        }
      case 0x0017, 0x9901: isEncrypted = true
      default: break
      }
      position = end
    }
    // Aligning writers leave up to three zeros.
    guard bytes[position...].allSatisfy({ $0 == 0 }) else { return nil }
  }
}
