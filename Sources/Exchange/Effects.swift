import Accounting
import Filesystem
import Ledger
import Sodium
import Spool

/// Does to files what the ledger says is still to be done; each step may be repeated.
struct Effects {
  let pass: Pass

  /// What is found while the steps are done, and written down when all of them are.
  private struct Found {
    /// Sets whose exact bytes are nowhere any more.
    var lost: [SetRow] = []
    /// Files that have their exact bytes now; nil for those that are gone with their set.
    var files: [(SetNumber, PublishedFile?)] = []
    /// Changed files that lie in quarantine now.
    var aside: [FileVerdict] = []
  }

  func run() throws {
    let effects = try pass.ledger.effects()
    if effects.isEmpty || pass.isRehearsal { return }
    var found = Found()
    var next = 0
    while next < effects.count {
      let group = effects[next...].prefix { $0.kind == "publish" }
      if group.isEmpty {
        try perform(effects[next], &found)
        next += 1
      } else {
        try publish(group, &found)
        next = group.endIndex
      }
    }
    let done = found
    try pass.ledger.transaction { () throws(LedgerError) in
      for effect in effects { try pass.ledger.finish(effect) }
      for set in done.lost { try LostSet(pass: pass).writeDown(set) }
      for (set, file) in done.files { try pass.ledger.note(file, of: set) }
      for verdict in done.aside { try verdict.writeDown(in: pass) }
    }
    pass.findings += done.lost.map { LostSet.finding($0) }
    pass.hasChanged = true
  }

  /// Message sets appear together, in the order of their numbers.
  private func publish(_ effects: ArraySlice<Effect>, _ found: inout Found) throws {
    var files: [(path: FilePath, bytes: [UInt8])] = []
    for effect in effects {
      guard let set = try set(effect), set.state == .open else { continue }
      try pass.folder.prepare(connector: set.connector.rawValue)
      let bytes = try pass.folder.keptSet(set)
      try putAside(set, isKept: bytes != nil, &found)
      if let bytes {
        files.append((path(of: set), bytes))
      } else {
        found.lost.append(set)
      }
    }
    try pass.folder.publish(files)
    for effect in effects {
      guard let set = try set(effect), let facts = try Disk.facts(of: path(of: set)) else { continue }
      found.files.append((set.number, .sound(changed: facts.changed)))
    }
  }

  /// What somebody put in the place of a set's file is kept as evidence, apart from what is to be run.
  private func putAside(_ set: SetRow, isKept: Bool, _ found: inout Found) throws {
    let path = path(of: set)
    guard let facts = try Disk.facts(of: path), try !PublishedFiles.isSound(path, set) else { return }
    let digest = facts.kind == .regular ? SHA256.digest(of: try Disk.read(path)) : SHA256.digest(of: [])
    var verdict = FileVerdict(
      number: 0, name: set.fileName, digest: digest, size: facts.size, age: 0,
      kind: "message set \(set.number), changed after it was published", place: .quarantine)
    verdict.findings = [PublishedFiles.alteration(set, isKept: isKept)]
    let place = try pass.folder.setAside(path) { path in
      verdict.storedIn = pass.folder.shown(path)
      return verdict.placedReport(at: pass.now, zone: pass.zone)
    }
    verdict.storedIn = pass.folder.shown(place)
    found.aside.append(verdict)
  }

  private func perform(_ effect: Effect, _ found: inout Found) throws {
    switch effect.kind {
    case "retire":
      guard let set = try set(effect) else { return }
      _ = try pass.folder.retire(path(of: set))
      found.files.append((set.number, nil))
    case "write":
      let path = pass.folder.root.appending(effect.target)
      try makeFolder(path.parent)
      _ = try pass.folder.replace(effect.body, at: path)
    case "write-archived":
      // The request beside its answer, for the auditor.
      guard let set = try set(effect) else { return }
      guard let bytes = try pass.folder.keptSet(set) else {
        found.lost.append(set)
        return
      }
      let folder = pass.folder.answered(set.connector.rawValue, set: set.number.rawValue)
      try makeFolder(folder)
      _ = try pass.folder.replace(bytes, at: folder.appending("request.qbxml"))
      // Where the archive had lost them, they are what was in the outbox.
      _ = try pass.folder.replace(bytes, at: pass.folder.archivedSet(set.number.rawValue))
    default:
      throw LedgerError.damaged("the ledger asks for the unknown effect \(effect.kind)")
    }
  }

  private func set(_ effect: Effect) throws -> SetRow? {
    guard let number = SetNumber(effect.target) else {
      throw LedgerError.damaged("the ledger asks for an effect on \"\(effect.target)\"")
    }
    return try pass.ledger.set(number)
  }

  private func path(of set: SetRow) -> FilePath {
    pass.folder.request(set.connector.rawValue, set: set.number.rawValue, kind: set.kind.rawValue)
  }

  private func makeFolder(_ path: FilePath) throws { try Disk.makeFolder(path) }
}
