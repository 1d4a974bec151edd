internal import CArchive
import Glibc

/// Where libarchive takes its bytes from.
protocol Feed: AnyObject {
  /// The next piece, good until the next call; empty at the end, nil when it failed.
  func read() -> UnsafeRawBufferPointer?
  /// The new position; nil when there is no going there.
  func seek(to offset: Int64, from whence: Int32) -> Int64?
}

/// libarchive's reader: one format, at most one filter, bytes from a feed.
@safe final class LibraryArchive {
  enum Content {
    case zip, sevenZip, tar
    /// One unpacked stream.
    case gzip, zstd
  }

  /// What libarchive knows of the entry at hand.
  struct Header {
    /// Nil where libarchive cannot write the name in UTF-8.
    let name: [UInt8]?
    let size: Int64?
    /// S_IFMT of its mode.
    let type: UInt32
    let isLink: Bool
    let isEncrypted: Bool
    let modified: Int64?
  }

  private let handle: OpaquePointer
  private let feed: any Feed

  /// libarchive loses names beyond ASCII in the C locale, and services often have no LANG.
  private static let hasUnicodeLocale: Bool = unsafe setlocale(LC_CTYPE, "C.UTF-8") != nil

  init(_ content: Content, feed: any Feed) throws(ArchiveProblem) {
    guard LibraryArchive.hasUnicodeLocale else {
      throw ArchiveProblem(.unreadable, "cannot be read: the system has no locale C.UTF-8")
    }
    guard let handle = unsafe archive_read_new() else {
      throw ArchiveProblem(.unreadable, "cannot be read: the memory is used up")
    }
    unsafe self.handle = unsafe handle
    self.feed = feed
    // Only what is named here is recognised inside, whatever the bytes look like.
    let registered: Int32
    switch content {
    // Never the streaming zip reader, which takes archives without a directory.
    case .zip: registered = unsafe archive_read_support_format_zip_seekable(handle)
    case .sevenZip: registered = unsafe archive_read_support_format_7zip(handle)
    case .tar: registered = unsafe archive_read_support_format_tar(handle)
    case .gzip:
      registered = unsafe archive_read_support_format_raw(handle) | archive_read_support_filter_gzip(handle)
    case .zstd:
      registered = unsafe archive_read_support_format_raw(handle) | archive_read_support_filter_zstd(handle)
    }
    guard registered == ARCHIVE_OK else {
      throw ArchiveProblem(.unreadable, "cannot be read: this libarchive does not know its format")
    }
    try open(content)
  }

  deinit { unsafe archive_read_free(handle) }

  private func open(_ content: Content) throws(ArchiveProblem) {
    let owner = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe archive_read_set_callback_data(handle, owner)
    unsafe archive_read_set_read_callback(handle) { _, data, buffer in
      guard let data = unsafe data, let buffer = unsafe buffer else { return Int(ARCHIVE_FATAL) }
      let archive = unsafe Unmanaged<LibraryArchive>.fromOpaque(data).takeUnretainedValue()
      guard let piece = unsafe archive.feed.read() else { return Int(ARCHIVE_FATAL) }
      unsafe buffer.pointee = piece.baseAddress
      return piece.count
    }
    if content == .zip || content == .sevenZip {
      unsafe archive_read_set_seek_callback(handle) { _, data, offset, whence in
        guard let data = unsafe data else { return Int64(ARCHIVE_FATAL) }
        let archive = unsafe Unmanaged<LibraryArchive>.fromOpaque(data).takeUnretainedValue()
        return archive.feed.seek(to: offset, from: whence) ?? Int64(ARCHIVE_FATAL)
      }
    }
    guard unsafe archive_read_open1(handle) == ARCHIVE_OK else { throw problem(entry: nil) }
    // gzip in gzip is opened without a word.
    if content == .gzip || content == .zstd, unsafe archive_filter_count(handle) > 2 {
      throw ArchiveProblem(.nestedArchive, "is packed twice by the same program")
    }
  }

  /// The next entry; nil at the end. Anything but OK and EOF is a problem: a wrong check sum is only a warning.
  func next() throws(ArchiveProblem) -> Header? {
    var entry: OpaquePointer?
    let code = unsafe archive_read_next_header(handle, &entry)
    if code == ARCHIVE_EOF { return nil }
    guard code == ARCHIVE_OK, let entry = unsafe entry else { throw problem(entry: nil) }
    let name = unsafe archive_entry_pathname_utf8(entry)
    let isLink = unsafe archive_entry_hardlink(entry) != nil || archive_entry_symlink(entry) != nil
    return unsafe Header(
      name: name.map { unsafe Array(UnsafeRawBufferPointer(start: $0, count: strlen($0))) },
      size: archive_entry_size_is_set(entry) != 0 ? archive_entry_size(entry) : nil,
      type: UInt32(archive_entry_filetype(entry)), isLink: isLink,
      isEncrypted: archive_entry_is_encrypted(entry) != 0,
      modified: archive_entry_mtime_is_set(entry) != 0 ? Int64(archive_entry_mtime(entry)) : nil)
  }

  /// The next piece of the entry's content and its place; nil at the end. Good until the next call.
  func piece(entry: String?) throws(ArchiveProblem) -> (bytes: UnsafeRawBufferPointer, offset: Int64)? {
    var base: UnsafeRawPointer?
    var count = 0
    var offset: Int64 = 0
    let code = unsafe archive_read_data_block(handle, &base, &count, &offset)
    if code == ARCHIVE_EOF { return nil }
    guard code == ARCHIVE_OK else { throw problem(entry: entry) }
    return unsafe (UnsafeRawBufferPointer(start: base, count: count), offset)
  }

  /// Bytes of the file that were needed for what came out so far.
  var consumed: Int64 { unsafe archive_filter_bytes(handle, -1) }

  /// libarchive tells its reasons only in words.
  private func problem(entry: String?) -> ArchiveProblem {
    let words = unsafe archive_error_string(handle).map { unsafe String(cString: $0) } ?? "no reason given"
    let shown = ShownText.name(Array(words.utf8))
    func says(_ part: String) -> Bool { words.lowercased().contains(part) }
    if says("encrypt") || says("passphrase") {
      return ArchiveProblem(.encrypted, entry: entry, "is encrypted")
    }
    if says("crc") || says("checksum") {
      return ArchiveProblem(.badCRC, entry: entry, "has content that its check sum does not fit")
    }
    if says("truncated") || says("end of file") || says("premature") {
      return ArchiveProblem(.truncated, entry: entry, "ends too early")
    }
    if says("unsupported") || says("not supported") || says("unknown codec") {
      return ArchiveProblem(
        .unsupportedMethod, entry: entry, "is packed by a method that is not read (\(shown))")
    }
    return ArchiveProblem(.damaged, entry: entry, "is damaged (\(shown))")
  }
}
