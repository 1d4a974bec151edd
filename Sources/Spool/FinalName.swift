import Filesystem

/// The name a file gets where it ends.
enum FinalName {
  /// So that the reports' names still fit into the 255 bytes of a name.
  static let longest = 230

  static let textSuffix = ".txt"
  static let reportSuffix = ".report.json"

  /// The name, cut where it is too long, its ending kept.
  static func fitting(_ name: FilePath) -> FilePath {
    guard name.bytes.count > longest else { return name }
    let (stem, ending) = split(name)
    var kept = stem.prefix(longest - ending.count)
    // Not in the middle of a UTF-8 character.
    while let last = kept.last, last & 0xc0 == 0x80, kept.count > 1 { kept.removeLast() }
    if let last = kept.last, last >= 0xc0 { kept.removeLast() }
    return FilePath(bytes: Array(kept) + Array(ending))
  }

  /// `march-2.zip`, `march-2.tar.gz`; the name itself for 1.
  static func numbered(_ name: FilePath, _ number: Int) -> FilePath {
    guard number > 1 else { return name }
    let (stem, ending) = split(name)
    return FilePath(bytes: Array(stem) + Array("-\(number)".utf8) + Array(ending))
  }

  private static func split(_ name: FilePath) -> (ArraySlice<UInt8>, ArraySlice<UInt8>) {
    let dot = UInt8(ascii: ".")
    let bytes = name.bytes
    guard var index = bytes.lastIndex(of: dot), index > 0, bytes.count - index <= 10 else {
      return (bytes[...], [])
    }
    if bytes[..<index].suffix(4).elementsEqual(".tar".utf8), index > 4 { index -= 4 }
    return (bytes[..<index], bytes[index...])
  }
}
