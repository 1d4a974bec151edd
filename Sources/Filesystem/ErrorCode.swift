internal import Glibc

/// The kernel's reason, an `errno`, kept as the number so that unknown ones survive.
public struct ErrorCode: Hashable, Sendable, CustomStringConvertible {
  public let rawValue: Int32

  public init(rawValue: Int32) { self.rawValue = rawValue }

  public static let missing = ErrorCode(rawValue: ENOENT)
  public static let exists = ErrorCode(rawValue: EEXIST)
  public static let notAllowed = ErrorCode(rawValue: EACCES)
  public static let notPermitted = ErrorCode(rawValue: EPERM)
  public static let diskFull = ErrorCode(rawValue: ENOSPC)
  public static let overQuota = ErrorCode(rawValue: EDQUOT)
  public static let fileTooLarge = ErrorCode(rawValue: EFBIG)
  public static let readOnly = ErrorCode(rawValue: EROFS)
  public static let otherFileSystem = ErrorCode(rawValue: EXDEV)
  public static let symbolicLink = ErrorCode(rawValue: ELOOP)
  public static let notAFolder = ErrorCode(rawValue: ENOTDIR)
  public static let folder = ErrorCode(rawValue: EISDIR)
  public static let notEmpty = ErrorCode(rawValue: ENOTEMPTY)
  public static let nameTooLong = ErrorCode(rawValue: ENAMETOOLONG)
  public static let tooManyOpenFiles = ErrorCode(rawValue: EMFILE)
  public static let tooManyOpenFilesInAll = ErrorCode(rawValue: ENFILE)
  public static let brokenPipe = ErrorCode(rawValue: EPIPE)
  public static let inputOutput = ErrorCode(rawValue: EIO)
  public static let wouldBlock = ErrorCode(rawValue: EWOULDBLOCK)
  public static let invalid = ErrorCode(rawValue: EINVAL)
  public static let noDevice = ErrorCode(rawValue: ENXIO)

  static let interrupted = ErrorCode(rawValue: EINTR)

  static var last: ErrorCode { ErrorCode(rawValue: errno) }

  /// What the kernel says no to whoever asks, until someone changes the rights.
  public var isAboutRights: Bool { [.notAllowed, .notPermitted, .readOnly].contains(self) }

  public var isAboutSpace: Bool { [.diskFull, .overQuota].contains(self) }

  /// In the words of people.
  public var description: String {
    switch self {
    case .missing: "there is no such file or folder"
    case .exists: "there is already something of that name"
    case .notAllowed, .notPermitted: "the user autopost runs as has no right to do so"
    case .diskFull: "the disk is full"
    case .overQuota: "the user's share of the disk is used up"
    case .fileTooLarge: "the user autopost runs as may not make a file that large"
    case .readOnly: "the disk is set up for reading only"
    case .otherFileSystem: "the two folders are on different disks"
    case .symbolicLink: "it is a symbolic link"
    case .notAFolder: "a part of the path is no folder"
    case .folder: "it is a folder"
    case .notEmpty: "the folder is not empty"
    case .nameTooLong: "the name is too long"
    case .tooManyOpenFiles, .tooManyOpenFilesInAll: "too many files are open"
    case .brokenPipe: "nobody reads what is written"
    case .inputOutput: "the disk reports a fault"
    case .wouldBlock: "another process holds it"
    default: kernelWords
    }
  }

  private var kernelWords: String {
    guard let text = unsafe strerror(rawValue) else { return "error \(rawValue)" }
    return unsafe String(validatingCString: text) ?? "error \(rawValue)"
  }
}
