import Accounting
import Archive
import Autotask
import ByteFormats
import Findings

/// What a bundle says about itself.
extension BundleReader {
  func readManifest(_ descriptor: Int32, _ format: ArchiveFormat) throws {
    var newest: Int64?
    var reader = try ArchiveReader(
      descriptor: descriptor, format: format, limits: rules.limits)
    func note(_ entry: ArchiveEntry) {
      if case .instant(let seconds)? = entry.modified, !entry.isDirectory {
        newest = max(newest ?? .min, seconds * 1_000)
      }
    }
    // Without a manifest a directory says all that is wanted; else everything is unpacked twice.
    if let listing = reader.listing, !listing.contains(where: { EntryKind(path: $0.name) == .manifest }) {
      for entry in listing { note(entry) }
      if let newest { asOf = min(newest, rules.arrival) }
      return
    }
    while let entry = try reader.next() {
      note(entry)
      guard EntryKind(path: entry.name) == .manifest else { continue }
      var bytes: [UInt8] = []
      try reader.read { piece in
        bytes.append(copying: piece)
        if bytes.count > 16_000_000 {
          throw BundleRefusal(findings: [
            Finding(
              .manifestInvalid, .refused, problem: "the manifest is larger than 16 MB",
              remedy: "Make the bundle again with a manifest.json that only lists its files.",
              place: Place(path: "\(name)/\(entry.name)"))
          ])
        }
      }
      try takeManifest(bytes, path: "\(name)/\(entry.name)")
    }
    if manifest?.createdAt == nil, let newest { asOf = min(newest, rules.arrival) }
  }

  private func takeManifest(_ bytes: [UInt8], path: String) throws {
    let (read, problems) = BundleManifest.read(bytes, path: path)
    guard let read else {
      if !problems.isEmpty { throw BundleRefusal(findings: problems) }
      unusedFiles.append("\(path.dropFirst(name.utf8.count + 1)) (the manifest of another program)")
      summary.findings.append(
        Finding(
          .fileUnused, .notice, problem: "the file is the manifest of another program, so it is not read",
          remedy:
            "Nothing is to be done, unless it is to describe this bundle; then write \"format\": \"autotask-bundle\" and"
            + " \"version\": 1 into it.", place: Place(path: path)))
      return
    }
    if let zone = read.timeZone, let problem = wrongZone(zone, path: path) {
      throw BundleRefusal(findings: [problem])
    }
    summary.findings += read.retransfers.map { BundleReader.notObeyed($0, path: path) }
    manifest = read
    if let created = read.createdAt { asOf = min(created.milliseconds, rules.arrival) }
  }

  /// All dates are read in one zone; a bundle of another one would be dated a day off around midnight.
  private func wrongZone(_ name: String, path: String) -> Finding? {
    let zone = Exchange.zone(named: name)
    if let zone, zone.hasSameRules(as: rules.zone) { return nil }
    let known = zone == nil ? ", which this system does not know" : ""
    return Finding(
      .manifestZoneDiffers, .refused,
      problem:
        "the manifest says that its times are those of \"\(name)\"\(known), and autopost.yaml says time-zone:"
        + " \(rules.timeZoneName)",
      remedy: zone == nil
        ? "Let the exporting program write the zone of its times, such as America/New_York, and drop the bundle again."
        : "Correct timeZone in the manifest, or write time-zone: \(name) in autopost.yaml if all exports are of that"
          + " zone, and drop the bundle again.",
      place: Place(path: path))
  }

  /// A second transfer makes a second invoice in QuickBooks: no file asks for that, only a person.
  private static func notObeyed(_ retransfer: BundleManifest.Retransfer, path: String) -> Finding {
    Finding(
      .manifestRetransfer, .warning,
      problem:
        "the manifest asks to transfer \(retransfer.words) once more, which would make a second one in QuickBooks; it is"
        + " not done",
      remedy: retransfer.item.map { "Run autopost retransfer --duplicate \($0) if a second one is wanted." }
        ?? "Take retransfer out of the manifest, and name single invoices with autopost retransfer --duplicate if a"
        + " second one is wanted.",
      place: Place(path: path, line: retransfer.line, column: retransfer.column))
  }

  func listed(_ path: String) -> BundleManifest.File? { manifest?.files.first { $0.path == path } }

  func checkManifestFiles() throws {
    let missing = (manifest?.files ?? []).map(\.path).filter {
      !seenFiles.contains($0) && EntryKind(path: $0) != .other
    }
    guard !missing.isEmpty else { return }
    let unread = missing.filter { if case .unused = EntryKind(path: $0) { false } else { true } }
    if unread.isEmpty { return }
    throw BundleRefusal(findings: [
      Finding(
        .manifestMismatch, .refused,
        problem:
          "the manifest lists \(unread.prefix(5).joined(separator: ", ")), which the bundle does not hold",
        remedy: "Export and pack the bundle again.", place: Place(path: name))
    ])
  }
}
