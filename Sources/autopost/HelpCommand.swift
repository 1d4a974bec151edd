import Filesystem

extension Command {
  static let help = Command(
    "help", operands: "[COMMAND]", count: 0...1,
    summary: "what autopost does, or what one command does",
    help: HelpPage("Shows the commands, or one of them with an example.")
  ) { invocation in
    guard let word = invocation.operands.first else {
      try invocation.output.write(HelpText.overview)
      return .done
    }
    try invocation.output.write(HelpText.page(try Autopost.command(word.description)))
    return .done
  }

  static let version = Command(
    "version", summary: "the version of this program", help: HelpPage("Shows the version of this program.")
  ) { invocation in
    try invocation.output.print(Version.text)
    return .done
  }
}

/// The version of this program.
enum Version {
  static let text = "autopost 0.1"
}
