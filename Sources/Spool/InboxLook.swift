import Filesystem
import Findings

/// One look at one name in the inbox.
struct InboxLook {
  enum Result {
    case ready(FileFacts)
    case waits(Finding)
    case gone
  }

  let path: FilePath
  let shown: String

  func result() throws(FilesystemError) -> Result {
    guard let listed = try Disk.facts(of: path) else { return .gone }
    if isTemporary {
      return waits(
        .temporaryName, "\(shown) has the name of a file that is hidden or still being uploaded",
        "Rename it once it is complete, or remove it.", .notice)
    }
    switch listed.kind {
    case .regular: break
    case .folder: return notAFile("a folder", "Put the files that are in it into inbox/ itself.")
    case .symbolicLink: return notAFile("a symbolic link", "Copy the file itself into inbox/.")
    case .special: return notAFile("a pipe, a socket or a device", "Remove it from inbox/.")
    }
    do {
      let file = try FileDescriptor(reading: path)
      let facts = try file.facts()
      guard facts.kind == .regular, facts.inode == listed.inode else { return changed }
      if facts.links != 1 {
        return waits(
          .hardLinked, "\(shown) has \(facts.links) names, so it could be changed through another one",
          "Drop a copy of it instead, or remove its other names.")
      }
      if file.writers() == .some {
        return waits(
          .stillWritten, "\(shown) is still being written by another program",
          "Wait until that program has finished; the next pass takes the file.", .notice)
      }
      return .ready(facts)
    } catch  where error.code.isAboutRights {
      return waits(
        .unreadable, "\(shown) cannot be read, because \(error.code)",
        "Give the user autopost runs as the right to read it.")
    } catch  where error.code == .missing {
      return .gone
    } catch  where error.code == .symbolicLink || error.code == .noDevice {
      return changed
    }
  }

  var changed: Result {
    waits(
      .changedWhileRead, "\(shown) changed while it was looked at",
      "Wait until nobody changes it any more; the next pass takes the file.", .notice)
  }

  private func notAFile(_ kind: String, _ remedy: String) -> Result {
    waits(.notAFile, "\(shown) is \(kind), not a file", remedy)
  }

  private func waits(
    _ id: FindingID, _ problem: String, _ remedy: String, _ severity: Severity = .warning
  ) -> Result {
    .waits(Finding(id, severity, problem: problem, remedy: remedy, place: Place(path: shown)))
  }

  /// The usual names of uploads under way, and hidden ones.
  private var isTemporary: Bool {
    let name = path.name
    let lower = FilePath(bytes: name.bytes.map { (65...90).contains($0) ? $0 + 32 : $0 })
    return name.hasPrefix(".") || [".tmp", ".part", ".filepart", "~"].contains { lower.hasSuffix($0) }
  }
}
