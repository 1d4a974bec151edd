public import Filesystem

extension ExchangeFolder {
  /// Makes the folders that are missing; refuses a `state` on a network file system.
  public func prepare() throws(SpoolError) {
    try spooled { () throws(FilesystemError) in try Disk.makeFolder(state) }
    let kind = try spooled { () throws(FilesystemError) in try FileSystemKind(of: state) }
    if let name = kind.sharedName { throw .shared(state, kind: name) }
    let folders = [
      inbox, report, quarantine, outbox.appending("autotask"), sets, duplicates,
      temporaries(for: archive), temporaries(for: quarantine),
    ]
    for folder in folders { try spooled { () throws(FilesystemError) in try Disk.makeFolder(folder) } }
  }

  /// Makes the folders of one company file.
  public func prepare(connector: String) throws(SpoolError) {
    for folder in [requests(connector), self.connector(connector).appending("answered")] {
      try spooled { () throws(FilesystemError) in try Disk.makeFolder(folder) }
    }
  }

  /// Until the lock is let go, no other autopost changes this folder.
  public func acquireLock() throws(SpoolError) -> ProcessLock {
    let lock = try spooled { () throws(FilesystemError) in try ProcessLock(lockFile) }
    if let lock { return lock }
    throw .locked(owner: try spooled { () throws(FilesystemError) in try ProcessLock.owner(lockFile) })
  }

  /// Removes what a killed process left half written, and makes durable what it renamed last.
  ///
  /// Only with the lock held.
  public func removeLeftovers() throws(SpoolError) {
    for folder in [temporaries(for: archive), temporaries(for: quarantine)] {
      try spooled { () throws(FilesystemError) in
        for name in try Disk.names(in: folder) { try Disk.remove(folder.appending(name)) }
      }
    }
    try spooled { () throws(FilesystemError) in try removeOldMarks() }
    guard try !claimedNumbers().isEmpty else { return }
    try spooled { () throws(FilesystemError) in
      try Disk.synchronizeFolder(work)
      try Disk.synchronizeFolder(inbox)
    }
  }

  /// Bytes that can still be written where the ledger lies.
  public func freeSpace() throws(SpoolError) -> UInt64 {
    try spooled { () throws(FilesystemError) in try FileSystemKind(of: state).available }
  }
}
