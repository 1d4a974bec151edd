import Accounting
import Filesystem
import Settings

/// The program: finds the command, runs it, and ends with its exit code.
@main
struct Autopost {
  static func main() {
    let output = Output()
    let code: ExitCode
    do {
      try CurrentProcess.ignoreBrokenPipes()
      try CurrentProcess.ignoreFileSizeLimit()
      CurrentProcess.useFewMemoryPools()
      code = try run(words(), output)
    } catch {
      let failure = Failure(error)
      output.say(failure.text)
      code = failure.code
    }
    CurrentProcess.exit(code.rawValue)
  }

  /// What was written behind the program's name, as bytes.
  private static func words() throws(FilesystemError) -> [FilePath] {
    let line = try Disk.read("/proc/self/cmdline")
    return line.dropLast().split(separator: 0, omittingEmptySubsequences: false).dropFirst().map {
      FilePath(bytes: Array($0))
    }
  }

  static func run(_ words: [FilePath], _ output: Output) throws -> ExitCode {
    let arguments = try Arguments(words, commands: Command.all)
    if arguments.wantsVersion {
      try output.print(Version.text)
      return .done
    }
    guard let name = arguments.command else {
      if arguments.wantsHelp {
        try output.write(HelpText.overview)
        return .done
      }
      output.say(HelpText.overview)
      return .usage
    }
    let command = try command(name)
    if arguments.wantsHelp {
      try output.write(HelpText.page(command))
      return .done
    }
    guard command.count.contains(arguments.operands.count) else { throw wrongCount(command, arguments) }
    let invocation = Invocation(
      command: command, root: arguments.root ?? ".", options: arguments.options, operands: arguments.operands,
      now: Timestamp(milliseconds: SystemClock.now()), output: output)
    return try command.perform(invocation)
  }

  static func command(_ name: String) throws(Failure) -> Command {
    if let command = Command.all.first(where: { $0.name == name }) { return command }
    if Command.later.contains(name) {
      throw Failure(
        .usage, "autopost \(name) comes with a later version",
        remedy: "Run autopost help for what this version does.")
    }
    let names = Command.all.map(\.name)
    let begun = names.filter { name.utf8.count > 1 && $0.hasPrefix(name.lowercased()) }
    let question =
      begun.count == 1 ? "; did you mean \"\(begun[0])\"?" : Suggestion.question(name, among: names)
    throw Failure(
      .usage, "there is no command \"\(name)\"\(question)",
      remedy: "Run autopost help for the commands there are.")
  }

  private static func wrongCount(_ command: Command, _ arguments: Arguments) -> Failure {
    let remedy = "Write \(HelpText.usage(command)), or see autopost help \(command.name)."
    guard arguments.operands.count > command.count.upperBound else {
      return Failure(.usage, "autopost \(command.name) needs \(command.operands)", remedy: remedy)
    }
    let extra = arguments.operands[command.count.upperBound]
    return Failure(.usage, "autopost \(command.name) has no place for \"\(extra)\"", remedy: remedy)
  }
}
