/// How a command ended, for scripts (sysexits.h).
enum ExitCode: Int32, Comparable {
  case done = 0
  case usage = 64
  case dataRefused = 65
  case missing = 66
  case fault = 70
  case cannotCreate = 73
  case inputOutput = 74
  case tryAgain = 75
  case noPermission = 77
  case settings = 78

  static func < (left: ExitCode, right: ExitCode) -> Bool { left.rawValue < right.rawValue }

  /// As the help explains it.
  var words: String {
    switch self {
    case .done: "done"
    case .usage: "the command was not understood, or cannot be done as things stand"
    case .dataRefused: "something was refused, or does not add up"
    case .missing: "something that was named is not there"
    case .fault: "a fault of autopost"
    case .cannotCreate: "a file or folder cannot be made"
    case .inputOutput: "reading or writing failed"
    case .tryAgain: "try again later: another autopost is at work, or the disk is full"
    case .noPermission: "the rights do not allow it"
    case .settings: "the settings must be put right first"
    }
  }
}
