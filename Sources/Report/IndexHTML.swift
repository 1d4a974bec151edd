import Accounting

/// `outbox/report/index.html`: what a bookkeeper opens each morning. What to do now, then everything else.
///
/// One file, nothing fetched, so that it opens from a file share and prints as it looks. All that must be read is
/// there without the script; the script adds the search and the history of single items.
public enum IndexHTML {
  /// The most items that the search knows, so that the page stays a file of a few megabytes.
  public static let searchLimit = 20_000
  /// The most rows of a section that needs nobody.
  static let calmRows = 100
  /// The newest months that are told apart.
  static let months = 13
  /// The newest lines of what was done lately.
  static let latest = 30

  /// The page; sections list what the overview lists, `history` is what happened last.
  public static func page(_ overview: Overview, _ history: RecentHistory) -> [UInt8] {
    var html = HTMLText()
    let entries = overview.todo
    html.append(
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-\(PageScript.digest)'; base-uri 'none'; form-action 'none'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Autotask to QuickBooks\(entries.isEmpty ? "" : ": \(counted(entries.count, "thing")) to do")</title>
      <style>
      \(PageStyle.text)
      </style>
      </head>
      <body>

      """)
    head(&html)
    html.append(
      "<section id=\"results\" aria-live=\"polite\" hidden data-none=\"\(notFound(overview))\"></section>\n")
    todo(entries, overview, &html)
    tiles(overview, &html)
    PageSections.sets(overview, &html)
    for part in [ControlPart.inDoubt, .conflict, .refused, .held, .notReady] {
      PageItems.section(part, overview, &html)
    }
    PageSections.quarantine(overview, &html)
    PageTotals.months(overview, &html)
    PageTotals.control(overview, &html)
    PageSections.lately(history, overview, &html)
    for part in [ControlPart.ready, .open, .sent, .transferred, .byHand] {
      PageItems.section(part, overview, &html)
    }
    foot(overview, history, &html)
    data(overview, history, &html)
    html.append("</body>\n</html>\n")
    return html.bytes
  }

  private static func head(_ html: inout HTMLText) {
    html.append(
      """
      <header>
      <h1>What to do now</h1>
      <label id="search" hidden>Search <input id="find" type="search" placeholder="number, organization, amount, state" autocomplete="off" spellcheck="false"></label>
      </header>

      """)
  }

  private static func todo(_ entries: [TodoEntry], _ overview: Overview, _ html: inout HTMLText) {
    if entries.isEmpty {
      html.element("p", StatusText.nothingToDo(overview))
    } else {
      html.open("ol", [("class", "todo")])
      html.line()
      for entry in entries {
        html.open("li", entry.urgency <= .refused ? [("class", "urgent")] : [])
        html.open("strong")
        html.prose(entry.headline)
        html.close("strong")
        if !entry.details.isEmpty {
          html.append("\n<ul>\n")
          for detail in entry.details { self.detail(detail, &html) }
          html.close("ul")
        }
        html.close("li")
        html.line()
      }
      html.append("</ol>\n")
    }
    html.append("<p id=\"stale\" hidden></p>\n<p class=\"stamp\">Autotask to QuickBooks, as of ")
    html.time(overview.moment, overview.moment.minuteText(in: overview.zone), "written")
    html.text(" (\(overview.zone.name)).")
    html.append("</p>\n")
  }

  private static func detail(_ detail: TodoEntry.Detail, _ html: inout HTMLText) {
    html.open("li")
    html.prose(detail.what)
    if let remedy = detail.remedy {
      html.append("<br>")
      html.prose(remedy)
    }
    if !detail.items.isEmpty {
      html.append("<br><small>")
      for (index, item) in detail.items.enumerated() {
        if index > 0 { html.append(", ") }
        html.item(item)
      }
      if detail.more > 0 { html.text(" and \(grouped(detail.more)) more") }
      html.append("</small>")
    }
    html.close("li")
    html.line()
  }

  /// Where everything stands, in three figures.
  private static func tiles(_ overview: Overview, _ html: inout HTMLText) {
    let parts = ControlPart.allCases
    if parts.allSatisfy({ overview.sums($0).count == 0 }) { return }
    html.append("<ul class=\"tiles\">\n")
    for tile in [MonthTotals.Part.waiting, .onItsWay, .transferred] {
      let inside = ControlPart.mostUrgentFirst.filter { MonthTotals.Part($0) == tile }
      var sums = Sums()
      for part in inside { sums.add(overview.sums(part)) }
      html.append("<li class=\"part\(tile.rawValue)\">")
      let first = inside.first { overview.sums($0).count > 0 }
      if let first { html.append("<a href=\"#\(first.rawValue)\">") }
      html.append("<b>\(grouped(sums.count))</b>")
      html.text(tile.label)
      html.append("<span>")
      html.text(sums.text ?? "no amounts")
      html.append("</span>")
      if first != nil { html.append("</a>") }
      html.append("</li>\n")
    }
    html.append("</ul>\n")
  }

  private static func notFound(_ overview: Overview) -> String {
    overview.search.count > overview.search.limit
      ? "Nothing found among the newest \(grouped(overview.search.limit)) items; transfers.csv has them all"
      : "Nothing found"
  }

  private static func foot(_ overview: Overview, _ history: RecentHistory, _ html: inout HTMLText) {
    html.append("<footer>\n<p>")
    html.prose(
      "To have items transferred or kept back, write `ready` or `not-ready` into the column `transfer` of ")
    html.append("<a href=\"transfers.csv\">transfers.csv</a>")
    html.text(", which has every item, and drop that file into inbox/. Everything that ever happened is in ")
    html.append("<a href=\"history.csv\">history.csv</a>.</p>\n<p>")
    let known = min(overview.search.count, overview.search.limit)
    html.text(
      "This page lists at most \(grouped(overview.rowLimit)) items of what waits for somebody and \(calmRows) of"
        + " everything else; its search knows "
        + (known == overview.search.count
          ? "all \(counted(known, "item"))"
          : "the newest \(grouped(known)) of \(counted(overview.search.count, "item"))")
        + ".")
    if let before = reach(history, overview) { html.text(" \(before)") }
    html.append(
      "</p>\n<noscript><p>Search and the history of single items need JavaScript.</p></noscript>\n</footer>\n"
    )
  }

  /// How far back the history on the page goes, where it is not whole.
  private static func reach(_ history: RecentHistory, _ overview: Overview) -> String? {
    guard let first = history.first, first > 1, let time = history.firstTime else { return nil }
    return "The history on this page begins with event \(grouped(Int(first))) on"
      + " \(time.minuteText(in: overview.zone)); history.csv has what was before."
  }

  private static func data(_ overview: Overview, _ history: RecentHistory, _ html: inout HTMLText) {
    html.append("<script id=\"items\" type=\"application/json\">")
    html.append(overview.search.json)
    html.append("</script>\n<script id=\"past\" type=\"application/json\"")
    if let before = reach(history, overview) {
      html.append(" data-before=\"")
      html.text("\(before) All of one item:")
      html.append("\"")
    }
    html.append(">")
    html.append(history.json)
    html.append("</script>\n<script>\(PageScript.text)</script>\n")
  }
}
