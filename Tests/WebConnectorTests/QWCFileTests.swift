import Accounting
import Testing
import WebConnector

@Suite("A QWC file tells Web Connector about one connector and one user")
struct QWCFileTests {
  static func file(_ connector: String = "main", isDefault: Bool = true, user: String = "anna") -> QWCFile {
    QWCFile(
      connector: ConnectorName(connector), isDefault: isDefault, user: user,
      url: "https://books.example.com/qbwc", supportURL: "https://books.example.com/",
      fileID: "{5d2a9a31-3c0f-4a86-9d2a-7d6a0f4b7c11}")
  }

  @Test("The default connector's file, byte for byte")
  func defaultConnector() {
    #expect(
      String(decoding: Self.file().bytes, as: UTF8.self) == """
        <?xml version="1.0"?>
        <QBWCXML>
          <AppName>Autotask QuickBooks Integration</AppName>
          <AppID></AppID>
          <AppURL>https://books.example.com/qbwc/main</AppURL>
          <AppDescription>Brings Autotask invoices, orders, expenses and time to QuickBooks</AppDescription>
          <AppSupport>https://books.example.com/</AppSupport>
          <UserName>anna-main</UserName>
          <OwnerID>{be3c9629-b5b4-4dee-a600-6c975f13f12a}</OwnerID>
          <FileID>{5d2a9a31-3c0f-4a86-9d2a-7d6a0f4b7c11}</FileID>
          <QBType>QBFS</QBType>
          <IsReadOnly>false</IsReadOnly>
        </QBWCXML>

        """)
  }

  @Test("Another connector's file names it, and a schedule stands there only when asked for")
  func otherConnector() {
    var file = Self.file("north", isDefault: false, user: "ben")
    file.url = "https://books.example.com/qbwc/"
    file.schedule = .minutes(30)
    #expect(
      String(decoding: file.bytes, as: UTF8.self) == """
        <?xml version="1.0"?>
        <QBWCXML>
          <AppName>Autotask QuickBooks Integration - north</AppName>
          <AppID></AppID>
          <AppURL>https://books.example.com/qbwc/north</AppURL>
          <AppDescription>Brings Autotask invoices, orders, expenses and time to QuickBooks</AppDescription>
          <AppSupport>https://books.example.com/</AppSupport>
          <UserName>ben-north</UserName>
          <OwnerID>{be3c9629-b5b4-4dee-a600-6c975f13f12a}</OwnerID>
          <FileID>{5d2a9a31-3c0f-4a86-9d2a-7d6a0f4b7c11}</FileID>
          <QBType>QBFS</QBType>
          <Scheduler>
            <RunEveryNMinutes>30</RunEveryNMinutes>
          </Scheduler>
          <IsReadOnly>false</IsReadOnly>
        </QBWCXML>

        """)
    #expect(file.fileName == "AutotaskQBWX-ben.qwc")
  }

  @Test("What XML takes for itself is escaped, and every byte is ASCII")
  func escaping() {
    var file = Self.file(user: "josé & <co>")
    file.supportURL = "https://books.example.com/?a=1&b='2'"
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.contains("<UserName>jos&#233; &amp; &lt;co&gt;-main</UserName>"))
    #expect(text.contains("<AppSupport>https://books.example.com/?a=1&amp;b=&apos;2&apos;</AppSupport>"))
    #expect(file.bytes.allSatisfy { $0 < 128 })
  }

  @Test("Made again, it is the same")
  func sameAgain() {
    #expect(Self.file().bytes == Self.file().bytes)
  }
}
