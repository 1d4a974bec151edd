import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import Spool
import TestSupport

/// What lies in the inbox.
extension Gallery {
  func drop(_ rest: String) throws {
    if rest == "shop" {
      for name in ["Companies", "BillingCodes", "Invoices", "BillingItems"] { try drop(name + ".json") }
      return
    }
    let parts = rest.split(separator: " ").map(String.init)
    try dropBytes(try play.content(parts[0]), as: parts.count == 3 ? parts[2] : parts[0])
  }

  /// One record as a loose file: `change Invoices {"id": 8491, "invoiceTotal": null}`.
  func change(_ step: GalleryCase.Step) throws {
    let parts = step.rest.split(separator: " ", maxSplits: 1).map(String.init)
    let count = try Disk.names(in: temporary.appending("inbox")).count
    try dropBytes(Array("[\(parts[1])]\n".utf8), as: "\(parts[0])-change-\(count).json")
  }

  func pack(_ words: [String]) throws {
    let entries = try words.dropFirst().map { ZipMaker.Entry(Array($0.utf8), try play.content($0)) }
    try dropBytes(ZipMaker(entries).bytes, as: words[0])
  }

  func dropBytes(_ bytes: [UInt8], as name: String) throws {
    let path = try temporary.write(bytes, to: FilePath("inbox/\(name)"))
    advance()
    try Disk.setModified(path, clock.milliseconds * 1_000_000)
  }

  func special(_ words: [String]) throws {
    let inbox = temporary.appending("inbox")
    let path = inbox.appending(FilePath(words[1]))
    switch words[0] {
    case "folder": try Disk.makeFolder(path)
    case "written":
      let file = try FileDescriptor(creating: path)
      try file.write(Array("[".utf8))
      writing.append(OpenFile(file))
    case "linked":
      try dropBytes(Array("[]".utf8), as: words[1])
      let other = temporary.appending("elsewhere")
      _ = try Program("/bin/ln").run([path, other])
    case "secret":
      try dropBytes(Array("[]".utf8), as: words[1])
      try Disk.setPermissions(path, 0)
    case "changed":
      // Somebody writes to it after it was seen and before it is taken.
      try dropBytes(Array("[]".utf8), as: words[1])
      let folder = ExchangeFolder(temporary.path)
      try folder.prepare()
      guard let entry = try InboxScan(folder, now: clock.milliseconds).entries.first else {
        throw Mistake(words: "nothing was seen")
      }
      try dropBytes(Array("[1]".utf8), as: words[1])
      if case .waits(let finding) = try folder.claim(entry, as: 1) { note([finding], .run) }
    case "deadly":
      // The program ended three times while it read this file.
      try dropBytes(Array("[]".utf8), as: words[1])
      let exchange = try Exchange(root: temporary.path, waits: 10_000)
      var number: Int64 = 0
      try exchange.ledger.transaction { () throws(LedgerError) in
        number = try exchange.ledger.claim(name: Array(words[1].utf8), at: clock)
        try exchange.ledger.setAttempts(number, 3)
      }
      if let entry = try InboxScan(exchange.folder, now: clock.milliseconds).entries.first {
        _ = try exchange.folder.claim(entry, as: number)
      }
    default: throw Mistake(words: "special \(words[0])?")
    }
  }
}
