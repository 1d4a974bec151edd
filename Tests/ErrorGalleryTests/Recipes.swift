import Filesystem
import TestSupport

/// Hostile and damaged archives, made byte by byte or by the programs people use.
enum Recipes {
  private static let one = ZipMaker.Entry("a.json")
  private static let two = ZipMaker.Entry("b.json", "[1]")
  private static let pair = ZipMaker([one, two])

  static func archive(_ recipe: String) throws -> [UInt8] {
    switch recipe {
    case "wrong-check-sum": return ZipMaker([one.with { $0.crc ^= 1 }]).bytes
    case "folder-with-content": return ZipMaker([ZipMaker.Entry("a/")]).bytes
    case "two-directories": return pair.with { $0.comment = ZipMaker([]).bytes }
    case "same-name-twice": return ZipMaker([one, one]).bytes
    case "nothing-inside": return ZipMaker([]).bytes
    case "password": return ZipMaker([one.with { $0.flags |= 1 }]).bytes
    case "hole": return ZipMaker([one, two.with { $0.gap = [1, 2, 3, 4] }]).bytes
    case "two-names": return ZipMaker([one.with { $0.localName = Array("z.json".utf8) }]).bytes
    case "script-before": return pair.with { $0.prefix = Array("PK\u{3}\u{4} #!/bin/sh\n".utf8) }
    case "several-volumes": return pair.with { $0.disk = 1 }
    case "deep-name": return named(Array(repeating: "d", count: 17).joined(separator: "/"))
    case "long-name": return named(String(repeating: "n", count: 256))
    case "upward-name": return named("../etc/passwd")
    case "symbolic-link": return ZipMaker([one.with { $0.mode = 0o120777 }]).bytes
    case "shared-bytes": return ZipMaker([one, two.with { $0.offset = 0 }]).bytes
    case "bytes-after-end": return pair.with { $0.trailing = [0, 0, 0] }
    case "cut-off": return Array(pair.bytes.prefix(66))
    case "unknown-method": return ZipMaker([one.with { $0.method = 14 }]).bytes
    case "wrong-count": return pair.with { $0.count = 3 }
    case "two-files": return pair.bytes
    case "large-file": return ZipMaker([ZipMaker.Entry("a.json", String(repeating: " ", count: 2_000))]).bytes
    case "zeros": return try made("head -c 3000000 /dev/zero > a.json && gzip -n a.json", "a.json.gz")
    case "gzip-of-text":
      return try made("seq 200 > t && gzip -n t", "t.gz")
    case "gzip-of-zip": return try made("gzip -n t", "t.gz", pair.bytes)
    case "gzip-wrong-sum":
      var bytes = try made("gzip -n t", "t.gz", TarMaker.entry("a.json", "[]") + TarMaker.end)
      bytes[bytes.count - 1] ^= 0x10
      return bytes
    default: throw Gallery.Mistake(words: "no recipe \(recipe)")
    }
  }

  private static func named(_ name: String) -> [UInt8] { ZipMaker([ZipMaker.Entry(name, "")]).bytes }

  /// What a line of shell makes, with `content` in the file `t`.
  private static func made(_ line: String, _ name: FilePath, _ content: [UInt8] = []) throws -> [UInt8] {
    let folder = try TemporaryFolder()
    if !content.isEmpty { try folder.write(content, to: "t") }
    let outcome = try Program("/bin/sh").run("-c", "cd '\(folder.path)' && \(line)")
    guard outcome.code == 0 else { throw Gallery.Mistake(words: "\(line): \(outcome)") }
    return try Disk.read(folder.appending(name))
  }
}
