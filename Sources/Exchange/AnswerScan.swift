import Accounting
import Filesystem

/// What the bytes of a file that cannot be read as one answer still tell: how many answers it holds, and to what.
struct AnswerScan {
  /// Answers that begin in it.
  private(set) var answers = 0
  /// One requestID for each message set, in the order of the file.
  private(set) var requests: [RequestID] = []

  private static let start = Array("<QBXMLMsgsRs".utf8)
  private static let request = Array("requestID=\"".utf8)

  init(_ file: borrowing FileDescriptor) throws(FilesystemError) {
    let size = try file.facts().size
    // A wide encoding is searched as well as a narrow one without its zeros.
    let bytes = try file.read(at: 0, count: Int(size)).filter { $0 != 0 }
    var known: Set<[UInt8]> = []
    var index = 0
    while let at = bytes[index...].firstIndex(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "r") }) {
      index = at + 1
      let rest = bytes[at...]
      if rest.starts(with: AnswerScan.start) { answers += 1 }
      guard rest.starts(with: AnswerScan.request) else { continue }
      let value = Array(
        rest.dropFirst(AnswerScan.request.count).prefix(64).prefix { $0 != UInt8(ascii: "\"") })
      // All but the last part is the same for all requests of a set.
      let set = Array(value.prefix(value.lastIndex(of: UInt8(ascii: "-")) ?? value.count))
      if known.insert(set).inserted { requests.append(RequestID(String(decoding: value, as: UTF8.self))) }
    }
  }
}
