public import Filesystem
public import Findings
public import Ledger
public import Spool

/// Why a command did nothing, or stopped; each has its exit code (sysexits).
public enum ExchangeError: Error {
  /// The settings or mappings cannot be used, 78.
  case settings([Finding])
  /// Another autopost works in this folder, 75.
  case locked(owner: Int?)
  case ledger(LedgerError)
  case spool(SpoolError)
  case filesystem(FilesystemError)
  /// A named input is missing, 66.
  case missing(String)
  /// A file that is named is not there, 66.
  case missingFile(String)
  /// The request cannot be met as it stands, 64 (wrong use) or 65 (wrong data); words and remedy.
  case refused(Finding)
  /// What a file asks for cannot be done, 65: one finding for each of its rows that cannot; nothing was done.
  case rowsRefused([Finding])
  /// Our own mistake, 70.
  case fault(String)

  /// Puts whatever was thrown below into this type.
  public init(_ error: any Error) {
    switch error {
    case let error as ExchangeError: self = error
    case let error as LedgerError: self = .ledger(error)
    case let error as SpoolError:
      if case .locked(let owner) = error { self = .locked(owner: owner) } else { self = .spool(error) }
    case let error as FilesystemError: self = .filesystem(error)
    default: self = .fault(String(describing: error))
    }
  }

  /// Whether nothing that was read is the reason, but the computer: no room, no rights, a lock, a ledger that cannot
  /// be written.
  var isAboutComputer: Bool {
    switch self {
    case .locked: true
    case .ledger(let error): error.isAboutComputer
    case .spool(.filesystem(let error)), .filesystem(let error):
      error.code.isAboutSpace || error.code.isAboutRights
        || [.fileTooLarge, .inputOutput, .readOnly, .tooManyOpenFiles, .tooManyOpenFilesInAll].contains(
          error.code)
    default: false
    }
  }
}
