/// The help as it is printed.
enum HelpText {
  /// The most columns of a line.
  private static let columns = 100

  /// The commands on one screen; first what is done each day.
  static var overview: String {
    var lines = [
      "autopost moves approved Autotask items into QuickBooks Desktop by files.",
      "",
      "Each day:",
      "  1. Drop the Autotask export into inbox/, and run:             autopost run",
      "  2. Run each file of outbox/<connector>/requests/ in QuickBooks and drop its answer into inbox/;",
      "     then run:                                                  autopost run",
      "  3. See what is held or refused, and why:                      autopost status",
      "",
      "Commands:",
    ]
    let width = Command.all.map(\.name.utf8.count).max() ?? 0
    for command in Command.all {
      let blanks = String(repeating: " ", count: width - command.name.utf8.count + 2)
      lines.append("  \(command.name)\(blanks)\(command.summary)")
    }
    lines += [
      "",
      "Each works in the current folder, or in the one named by --root DIR.",
      "autopost help COMMAND shows what it does, an example, what can go wrong, and its exit codes.",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// `autopost history ITEM [--json]`
  static func usage(_ command: Command) -> String {
    var parts = ["autopost \(command.name)"]
    if !command.operands.isEmpty { parts.append(command.operands) }
    for option in command.options where option.name != OptionRule.wait.name {
      parts.append(option.isRepeatable ? "[\(option.shown)]…" : "[\(option.shown)]")
    }
    return parts.joined(separator: " ")
  }

  static func page(_ command: Command) -> String {
    var lines = wrapped(usage(command), indent: "", following: "    ")
    for paragraph in command.page.about {
      lines.append("")
      lines += wrapped(paragraph, indent: "  ", following: "  ")
    }
    lines += ["", "Options"]
    let options = command.options + [OptionRule.root]
    let width = options.map(\.shown.utf8.count).max() ?? 0
    for option in options {
      let head = "  " + option.shown + String(repeating: " ", count: width - option.shown.utf8.count + 2)
      lines += wrapped(
        option.words, indent: head, following: String(repeating: " ", count: head.utf8.count))
    }
    let example = HelpExamples.of(command.name)
    if !example.isEmpty {
      lines += ["", "Example"]
      for line in example.split(separator: "\n", omittingEmptySubsequences: false) {
        lines.append(line.isEmpty ? "" : "  \(line)")
      }
    }
    if !command.page.troubles.isEmpty {
      lines += ["", "What can go wrong"]
      for trouble in command.page.troubles {
        lines += wrapped(trouble.what, indent: "  - ", following: "    ")
        lines += wrapped(trouble.remedy, indent: "    ", following: "    ")
      }
    }
    lines += ["", "Exit codes"]
    for code in Set([.done, .usage] + command.page.codes).sorted() {
      let number = String(code.rawValue)
      lines.append("  \(number)\(String(repeating: " ", count: 4 - number.utf8.count))\(code.words)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Lines of at most so many columns.
  static func wrapped(_ text: String, indent: String, following: String) -> [String] {
    var lines: [String] = []
    var line = indent
    var isEmpty = true
    for word in text.split(separator: " ") {
      if !isEmpty, line.count + 1 + word.count > columns {
        lines.append(line)
        line = following
        isEmpty = true
      }
      line += isEmpty ? String(word) : " \(word)"
      isEmpty = false
    }
    lines.append(line)
    return lines
  }
}
