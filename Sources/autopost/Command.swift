/// One command of the program.
struct Command: Sendable {
  let name: String
  /// What stands behind it, without the options: `ITEM…`.
  let operands: String
  /// How many operands it takes.
  let count: ClosedRange<Int>
  let options: [OptionRule]
  /// One line for the overview, without a full stop.
  let summary: String
  let page: HelpPage
  let perform: @Sendable (Invocation) throws -> ExitCode

  init(
    _ name: String, operands: String = "", count: ClosedRange<Int> = 0...0, options: [OptionRule] = [],
    summary: String, help: HelpPage, run: @escaping @Sendable (Invocation) throws -> ExitCode
  ) {
    self.name = name
    self.operands = operands
    self.count = count
    self.options = options
    self.summary = summary
    page = help
    perform = run
  }

  /// Every command, in the order in which a month uses them.
  static let all: [Command] = [
    .initialize, .run, .watch, .check, .status, .history, .ready, .hold, .retransfer, .withdraw, .refused,
    .recover,
    .resolve,
    .map, .lists, .connector, .qwc, .report, .reconcile, .practice, .help, .version,
  ]

  /// Commands that later versions have.
  static let later = ["backup", "verify", "serve"]
}
