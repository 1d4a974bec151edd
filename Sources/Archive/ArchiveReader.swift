/// Reads an archive entry by entry, in pieces, in bounded memory.
///
/// Nothing that was read counts before `next()` has returned nil: only then every byte is proved. The descriptor
/// stays the caller's; its position is neither used nor moved.
public struct ArchiveReader: ~Copyable {
  private let source: ByteSource
  private let format: ArchiveFormat
  private let limits: ArchiveLimits
  private let library: LibraryArchive
  /// For zip and 7z.
  private let file: FileFeed
  /// For the tars.
  private let tar: TarFeed?
  private let zip: ZipDirectory?
  private var names: EntryNames
  private var index = 0
  private var current: ArchiveEntry?
  private var received: Int64 = 0
  private var total: Int64 = 0
  private var failure: ArchiveProblem?
  private var ended = false

  /// Proves what can be proved before the content is read; throws the first of all problems.
  public init(
    descriptor: Int32, format: ArchiveFormat, limits: ArchiveLimits = ArchiveLimits()
  ) throws(ArchiveProblem) {
    let source = try ByteSource(descriptor: descriptor)
    let proof = try Preflight(source, format: format, limits: limits)
    if let first = proof.problems.first { throw first }
    try self.init(source: source, format: format, limits: limits, zip: proof.zip)
  }

  private init(
    source: ByteSource, format: ArchiveFormat, limits: ArchiveLimits, zip: ZipDirectory?
  ) throws(ArchiveProblem) {
    let file = FileFeed(source)
    let tar: TarFeed? =
      switch format {
      case .zip, .sevenZip: nil
      case .tar, .tarGzip, .tarZstd: try TarFeed(source, format: format, limits: limits)
      }
    do throws(ArchiveProblem) {
      library =
        switch format {
        case .zip: try LibraryArchive(.zip, feed: file)
        case .sevenZip: try LibraryArchive(.sevenZip, feed: file)
        case .tar, .tarGzip, .tarZstd: try LibraryArchive(.tar, feed: tar ?? file)
        }
    } catch {
      throw tar?.problem ?? file.problem ?? error
    }
    self.source = source
    self.format = format
    self.limits = limits
    self.file = file
    self.tar = tar
    self.zip = zip
    names = EntryNames(limits: limits)
  }

  /// The next file or folder, after the rest of the one before is read and checked; nil at the proved end.
  ///
  /// After a problem every call throws it again.
  public mutating func next() throws(ArchiveProblem) -> ArchiveEntry? {
    try guarded { (reader) throws(ArchiveProblem) in try reader.advance() }
  }

  /// All entries as the archive's own directory lists them; nil where its form has none.
  public var listing: [ArchiveEntry]? {
    zip?.items.compactMap { item in
      item.name.map {
        ArchiveEntry(
          name: $0, size: Int64(item.record.unpacked), isDirectory: item.record.isDirectory,
          modified: item.record.modified)
      }
    }
  }

  /// Gives the content of the current entry, from where it stands to its end, in pieces good for the call only.
  ///
  /// Throws `ArchiveProblem`, and what the body throws as it is.
  public mutating func read(_ body: (Span<UInt8>) throws -> Void) throws {
    while let piece = unsafe try guarded({ (reader) throws(ArchiveProblem) in unsafe try reader.nextPiece() })
    {
      try unsafe body(piece.bindMemory(to: UInt8.self).span)
    }
  }

  /// The same until so many bytes are given, so that somebody else may have a turn.
  /// - Returns: whether the content may go on.
  public mutating func read(upTo bytes: Int, _ body: (Span<UInt8>) throws -> Void) throws -> Bool {
    var given = 0
    while given < bytes {
      guard
        let piece = unsafe try guarded({ (reader) throws(ArchiveProblem) in unsafe try reader.nextPiece() })
      else { return false }
      given += piece.count
      try unsafe body(piece.bindMemory(to: UInt8.self).span)
    }
    return true
  }

  /// Everything that is wrong with an archive, its content unpacked and checked as far as it can be; empty for a
  /// sound one.
  public static func problems(
    descriptor: Int32, format: ArchiveFormat, limits: ArchiveLimits = ArchiveLimits()
  ) -> [ArchiveProblem] {
    var problems: [ArchiveProblem] = []
    do throws(ArchiveProblem) {
      let source = try ByteSource(descriptor: descriptor)
      let proof = try Preflight(source, format: format, limits: limits)
      problems = proof.problems
      guard proof.isReadable else { return problems }
      switch format {
      case .tar: break
      case .tarGzip, .tarZstd:
        let tar = try TarFeed(source, format: format, limits: limits)
        do throws(ArchiveProblem) {
          try tar.finish()
          problems += tar.walker.problems
        } catch {
          problems += tar.walker.problems + [error]
        }
      case .zip, .sevenZip:
        var reader = try ArchiveReader(source: source, format: format, limits: limits, zip: proof.zip)
        problems += reader.remainingProblems()
      }
    } catch {
      problems.append(error)
    }
    return problems
  }

  // MARK: Steps

  private mutating func guarded<Value: ~Copyable>(
    _ step: (inout ArchiveReader) throws(ArchiveProblem) -> Value?
  ) throws(ArchiveProblem) -> Value? {
    if let failure { throw failure }
    do throws(ArchiveProblem) {
      return try step(&self)
    } catch {
      let cause = tar?.problem ?? file.problem ?? error
      failure = cause
      throw cause
    }
  }

  private mutating func advance() throws(ArchiveProblem) -> ArchiveEntry? {
    guard !ended else { return nil }
    while true {
      while unsafe try nextPiece() != nil {}
      if let first = tar?.walker.problems.first { throw first }
      guard let header = try library.next() else {
        try finish()
        return nil
      }
      guard let entry = try admit(header) else { continue }
      return entry
    }
  }

  /// Nil for the folder `./`.
  private mutating func admit(_ header: LibraryArchive.Header) throws(ArchiveProblem) -> ArchiveEntry? {
    if let first = tar?.walker.problems.first { throw first }
    index += 1
    guard index <= limits.entries else { throw .tooManyEntries(limits) }
    let shown = header.name.map(ShownText.name) ?? "number \(index)"
    if header.isEncrypted { throw ArchiveProblem(.encrypted, entry: shown, "is encrypted") }
    let isDirectory = header.type == 0x4000
    guard header.type == 0x8000 || isDirectory, !header.isLink else {
      throw ArchiveProblem(.notARegularFile, entry: shown, "is a link or a device, not a file")
    }
    let size = header.size ?? 0
    guard size >= 0 else { throw ArchiveProblem(.damaged, entry: shown, "has a size below zero") }
    guard size <= limits.entryBytes else { throw .entryTooLarge(shown, size: size, limits) }
    guard total <= limits.totalBytes - size else { throw .totalTooLarge(limits) }
    guard !limits.exceedsRatio(unpacked: total + size, packed: source.size) else {
      throw .ratio(shown, limits)
    }

    let name: String?
    var modified = header.modified.map { EntryTime.instant($0) }
    if let zip {
      guard index <= zip.items.count else { throw differently(shown) }
      let item = zip.items[index - 1]
      try match(
        header, raw: item.record.name, size: Int64(item.record.unpacked), isDirectory: item.record.isDirectory
      )
      name = item.name
      modified = item.record.modified
    } else if let tar {
      guard index <= tar.walker.items.count else { throw differently(shown) }
      let item = tar.walker.items[index - 1]
      try match(header, raw: item.raw, size: item.size, isDirectory: item.isDirectory)
      name = item.name
    } else {
      guard let raw = header.name else {
        throw ArchiveProblem(.unsafeName, entry: shown, "has a name that is not UTF-8")
      }
      let admitted = names.admit(raw, isDirectory: isDirectory)
      if let first = admitted.problems.first { throw first }
      name = admitted.name
    }
    received = 0
    guard let name else {
      current = nil
      return nil
    }
    let entry = ArchiveEntry(name: name, size: header.size, isDirectory: isDirectory, modified: modified)
    current = entry
    return entry
  }

  /// Two readers that see different things in one archive are how documents get lost.
  private func match(
    _ header: LibraryArchive.Header, raw: [UInt8], size: Int64, isDirectory: Bool
  ) throws(ArchiveProblem) {
    // As texts: libarchive composes accents that a Mac writes apart.
    func text(_ name: [UInt8]) -> String {
      String(decoding: EntryNames.plain(name, isDirectory: isDirectory), as: UTF8.self)
    }
    let isSame =
      header.name.map(text) == text(raw)
      && (header.size ?? 0) == size && (header.type == 0x4000) == isDirectory
    guard isSame else { throw differently(ShownText.name(raw)) }
  }

  private func differently(_ shown: String) -> ArchiveProblem {
    ArchiveProblem(.damaged, entry: shown, "can be read in two ways")
  }

  private mutating func nextPiece() throws(ArchiveProblem) -> UnsafeRawBufferPointer? {
    guard let entry = current else { return nil }
    while let piece = unsafe try library.piece(entry: ShownText.name(Array(entry.name.utf8))) {
      guard unsafe !piece.bytes.isEmpty else { continue }
      let shown = ShownText.name(Array(entry.name.utf8))
      guard unsafe piece.offset == received else {
        throw ArchiveProblem(.notARegularFile, entry: shown, "is a sparse file, not a plain one")
      }
      received += unsafe Int64(piece.bytes.count)
      total += unsafe Int64(piece.bytes.count)
      guard received <= entry.size ?? limits.entryBytes, !entry.isDirectory else {
        throw ArchiveProblem(.damaged, entry: shown, "holds more than it says")
      }
      guard total <= limits.totalBytes else { throw .totalTooLarge(limits) }
      guard !limits.exceedsRatio(unpacked: total, packed: source.size) else { throw .ratio(shown, limits) }
      return unsafe piece.bytes
    }
    current = nil
    guard received == entry.size ?? received else {
      throw ArchiveProblem(.damaged, entry: ShownText.name(Array(entry.name.utf8)), "holds less than it says")
    }
    return nil
  }

  private mutating func finish() throws(ArchiveProblem) {
    try tar?.finish()
    if let first = tar?.walker.problems.first { throw first }
    let expected = zip?.items.count ?? tar?.walker.items.count ?? index
    guard index == expected else {
      throw ArchiveProblem(.wrongEntryCount, "holds \(expected) entries, but only \(index) can be read")
    }
    guard index > 0 else { throw ArchiveProblem(.empty, "holds nothing") }
    ended = true
  }

  /// Goes on after problems that concern one entry only.
  private mutating func remainingProblems() -> [ArchiveProblem] {
    var problems: [ArchiveProblem] = []
    while !ended {
      do throws(ArchiveProblem) {
        if try next() == nil { break }
      } catch {
        problems.append(error)
        guard [.badCRC, .unsafeName, .duplicateName, .notARegularFile].contains(error.reason) else { break }
        (failure, current) = (nil, nil)
      }
    }
    return problems
  }
}
