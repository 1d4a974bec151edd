import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import SQLite
import Spool

/// Why a command did not do what it was asked: words, what helps, and the exit code.
struct Failure: Error {
  var code: ExitCode
  /// One sentence without a full stop.
  var problem: String
  /// One imperative sentence.
  var remedy: String
  /// Said instead of problem and remedy where they are there.
  var findings: [Finding] = []

  init(_ code: ExitCode, _ problem: String, remedy: String) {
    self.code = code
    self.problem = problem
    self.remedy = remedy
  }

  /// What stands on standard error.
  var text: String {
    if !findings.isEmpty {
      // A file of many rows has the sum at its end, where it is seen.
      let end = code == .dataRefused ? "\nautopost: \(problem)\n  \(remedy)" : ""
      return findings.map(\.text).joined(separator: "\n") + end
    }
    return "autopost: \(problem)\n  \(remedy)"
  }

  /// Puts whatever was thrown into words.
  init(_ error: any Error) {
    switch error {
    case let failure as Failure: self = failure
    case let error as ExchangeError: self.init(exchange: error)
    case let error as FilesystemError: self.init(filesystem: error)
    case let error as LedgerError: self.init(ledger: error)
    case let error as SpoolError: self.init(spool: error)
    case let error as PracticeError:
      self.init(
        .usage, "the practice company file did not do it: \(error)", remedy: "Change what was asked for.")
    default: self.init(fault: String(describing: error))
    }
  }

  private init(fault words: String) {
    self.init(
      .fault, "a fault of autopost itself: \(words)",
      remedy:
        "Nothing is lost: run the command again; if it stays, send these words to whoever looks after autopost."
    )
  }

  private init(exchange error: ExchangeError) {
    switch error {
    case .settings(let findings):
      self.init(.settings, "the settings cannot be used", remedy: "Put right what is said about them.")
      self.findings = findings
    case .locked(let owner):
      let process = owner.map { " (process \($0))" } ?? ""
      self.init(
        .tryAgain, "another autopost is at work in this folder\(process)",
        remedy: "Wait until it has finished, or say how long to wait for it: --wait 60.")
    case .ledger(let error): self.init(ledger: error)
    case .spool(let error): self.init(spool: error)
    case .filesystem(let error): self.init(filesystem: error)
    case .missing(let words):
      self.init(.missing, words, remedy: "Look for its right name with autopost status.")
    case .missingFile(let words):
      self.init(.missing, words, remedy: "Write the path as it is seen from the folder you are in.")
    case .refused(let finding):
      let isMissing = finding.id == .itemUnknown || finding.id == .setUnknown
      self.init(isMissing ? .missing : .usage, finding.problem, remedy: finding.remedy)
      findings = [finding]
    case .rowsRefused(let findings):
      self.init(
        .dataRefused, "some rows of the file cannot be followed, and nothing was done",
        remedy: "Put right what is said about them, and run the same command again.")
      self.findings = findings
    case .fault(let words): self.init(fault: words)
    }
  }

  private init(filesystem error: FilesystemError) {
    let code: ExitCode =
      if error.code.isAboutSpace {
        .tryAgain
      } else if error.code.isAboutRights {
        .noPermission
      } else if error.code == .missing {
        .missing
      } else {
        .inputOutput
      }
    self.init(code, error.description, remedy: error.remedy)
  }

  private init(spool error: SpoolError) {
    switch error {
    case .filesystem(let error): self.init(filesystem: error)
    case .shared: self.init(.settings, error.description, remedy: error.remedy)
    case .locked: self.init(.tryAgain, error.description, remedy: error.remedy)
    case .differentContent: self.init(.cannotCreate, error.description, remedy: error.remedy)
    case .lost: self.init(.inputOutput, error.description, remedy: error.remedy)
    }
  }

  /// Whether the kernel blamed the device, not the rights. "Missing" is what SQLite hears last when a journal cannot be
  /// made: it then looks for one to read.
  private static func isDisk(_ code: Int32) -> Bool {
    let code = ErrorCode(rawValue: code)
    return code.rawValue != 0 && !code.isAboutRights
  }

  private init(ledger error: LedgerError) {
    switch error {
    case .database(let cause) where cause.code.isBusy:
      self.init(
        .tryAgain, "another program is using the ledger state/ledger.sqlite3",
        remedy: "Wait until it has finished, then run this again.")
    case .database(let cause) where cause.code.isIO && CurrentProcess.fileSizeLimit != nil:
      // SQLite does not keep the kernel's reason; the limit is the likely one.
      let limit = CurrentProcess.fileSizeLimit.map { "\($0)" } ?? ""
      self.init(
        .inputOutput,
        "\(error.words); no file of the user autopost runs as may have more than \(limit) bytes",
        remedy:
          "Let the user autopost runs as make larger files (ulimit -f unlimited, or LimitFSIZE= of its service), then"
          + " run this again: the ledger undoes by itself what was half done.")
    case .database(let cause) where cause.code.isFull || ErrorCode(rawValue: cause.systemCode).isAboutSpace:
      self.init(
        .tryAgain, "the disk is full, so the ledger cannot grow",
        remedy: "Make room on the disk, then run this again.")
    case .database(let cause) where cause.code.isIO || Failure.isDisk(cause.systemCode):
      self.init(
        .inputOutput, error.words,
        remedy:
          "Look at the disk that state/ lies on, then run this again: the ledger undoes by itself what was"
          + " half done.")
    case .database(let cause) where cause.code.isReadOnly || cause.code.isCannotOpen:
      self.init(
        .noPermission, error.words,
        remedy: "Give the user autopost runs as the right to read and write state/ and what is in it.")
    case .database(let cause) where cause.code.isConstraint || cause.code.isMisuse:
      self.init(fault: error.words)
    case .database, .damaged, .notALedger:
      self.init(
        .inputOutput, error.words,
        remedy:
          "Put state/ledger.sqlite3 back from its last backup; until then leave inbox and outbox as they are."
      )
    case .older:
      self.init(
        .inputOutput, error.words,
        remedy:
          "Put the newest copy of state/ledger.sqlite3 back: with this one, what is in QuickBooks already would go"
          + " again. Where there is none, make a new folder (autopost init --root FOLDER) whose transfer-from is later"
          + " than the last invoice that was transferred.")
    case .tooNew:
      self.init(.settings, error.words, remedy: "Install the newer autopost and run this with it.")
    case .tooOld:
      self.init(
        .settings, error.words,
        remedy: "Run autopost run once, which brings the ledger up to date, and then this again.")
    }
  }
}
