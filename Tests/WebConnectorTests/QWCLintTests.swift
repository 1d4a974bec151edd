import Accounting
import Findings
import Testing
import WebConnector

@Suite("What Web Connector would refuse is said before, with its code")
struct QWCLintTests {
  @Test("A file of ours has no findings")
  func clean() {
    #expect(QWCLint.findings(QWCFileTests.file()).isEmpty)
    #expect(QWCFile.appDescription.count <= 80)
  }

  @Test(
    "One element changed, one finding",
    arguments: [
      (
        "AppSupport", "https://www.example.com/",
        "outbox/main/x.qwc: error: AppSupport is on www.example.com and AppURL on books.example.com (QBWC1000) [qwc-host-mismatch]\n"
          + "  Set web-connector.support-url in autopost.yaml to a page on books.example.com, then run autopost qwc."
      ),
      (
        "AppURL", "http://books.example.com/qbwc/main",
        "outbox/main/x.qwc: error: AppURL begins with http, not https (QBWC1010, QBWC1051) [qwc-not-https]\n"
          + "  Set web-connector.url in autopost.yaml to an https address; only localhost may go without."
      ),
      (
        "OwnerID", "{57F3B9B1-86F1-4fcc-B1EE-566DE1813D20}",
        "outbox/main/x.qwc: error: OwnerID {57F3B9B1-86F1-4fcc-B1EE-566DE1813D20} is from a public sample, and another program may own it in the company file (QBWC1039) [qwc-sample-guid]\n"
          + "  Write the file anew with autopost qwc."
      ),
      (
        "FileID", "5d2a9a31-3c0f-4a86-9d2a-7d6a0f4b7c11",
        "outbox/main/x.qwc: error: FileID is `5d2a9a31-3c0f-4a86-9d2a-7d6a0f4b7c11`, not a GUID in braces (QBWC1039) [qwc-not-a-guid]\n"
          + "  Write the file anew with autopost qwc."
      ),
      (
        "AppDescription", String(repeating: "x", count: 81),
        "outbox/main/x.qwc: warning: AppDescription has 81 characters, and Web Connector shows about 80 [qwc-description-long]\n"
          + "  Shorten it to 80 characters."
      ),
      (
        "QBType", "QBPOS",
        "outbox/main/x.qwc: error: QBType is `QBPOS`, which is not QuickBooks Desktop [qwc-wrong-type]\n"
          + "  Write the file anew with autopost qwc; it says QBFS."
      ),
      (
        "IsReadOnly", "true",
        "outbox/main/x.qwc: error: IsReadOnly is true, so Web Connector cannot write its FileID (QBWC1039, SDK 3263) [qwc-read-only]\n"
          + "  Write the file anew with autopost qwc; it says false."
      ),
      (
        "UserName", "",
        "outbox/main/x.qwc: error: element UserName is empty, so Web Connector does not add it (QBWC1039) [qwc-element-missing]\n"
          + "  Write the file anew with autopost qwc."
      ),
      (
        "AppURL", "books.example.com/qbwc",
        "outbox/main/x.qwc: error: AppURL is `books.example.com/qbwc`, which is no web address [qwc-not-a-url]\n"
          + "  Set web-connector.url in autopost.yaml to an address such as https://books.example.com/qbwc."
      ),
    ] as [(String, String, String)])
  func oneChanged(name: String, value: String, words: String) {
    let elements = QWCFileTests.file().elements.map { $0.name == name ? QWCElement(name, value) : $0 }
    #expect(QWCLint.findings(elements, path: "outbox/main/x.qwc").map(\.text) == [words])
  }

  @Test(
    "An address by number is refused, in AppURL and AppSupport alike",
    arguments: ["https://192.168.0.7/", "https://[fe80::1]:8443/x", "https://3232235527/"])
  func numbers(url: String) {
    var file = QWCFileTests.file()
    file.url = url
    file.supportURL = url
    let found = QWCLint.findings(file)
    #expect(found.map(\.id) == [.qwcAddressNotName, .qwcAddressNotName])
    #expect(found.map { $0.problem.suffix(10) } == ["(QBWC1001)", "(QBWC1002)"])
  }

  @Test("Hosts are compared without case, port and path, and localhost may go without https")
  func hosts() {
    var file = QWCFileTests.file()
    file.supportURL = "https://BOOKS.example.com:8443/help?x#y"
    #expect(QWCLint.findings(file).isEmpty)
    file.url = "http://localhost:8080/qbwc"
    file.supportURL = "http://localhost/"
    #expect(QWCLint.findings(file).map(\.id) == [.qwcLocalhost])
  }

  @Test("An element that is missing, there twice or unknown is named")
  func shape() {
    var elements = QWCFileTests.file().elements.filter { $0.name != "AppID" }
    elements.append(QWCElement("QBType", "QBFS"))
    elements.append(QWCElement("Password", "secret"))
    #expect(
      QWCLint.findings(elements, path: "x.qwc").map(\.problem) == [
        "element AppID is missing, so Web Connector does not add it (QBWC1039)",
        "element QBType is there twice",
        "element Password is unknown to Web Connector",
      ])
  }

  @Test("A schedule is a whole number from 1 on", arguments: ["0", "-5", "often", ""])
  func schedule(text: String) {
    let elements = QWCFileTests.file().elements + [QWCElement("Scheduler/RunEveryNMinutes", text)]
    #expect(QWCLint.findings(elements, path: "x.qwc").map(\.id) == [.qwcBadSchedule])
  }

  @Test("Two connectors must not share a FileID; two users of one connector may")
  func together() {
    let anna = QWCFileTests.file()
    let ben = QWCFileTests.file(user: "ben")
    let north = QWCFileTests.file("north", isDefault: false)
    #expect(QWCLint.findings(together: [anna, ben]).isEmpty)
    #expect(
      QWCLint.findings(together: [anna, north]).map(\.text) == [
        "outbox/north/AutotaskQBWX-anna.qwc: error: FileID {5d2a9a31-3c0f-4a86-9d2a-7d6a0f4b7c11} is also in AutotaskQBWX-anna.qwc of connector main, so Web Connector takes both for one application (QBWC1039) [qwc-not-unique]\n"
          + "  Give one of them a FileID of its own in autopost.yaml, then run autopost qwc again."
      ])
  }
}
