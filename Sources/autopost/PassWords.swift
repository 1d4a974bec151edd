import Accounting
import Exchange
import Ledger
import Report

/// What a pass did, as a bookkeeper reads it.
struct PassWords {
  let result: PassResult
  let isRehearsal: Bool
  /// Sets of earlier passes that wait for their answer.
  let waiting: [SetNumber]
  /// The names of the companies, where there are several connectors to be told apart.
  var companies: [ConnectorName: String] = [:]

  func text(isQuiet: Bool) -> String {
    var lines: [String] = []
    if isRehearsal { lines.append("This is what autopost run would do; nothing was changed.") }
    lines += files
    if let counts { lines.append(counts) }
    lines += sets
    let isIdle = lines.count == (isRehearsal ? 1 : 0)
    if isIdle, isQuiet { return "" }
    if isIdle { lines.append("Nothing new.") }
    if let still { lines.append(still) }
    return lines.isEmpty ? "" : lines.joined(separator: "\n") + "\n"
  }

  private var files: [String] {
    result.taken.map { file in
      let what = file.kind.isEmpty ? file.name : "\(file.name), \(file.kind)"
      switch file.place {
      case .archive: return "\(isRehearsal ? "Would be taken" : "Taken"): \(what)"
      case .duplicates:
        return "\(isRehearsal ? "Would have no effect" : "Without effect"), for it was taken before: \(what)"
      case .quarantine:
        let place = file.storedAs.map { "; see \($0).txt" } ?? ""
        return "\(isRehearsal ? "Would be refused" : "Refused"): \(what)\(place)"
      }
    }
  }

  /// `27 items: 14 ready, 13 held`
  private var counts: String? {
    let parts = TransferState.allCases.compactMap { state in
      result.counts[state].map { "\($0) \(PassWords.word(state))" }
    }
    let total = result.counts.values.reduce(0, +)
    if total == 0 || !(result.hasChanged || isRehearsal) { return nil }
    let needs = [TransferState.held, .refused, .inDoubt, .conflict].contains { result.counts[$0] != nil }
    return "Items: \(total) in all, \(parts.joined(separator: ", "))."
      + (needs && !isRehearsal ? " autopost status says why." : "")
  }

  /// `Message sets 000001 and 000002 still wait for their answers.`
  private var still: String? {
    let names = waiting.map(\.description)
    switch names.count {
    case 0: return nil
    case 1: return "Message set \(names[0]) still waits for its answer."
    case 2...5:
      return
        "Message sets \(names.dropLast().joined(separator: ", ")) and \(names[names.count - 1]) still wait for"
        + " their answers."
    default: return "\(names.count) message sets still wait for their answers; autopost status lists them."
    }
  }

  private static func word(_ state: TransferState) -> String {
    switch state {
    case .held: "held"
    case .notReady: "not ready"
    case .ready: "ready"
    case .open: "in open message sets"
    case .sent: "fetched by Web Connector"
    case .refused: "refused by QuickBooks"
    case .inDoubt: "in doubt"
    case .conflict: "in conflict"
    case .confirmed: "transferred"
    }
  }

  /// How many sets are listed; the outbox has them all.
  private static let mostSets = 20

  private var sets: [String] {
    if result.sets.isEmpty { return [] }
    var lines: [String] = []
    let connectors = result.sets.reduce(into: [ConnectorName]()) { names, set in
      if !names.contains(set.connector) { names.append(set.connector) }
    }
    for connector in connectors {
      let sets = result.sets.filter { $0.connector == connector }
      lines.append(
        isRehearsal
          ? "Would be published for connector \(connector):"
          : "Now run in QuickBooks (connector \(connector)\(companies[connector].map { ", \($0)" } ?? "")), and drop \(sets.count == 1 ? "the answer" : "each answer")"
            + " into inbox/:")
      for set in sets.prefix(PassWords.mostSets) { lines.append("  \(set.path)  \(contents(set))") }
      if sets.count > PassWords.mostSets { lines.append("  … and \(sets.count - PassWords.mostSets) more") }
    }
    return lines
  }

  /// `14 items, 17,695.05: writes items into QuickBooks`
  private func contents(_ set: PublishedSet) -> String {
    if set.items == 0 { return set.kind.purpose }
    let count = "\(set.items) item\(set.items == 1 ? "" : "s")"
    let amount = set.net.map { ", \($0.grouped)" } ?? ""
    return "\(set.isTrial ? "a trial with " : "")\(count)\(amount): \(set.kind.purpose)"
  }
}
