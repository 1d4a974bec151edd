public import Accounting

/// How far a company file is on its way to another place or name, and what each step asks of people.
public struct RelinkPlan: Hashable, Sendable {
  public var connector: ConnectorName
  /// As the settings name it now.
  public var companyName: String?
  public var companyFile: String?
  /// What counted when it began.
  public var nameBefore: String?
  public var fileBefore: String?
  /// In QuickBooks' list of integrated applications.
  public var application: String
  /// Who uses it, as the settings name them.
  public var userNames: [String]
  /// The same as Web Connector shows them: `anna-main`.
  public var webConnectorNames: [String]
  /// Paths of the QWC files below the exchange folder, one a user.
  public var files: [String]
  /// Sets that still wait for their answers.
  public var openSets: [SetNumber] = []
  public var begun: Timestamp
  /// How many steps are done.
  public var done: Int
  public var isEnded = false

  public init(
    connector: ConnectorName, companyName: String?, companyFile: String?, nameBefore: String?,
    fileBefore: String?, application: String, userNames: [String], webConnectorNames: [String],
    files: [String],
    begun: Timestamp, done: Int
  ) {
    self.connector = connector
    self.companyName = companyName
    self.companyFile = companyFile
    self.nameBefore = nameBefore
    self.fileBefore = fileBefore
    self.application = application
    self.userNames = userNames
    self.webConnectorNames = webConnectorNames
    self.files = files
    self.begun = begun
    self.done = done
  }

  /// One step: what is done, and how.
  public struct Step: Hashable, Sendable {
    public var title: String
    public var details: [String]
  }

  /// The last step after which the old FileIDs still count.
  public static let lastOldStep = 3

  public var steps: [Step] {
    let users = list(userNames)
    let each = userNames.count == 1 ? "On the computer of \(users)" : "On each computer of \(users)"
    let names = list(webConnectorNames)
    let old = fileBefore ?? companyFile ?? "the company file"
    let oldName = nameBefore ?? companyName ?? "the company file"
    return [
      Step(
        title: "Remove the application from Web Connector",
        details: [
          "\(each), with \(oldName) open in QuickBooks: choose \"\(application)\" in Web Connector (user"
            + " name\(webConnectorNames.count == 1 ? "" : "s") \(names)) and click Remove. Whoever exchanges files by hand has nothing to do here.",
          "Renamed or moved already? Then Web Connector cannot remove it: rename or move it back to \(old) and"
            + " remove it then. If that cannot be done, force the removal: end Web Connector, let whoever looks after the"
            + " computer delete the application below HKEY_CURRENT_USER\\Software\\Intuit\\QBWebConnector, and start it"
            + " again.",
        ]),
      Step(
        title: "Delete the authorized computer",
        details: [
          "In QuickBooks as Admin, in single-user mode: Edit > Preferences > Integrated Applications > Company"
            + " Preferences, choose \"\(application)\", click Remove."
        ]),
      Step(
        title: "Rename or move the company file",
        details: [
          "Close it everywhere, then rename or move it, or its folder, in Windows. Drive letter and path must be the same"
            + " for everybody who uses it.",
          "Then write the new path, or the new name of the company, as company-file or company-name of connector"
            + " \(connector) in autopost.yaml.",
        ]),
      Step(
        title: "Open it as Admin, without pop-ups",
        details: [
          "Open it in QuickBooks as Admin, in single-user mode, from its new place, and close every window that QuickBooks"
            + " shows by itself (reminders, updates, offers)."
        ]),
      Step(
        title: "Authorize again",
        details: [
          "With it open like that, add \(files.first ?? "the QWC file") to Web Connector (File > Add an Application) and"
            + " choose \"Yes, always; allow access even if QuickBooks is not running\". By hand: let the program that runs"
            + " the sets connect, and choose the same."
        ]),
      Step(
        title: "New QWC files for everybody",
        details: [
          files.count < 2
            ? "Nobody else uses this connector. Delete every copy of the old QWC file: it is void."
            : "On the other computers add \(list(Array(files.dropFirst()))) to Web Connector. Delete every copy of the old"
              + " QWC files: they are void."
        ]),
    ]
  }

  private func list(_ words: [String]) -> String {
    words.count < 2
      ? words.joined() : words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
  }
}

/// What `autopost connector relink` prints for people.
public enum RelinkText {
  /// Where it stands, all steps, and how to go on; ends in a line feed.
  public static func page(_ plan: RelinkPlan, zone: Zone) -> String {
    let company = [plan.companyName, plan.companyFile].compactMap { $0 }.joined(separator: ", ")
    let shown = company.isEmpty ? "" : " (\(company))"
    let steps = plan.steps
    var lines: [String] = []
    if plan.isEnded {
      lines.append("Connector \(plan.connector)\(shown) is relinked.")
    } else {
      lines.append(
        "Connector \(plan.connector)\(shown) is being relinked; that began \(plan.begun.minuteText(in: zone)), and until"
          + " it is done nothing is published for it.")
      if plan.done <= RelinkPlan.lastOldStep {
        lines.append(
          "Its old QWC files are taken out of outbox/\(plan.connector)/; new ones come with step"
            + " \(RelinkPlan.lastOldStep + 2), and the old ones are void then.")
      }
      if plan.done == 0 {
        lines.append(
          "Begun by mistake? autopost connector relink \(plan.connector) --cancel --reason TEXT")
      }
      if !plan.openSets.isEmpty, plan.done == 0 {
        let sets = plan.openSets.map(\.description).joined(separator: ", ")
        lines.append(
          "Still open: \(sets). Best run what is open and drop the answers before step 1; later it can be run too."
        )
      }
    }
    for (index, step) in steps.enumerated() {
      let mark = index < plan.done ? "done" : index == plan.done ? "NOW " : "    "
      lines.append("  \(mark)  \(index + 1). \(step.title)")
      if index == plan.done, !plan.isEnded {
        for detail in step.details { lines += filled(detail, indent: "           ") }
      }
    }
    if plan.isEnded {
      lines.append(
        "Now run autopost run: its first set reads the lists and proves the company; then the rest goes on.")
    } else {
      lines.append(
        "When step \(plan.done + 1) is done: autopost connector relink \(plan.connector) --done \(plan.done + 1)"
      )
    }
    return lines.map(oneLine).joined(separator: "\n") + "\n"
  }

  /// Lines of at most 110 columns.
  private static func filled(_ text: String, indent: String) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent.utf8.count + width(line) + 1 + width(String(word)) > 110 {
        lines.append(indent + line)
        line = ""
      }
      line += line.isEmpty ? String(word) : " \(word)"
    }
    if !line.isEmpty { lines.append(indent + line) }
    return lines
  }
}
