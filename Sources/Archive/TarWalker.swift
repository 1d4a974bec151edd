/// Walks over the blocks of a tar and proves what libarchive does not: every sum right, only files and folders,
/// safe names, the two zero blocks at the end and nothing but zeros after them.
struct TarWalker {
  struct Item {
    /// As it stands in the archive.
    let raw: [UInt8]
    /// Nil for `./`, and where the name is refused.
    let name: String?
    let size: Int64
    let isDirectory: Bool
  }

  private enum State {
    case header
    /// Content and its padding, passed over.
    case content(Int64)
    /// An extended header: its type, its own bytes to come, the padding after them.
    case extended(UInt8, Int, padding: Int)
    case ending(blocks: Int)
  }

  /// Extended headers hold names and times; a megabyte is far more than both.
  private static let extendedLimit: Int64 = 1 << 20

  private(set) var items: [Item] = []
  private(set) var problems: [ArchiveProblem] = []
  private let limits: ArchiveLimits
  private var names: EntryNames
  private var state = State.header
  private var collected: [UInt8] = []
  private var longName: [UInt8]?
  private var pax: PaxRecords?
  private var total: Int64 = 0
  private var headers = 0

  init(limits: ArchiveLimits) {
    self.limits = limits
    names = EntryNames(limits: limits)
  }

  /// Bytes that may be passed over unread.
  var passable: Int64 { if case .content(let count) = state, collected.isEmpty { count } else { 0 } }

  /// Says that as many bytes, at most `passable`, were passed over.
  mutating func pass(_ count: Int64) {
    if case .content(let left) = state { leaveContent(left - count) }
  }

  /// Takes the next bytes; throws where nothing after them can be understood.
  mutating func take(_ bytes: UnsafeRawBufferPointer) throws(ArchiveProblem) {
    var rest = unsafe bytes[...]
    while unsafe !rest.isEmpty {
      switch state {
      case .header:
        let wanted = unsafe min(TarHeader.size - collected.count, rest.count)
        unsafe collected.append(contentsOf: rest.prefix(wanted))
        unsafe rest = rest.dropFirst(wanted)
        if collected.count == TarHeader.size {
          let block = collected
          collected = []
          try header(block)
        }
      case .content(let left):
        let count = unsafe min(left, Int64(rest.count))
        unsafe rest = rest.dropFirst(Int(count))
        leaveContent(left - count)
      case .extended(let type, let left, let padding):
        let count = unsafe min(left, rest.count)
        unsafe collected.append(contentsOf: rest.prefix(count))
        unsafe rest = rest.dropFirst(count)
        state = .extended(type, left - count, padding: padding)
        if count == left { try extended(type, padding: padding) }
      case .ending(let blocks):
        // The second zero block, and zeros for ever.
        let count = unsafe blocks == 1 ? min(TarHeader.size - collected.count, rest.count) : rest.count
        guard unsafe rest.prefix(count).allSatisfy({ $0 == 0 }) else {
          throw blocks == 1
            ? ArchiveProblem(.damaged, "has one empty block between its entries")
            : ArchiveProblem(.trailingData, "has something after its end mark")
        }
        if blocks == 1 {
          unsafe collected.append(contentsOf: rest.prefix(count))
          if collected.count == TarHeader.size {
            collected = []
            state = .ending(blocks: 2)
          }
        }
        unsafe rest = rest.dropFirst(count)
      }
    }
  }

  /// Throws unless the end mark was seen; `isPacked` says that it was unpacked whole, so that nothing is missing.
  func finish(isPacked: Bool) throws(ArchiveProblem) {
    if case .ending(blocks: 2) = state {
      if items.isEmpty, problems.isEmpty { throw ArchiveProblem(.empty, "holds nothing") }
      return
    }
    if isPacked, headers == 0 {
      guard !collected.isEmpty else { throw ArchiveProblem(.empty, "holds nothing") }
      throw TarWalker.noTar(collected)
    }
    if let last = items.last, case .content = state {
      throw ArchiveProblem(.truncated, entry: ShownText.name(last.raw), "is cut off")
    }
    throw ArchiveProblem(.truncated, "ends too early: the two empty blocks that end a tar are missing")
  }

  private mutating func leaveContent(_ left: Int64) { state = left == 0 ? .header : .content(left) }

  private mutating func header(_ block: [UInt8]) throws(ArchiveProblem) {
    if block.allSatisfy({ $0 == 0 }) {
      guard longName == nil, pax == nil else {
        throw ArchiveProblem(.damaged, "ends after the long name of an entry that does not come")
      }
      state = .ending(blocks: 1)
      return
    }
    guard let header = TarHeader(block) else {
      if headers > 0 {
        throw ArchiveProblem(
          .damaged,
          items.last.map { "has a wrong check sum after entry '\(ShownText.name($0.raw))'" }
            ?? "has a wrong check sum")
      }
      throw TarWalker.noTar(block)
    }
    headers += 1
    switch header.type {
    case UInt8(ascii: "x"), UInt8(ascii: "g"), UInt8(ascii: "L"):
      guard header.contentSize <= TarWalker.extendedLimit, header.contentSize > 0 else {
        throw ArchiveProblem(
          .nameTooLong, "has an extended header of \(ShownText.count(header.contentSize)) bytes")
      }
      // Chains of them would be work without entries.
      guard headers <= 3 * (limits.entries + 1) else { throw tooMany() }
      let count = Int(header.contentSize)
      state = .extended(header.type, count, padding: TarWalker.padding(header.contentSize))
    default: try entry(header)
    }
  }

  private mutating func extended(_ type: UInt8, padding: Int) throws(ArchiveProblem) {
    let body = collected
    collected = []
    state = padding == 0 ? .header : .content(Int64(padding))
    if type == UInt8(ascii: "L") {
      guard longName == nil else { throw ArchiveProblem(.damaged, "has two long names for one entry") }
      longName = body.last == 0 ? Array(body.dropLast()) : body
      return
    }
    guard let records = PaxRecords(body) else {
      throw ArchiveProblem(.damaged, "has an extended header that cannot be read")
    }
    if type == UInt8(ascii: "g") {
      guard records.path == nil, records.size == nil, !records.isSparse else {
        throw ArchiveProblem(.damaged, "sets one name or size for all its entries")
      }
    } else {
      guard pax == nil else { throw ArchiveProblem(.damaged, "has two extended headers for one entry") }
      pax = records
    }
  }

  private mutating func entry(_ header: TarHeader) throws(ArchiveProblem) {
    let raw = pax?.path ?? longName ?? header.name
    let size = pax?.size ?? header.contentSize
    let isSparse = pax?.isSparse ?? false
    (pax, longName) = (nil, nil)
    let shown = ShownText.name(raw)
    let isDirectory = header.type == UInt8(ascii: "5")
    let isFile = header.type == UInt8(ascii: "0") || header.type == 0

    guard items.count < limits.entries else { throw tooMany() }
    if header.type == UInt8(ascii: "M") {
      throw ArchiveProblem(.multiVolume, entry: shown, "is continued from another archive")
    }
    if !isFile, !isDirectory {
      problems.append(
        ArchiveProblem(.notARegularFile, entry: shown, "is \(TarHeader.kind(header.type)), not a file"))
    } else if isSparse {
      problems.append(ArchiveProblem(.notARegularFile, entry: shown, "is a sparse file, not a plain one"))
    }
    // What follows the header of a sparse file is not its size alone.
    if header.type == UInt8(ascii: "S") { throw problems.removeLast() }
    if isDirectory, size != 0 {
      throw ArchiveProblem(.damaged, entry: shown, "is a folder with content")
    }
    if header.nameHasHiddenPart, raw == header.name {
      problems.append(ArchiveProblem(.unsafeName, entry: shown, "has something hidden after its name"))
    }
    let admitted = names.admit(raw, isDirectory: isDirectory)
    problems += admitted.problems
    if size > limits.entryBytes {
      problems.append(.entryTooLarge(shown, size: size, limits))
    }
    total += min(size, Int64.max - total)
    if total > limits.totalBytes { throw .totalTooLarge(limits) }
    items.append(Item(raw: raw, name: admitted.name, size: size, isDirectory: isDirectory))

    guard size <= Int64.max - 512 else { throw .entryTooLarge(shown, size: size, limits) }
    leaveContent(size + Int64(TarWalker.padding(size)))
  }

  private static func noTar(_ head: [UInt8]) -> ArchiveProblem {
    switch ArchiveFormat.recognise(head: head) {
    case nil, .tar: ArchiveProblem(.notATar, "is one packed file and no tar of files")
    case let inner?: ArchiveProblem(.nestedArchive, "is packed twice: inside it is a \(inner.rawValue)")
    }
  }

  private func tooMany() -> ArchiveProblem { .tooManyEntries(limits) }

  private static func padding(_ size: Int64) -> Int { Int((512 - size % 512) % 512) }
}
