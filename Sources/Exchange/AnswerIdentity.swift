import Accounting
import Findings
import Ledger
import Settings

/// Whether an answer comes from the company file of its connector; looked at before anything of it is believed.
///
/// Compared are the company's name, the FileID where the company file bears one, and the path where a run note told
/// it. An answer that was made before the company file was relinked still bears its old identity, and is right.
struct AnswerIdentity {
  let pass: Pass
  let connector: Connector
  let set: SetRow
  let index: AnswerIndex

  /// In what an answer shows another company file.
  struct Mismatch {
    /// The company as people know it: its name, or the path of its file.
    var company: String
    /// What follows "the answer to message set 000012".
    var problem: String
    /// What is to be done, beside deleting what was made there.
    var remedy: String
  }

  func mismatch() throws(LedgerError) -> Mismatch? {
    let company = index.companyName ?? "without a name"
    if let path = try runPath() {
      let right = connector.companyFile.map { ", and connector \(connector.name) is for \($0)" } ?? ""
      return Mismatch(
        company: path, problem: "was made by \(path), as its run note says\(right)",
        remedy:
          "Delete there what is listed, run autopost resolve \(set.number) --deleted --reason TEXT, then run the"
          + " set in the right company file.")
    }
    // Made before the company file got its new name, its answer still bears the old one.
    let relinks = try pass.ledger.relinks(of: connector.name).filter { $0.counts(since: set.publishedAt) }
    let bound = try pass.ledger.identity(connector.name)?.name
    let wanted = connector.companyName ?? bound
    if let wanted, index.companyName != nil, company != wanted {
      guard let relink = relinks.last(where: { $0.nameBefore == company }), !isTooNew(since: relink.endedAt)
      else { return try wrongName(company, wanted) }
    }
    guard let id = index.fileID else { return nil }
    return try wrongFileID(id, company)
  }

  /// The path of another company file in which the set was run, as a run note told.
  private func runPath() throws(LedgerError) -> String? {
    try pass.ledger.misplaced(by: set.number).first { $0.kind == Misplacing.run }?.company
  }

  private func wrongName(_ company: String, _ wanted: String) throws(LedgerError) -> Mismatch {
    let other = pass.settings.connectors.first { $0.companyName == company }
    let whose = other.map { ", that of connector \($0.name)" } ?? ""
    let isInUse = try pass.ledger.identity(connector.name) != nil
    let renamed =
      other != nil
      ? ""
      : isInUse
        ? "If it is the right company file under a new name, run autopost connector relink \(connector.name) and drop the"
          + " answer again. Else open"
        : "If it is the right company and only its name is written otherwise, write company-name: \(company) in"
          + " autopost.yaml and drop the answer again. Else open"
    return Mismatch(
      company: company,
      problem:
        "comes from the company \"\(company)\"\(whose), and connector \(connector.name) is for \"\(wanted)\"",
      remedy:
        "\(renamed.isEmpty ? "Open" : renamed) \"\(wanted)\" and run the set there; it stays open until then."
    )
  }

  private func wrongFileID(_ id: String, _ company: String) throws(LedgerError) -> Mismatch? {
    let right = "the company file of connector \(connector.name)"
    guard let known = try pass.ledger.known(fileID: id) else {
      return Mismatch(
        company: company,
        problem:
          "comes from a company file that bears the FileID \(id), and no QWC file of this folder ever had it:"
          + " \"\(company)\" belongs to another exchange folder, or is a copy that does",
        remedy:
          "Open \(right) and run the set there; if it is the right one, open its QWC file from outbox/\(connector.name)/"
          + " in Web Connector, which puts the right FileID on it (Intuit's QBWC_CP3Tool.exe removes the other one),"
          + " and run the set again.")
    }
    if known.connector != connector.name {
      return Mismatch(
        company: company,
        problem: "comes from the company file of connector \(known.connector), whose FileID it bears",
        remedy: "Open \(right) and run the set there; it stays open until then.")
    }
    guard let since = known.voidSince, set.publishedAt >= since || isTooNew(since: since) else { return nil }
    return Mismatch(
      company: company,
      problem:
        "bears the FileID that connector \(connector.name) had until its company file was relinked on"
        + " \(since.date(in: pass.zone)): it comes from an old copy, or an old QWC file is still in use",
      remedy:
        "Remove the old application from Web Connector, open \(right) as it is now, add the QWC file of"
        + " outbox/\(connector.name)/ and run the set there; take the old copy away.")
  }

  /// Whether QuickBooks made something of it clearly after that moment; its clock may be in another zone.
  private func isTooNew(since moment: Timestamp?) -> Bool {
    guard let moment, let newest = index.newest else { return false }
    let day: Int64 = 86_400_000
    let made = newest.instant(in: pass.zone).milliseconds
    return made > moment.milliseconds + day
  }
}
