import Accounting
import Findings

/// What comes before what in the list of things to do.
public enum Urgency: Int, Comparable, Sendable, Hashable, CaseIterable {
  /// Money may be in QuickBooks twice, or not at all.
  case doubt
  case wrongCompany
  /// What stops everything of a connector.
  case stopped
  /// What a company file lacks, and items wait for.
  case lacking
  case refused
  /// In QuickBooks, but no longer as Autotask has it.
  case transferred
  case openSets
  /// What is to be given back to Autotask.
  case writeBack
  case held
  case files
  case person

  public static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
}

/// One thing to do.
public struct TodoEntry: Hashable, Sendable {
  /// One problem with what helps, or one thing to run.
  public struct Detail: Hashable, Sendable {
    public var what: String
    public var remedy: String?
    /// The first items it is about.
    public var items: [String] = []
    /// How many more there are.
    public var more = 0
  }

  public var urgency: Urgency
  /// One sentence.
  public var headline: String
  public var details: [Detail]
}

extension Overview {
  /// What to do now, most urgent first; empty when nothing is.
  public var todo: [TodoEntry] {
    var entries: [TodoEntry] = []
    for part in [ControlPart.inDoubt, .conflict, .refused, .held, .notReady, .transferred, .byHand] {
      for reason in reasons.inPlace(part) { entries.append(entry(reason)) }
    }
    entries.append(contentsOf: noticeEntries)
    entries.append(contentsOf: auditEntries)
    entries.append(contentsOf: setEntries)
    entries.append(contentsOf: fileEntries)
    let waiting = waitingForWord
    if waiting.count > 0 {
      entries.append(
        TodoEntry(
          urgency: .person,
          headline:
            "\(waiting.inBrackets) \(waiting.count == 1 ? "waits" : "wait")"
            + " for autopost ready.",
          details: []))
    }
    // A stable order: equal urgency stays as it was collected.
    return entries.enumerated().sorted {
      $0.element.urgency != $1.element.urgency
        ? $0.element.urgency < $1.element.urgency : $0.offset < $1.offset
    }.map(\.element)
  }

  private func entry(_ reason: Reasons.Reason) -> TodoEntry {
    let items = reason.sums.inBrackets
    let verb = reason.sums.count == 1 ? "is" : "are"
    let headline: String
    let urgency: Urgency
    switch reason.part {
    case .inDoubt:
      (urgency, headline) = (.doubt, "\(items) \(verb) in doubt: ask QuickBooks before anything else.")
    case .conflict:
      (urgency, headline) = (
        .doubt, "\(items) \(verb) in conflict: look into QuickBooks before anything else."
      )
    case .refused:
      (urgency, headline) = (
        .refused, "\(items) \(reason.sums.count == 1 ? "was" : "were") refused: \(reason.inWords)."
      )
    case .transferred, .byHand:
      (urgency, headline) = (
        .transferred,
        "\(items) in QuickBooks \(reason.sums.count == 1 ? "needs" : "need") a look: \(reason.inWords)."
      )
    case .notReady:
      (urgency, headline) = (
        .held,
        "\(items) \(reason.sums.count == 1 ? "waits" : "wait") for a person to decide: \(reason.inWords)."
      )
    default:
      (urgency, headline) = (.held, "\(items) \(verb) held: \(reason.inWords).")
    }
    var details = reason.cases.map { one in
      TodoEntry.Detail(
        what: sentence(capitalized(one.problem)) + one.likewise, remedy: sentence(one.remedy),
        items: one.items.map(\.description), more: one.count - one.items.count)
    }
    let listed = reason.cases.reduce(0) { $0 + $1.count }
    if listed < reason.sums.count {
      details.append(
        TodoEntry.Detail(
          what:
            "\(counted(reason.sums.count - listed, "more item")), each with a remedy of its own: see below.")
      )
    }
    return TodoEntry(urgency: urgency, headline: headline, details: details)
  }

  private var noticeEntries: [TodoEntry] {
    notices.map { notice in
      var lead = notice.connector.map { "Connector \($0): " } ?? ""
      let said = notice.connector.map { ["connector \($0)", "connector \"\($0)\""] } ?? []
      if said.contains(where: { notice.finding.problem.contains($0) }) { lead = "" }
      let place = notice.finding.place.map { " (\($0.text))" } ?? ""
      let problem = lead.isEmpty ? capitalized(notice.finding.problem) : notice.finding.problem
      return TodoEntry(
        urgency: notice.urgency, headline: sentence("\(lead)\(problem)\(place)"),
        details: [TodoEntry.Detail(what: sentence(notice.finding.remedy))] + listed(notice)
          + waitingFor(notice))
    }
  }

  /// The most lines of a notice that are written out.
  private static let mostLines = 50

  private func listed(_ notice: Notice) -> [TodoEntry.Detail] {
    let told = notice.lines.prefix(Overview.mostLines).map { TodoEntry.Detail(what: sentence($0)) }
    let rest = notice.lines.count - told.count
    return rest > 0
      ? told + [TodoEntry.Detail(what: "And \(grouped(rest)) more: autopost connector list --json.")] : told
  }

  /// The items that a notice keeps back.
  private func waitingFor(_ notice: Notice) -> [TodoEntry.Detail] {
    guard let waits = waits[notice] else { return [] }
    let verb = waits.sums.count == 1 ? "waits" : "wait"
    return [
      TodoEntry.Detail(
        what: "\(waits.sums.inBrackets) \(verb) for it.", items: waits.items.map(\.description),
        more: waits.sums.count - waits.items.count)
    ]
  }

  /// The most differences of a period that are written out.
  private static let mostDifferences = 10

  /// Where QuickBooks has something else than was transferred.
  private var auditEntries: [TodoEntry] {
    audits.filter { !$0.differences.isEmpty }.map { audit in
      let told = audit.differences.prefix(Overview.mostDifferences)
      var details = told.map {
        TodoEntry.Detail(
          what: sentence(capitalized($0.problem)), remedy: sentence($0.remedy),
          items: $0.item.map { [$0] } ?? [])
      }
      let rest = audit.differences.count - told.count
      if rest > 0 {
        details.append(
          TodoEntry.Detail(what: "\(counted(rest, "more difference")): autopost reconcile lists them."))
      }
      return TodoEntry(
        urgency: .transferred,
        headline: "Connector \(audit.connector): in \(audit.period), \(audit.verdict)", details: details)
    }
  }

  private var setEntries: [TodoEntry] {
    var entries: [TodoEntry] = []
    let toRun = setsInOrder.filter { $0.fetched == nil }
    var connectors: [ConnectorName] = []
    for set in toRun where !connectors.contains(set.connector) { connectors.append(set.connector) }
    for connector in connectors {
      let sets = toRun.filter { $0.connector == connector }
      let order = sets.count == 1 ? "" : ", the lowest number first"
      let answers = sets.count == 1 ? "its answer" : "each answer"
      entries.append(
        TodoEntry(
          urgency: .openSets,
          headline: "Run \(counted(sets.count, "message set")) in the company file of connector \(connector)"
            + "\(companies[connector].map { " (\(oneLine($0)))" } ?? "")\(order), and drop \(answers) into inbox/.",
          details: details(sets)))
    }
    let fetched = setsInOrder.filter { $0.fetched != nil }
    if !fetched.isEmpty {
      entries.append(
        TodoEntry(
          urgency: .openSets,
          headline:
            "Web Connector has fetched \(counted(fetched.count, "message set")) and has not answered yet.",
          details: details(
            fetched, otherwise: "Leave Web Connector running; its status column says when it is done.")))
    }
    return entries
  }

  /// The first sets, and of the others those for which more is to be done; the rest is counted.
  private func details(_ sets: [OpenSetRow], otherwise: String? = nil) -> [TodoEntry.Detail] {
    let overdue = sets.dropFirst(Overview.mostSets).filter { $0.toDo != nil }.prefix(Overview.mostSets)
    let told = sets.prefix(Overview.mostSets) + overdue
    var details = told.map {
      TodoEntry.Detail(what: line($0), remedy: ($0.toDo ?? otherwise ?? trial($0)).map(sentence))
    }
    let rest = sets.count - told.count
    if rest > 0 {
      details.append(TodoEntry.Detail(what: "\(counted(rest, "more message set")), listed below."))
    }
    return details
  }

  /// Why more than this set waits for its answer.
  private func trial(_ set: OpenSetRow) -> String? {
    if !set.isTrial { return nil }
    return "It is the trial of the company file: everything else that writes goes when its answer is in"
  }

  /// What is written out of a list of things to do that has its own table below.
  private static let mostSets = 5
  private static let mostFiles = 20

  private func line(_ set: OpenSetRow) -> String {
    var parts: [String] = []
    if set.items > 0 {
      parts.append(counted(set.items, "item") + (set.amount.map { " (\($0.grouped))" } ?? ""))
    }
    parts.append(set.kind.purpose)
    let (word, since) = set.fetched.map { ("fetched", $0) } ?? ("waiting since", set.published)
    parts.append("\(word) \(since.minuteText(in: zone)), \(ageText(from: since, to: moment))")
    return "\(set.file): \(parts.joined(separator: ", "))"
  }

  private var fileEntries: [TodoEntry] {
    var entries: [TodoEntry] = []
    if !quarantine.isEmpty {
      entries.append(
        TodoEntry(
          urgency: .files,
          headline: "\(counted(quarantine.count, "file")) \(quarantine.count == 1 ? "was" : "were") refused.",
          details: quarantine.map {
            TodoEntry.Detail(
              what: sentence("\($0.file), \($0.time.minuteText(in: zone)): \($0.finding.problem)"),
              remedy: sentence($0.finding.remedy))
          }))
    }
    if !waiting.isEmpty {
      entries.append(
        TodoEntry(
          urgency: .files,
          headline:
            "\(counted(waiting.count, "file")) \(waiting.count == 1 ? "was" : "were") left in the inbox.",
          details: waiting.prefix(Overview.mostFiles).map {
            TodoEntry.Detail(what: sentence("\($0.file): \($0.reason)"), remedy: $0.remedy.map(sentence))
          }
            + (waiting.count > Overview.mostFiles
              ? [TodoEntry.Detail(what: "And \(counted(waiting.count - Overview.mostFiles, "more file")).")]
              : [])))
    }
    return entries
  }
}

extension Reasons.Case {
  /// ` The same goes for 2 more items.`, where the problem names only the first of them.
  fileprivate var likewise: String {
    isOneOfSeveral ? " The same goes for \(counted(count - 1, "more item"))." : ""
  }
}
