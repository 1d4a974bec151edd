public import Filesystem

/// A browser without a window, in which a page is opened as somebody would open it from a folder.
public struct Chromium {
  private static let program: FilePath = "/usr/bin/chromium"

  /// Whether tests that need it run: where it is, and in CI always, so that its absence is seen there.
  public static var isExpected: Bool {
    let isThere = (try? Disk.facts(of: program)) != nil
    return isThere || CurrentProcess.environment("CI") != nil
  }

  public static let absence = "SKIPPED: there is no /usr/bin/chromium; Scripts/bootstrap installs it"

  /// A page after its scripts have run.
  public struct Sight: Sendable {
    /// The document as it is then.
    public let document: String
    /// What the browser has to say against it.
    public let complaints: [String]
  }

  /// Opens the page; `fragment` is what stands behind `#` in its address.
  public static func open(_ page: FilePath, fragment: String = "") throws -> Sight {
    let profile = try TemporaryFolder()
    // Its settings go where the test's files go, not into anybody's home.
    var browser = Program("/usr/bin/timeout")
    browser.environment = ["HOME=\(profile.path)", "XDG_RUNTIME_DIR=\(profile.path)"]
    let outcome = try browser.run([
      "--kill-after=5", "120", program, "--headless", "--no-sandbox", "--disable-gpu",
      "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
      "--no-first-run", "--enable-logging=stderr", "--virtual-time-budget=10000",
      FilePath("--user-data-dir=\(profile.appending("profile"))"), "--dump-dom",
      FilePath("file://\(page)" + (fragment.isEmpty ? "" : "#\(fragment)")),
    ])
    var complaints = outcome.error.split(separator: "\n").filter { $0.contains("CONSOLE") }.map { String($0) }
    if outcome.code != 0 { complaints.append("chromium ended with \(outcome)") }
    if !outcome.output.contains("data-ready=\"yes\"") {
      complaints.append("the script did not come to its end")
    }
    for table in outcome.output.split(separator: "<tbody>").dropFirst() {
      let body = table.prefix { $0 != "/" }
      if !body.contains("<tr") { complaints.append("a table is empty: \(table.prefix(80))") }
    }
    return Sight(document: outcome.output, complaints: complaints)
  }
}
