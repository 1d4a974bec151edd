public import Accounting

/// The file that makes QuickBooks Web Connector know one connector for one user.
public struct QWCFile: Hashable, Sendable {
  /// The name of this program towards QuickBooks, the same in all its files for ever: QuickBooks keeps it in
  /// each company file, and another one is another program to it.
  public static let ownerID = "{be3c9629-b5b4-4dee-a600-6c975f13f12a}"

  /// What Web Connector shows when it asks whether the application may connect; at most 80 characters.
  public static let appDescription = "Brings Autotask invoices, orders, expenses and time to QuickBooks"

  /// How often Web Connector runs it by itself, until the user says otherwise.
  public enum Schedule: Hashable, Sendable {
    case minutes(Int)
    case seconds(Int)
  }

  public var connector: ConnectorName
  /// Whether it is the first connector of the settings.
  public var isDefault: Bool
  /// Who runs Web Connector, as named in the settings.
  public var user: String
  /// `web-connector.url` of the settings; the connector's name is added to its path.
  public var url: String
  /// `web-connector.support-url` of the settings.
  public var supportURL: String
  /// `{8-4-4-4-12}`, made once and kept.
  public var fileID: String
  /// Nil: runs when the user says so.
  public var schedule: Schedule?

  public init(
    connector: ConnectorName, isDefault: Bool, user: String, url: String, supportURL: String, fileID: String,
    schedule: Schedule? = nil
  ) {
    self.connector = connector
    self.isDefault = isDefault
    self.user = user
    self.url = url
    self.supportURL = supportURL
    self.fileID = fileID
    self.schedule = schedule
  }

  /// `AutotaskQBWX-anna.qwc`
  public var fileName: String { QWCFile.fileName(of: user) }

  public static func fileName(of user: String) -> String { "AutotaskQBWX-\(user).qwc" }

  /// The application's name in Web Connector and in QuickBooks' list of integrated applications.
  public var appName: String { QWCFile.appName(of: connector, isDefault: isDefault) }

  public static func appName(of connector: ConnectorName, isDefault: Bool) -> String {
    let name = "Autotask QuickBooks Integration"
    return isDefault ? name : "\(name) - \(connector)"
  }

  /// Web Connector tells its applications apart by this name.
  public var userName: String { QWCFile.userName(of: user, connector) }

  public static func userName(of user: String, _ connector: ConnectorName) -> String {
    "\(user)-\(connector)"
  }

  /// `https://books.example.com/qbwc/main`
  public var appURL: String {
    var base = Substring(url)
    while base.hasSuffix("/") { base.removeLast() }
    return "\(base)/\(connector)"
  }

  /// The elements in the order of Intuit's sample.
  public var elements: [QWCElement] {
    var elements = [
      QWCElement("AppName", appName), QWCElement("AppID", ""), QWCElement("AppURL", appURL),
      QWCElement("AppDescription", QWCFile.appDescription), QWCElement("AppSupport", supportURL),
      QWCElement("UserName", userName), QWCElement("OwnerID", QWCFile.ownerID), QWCElement("FileID", fileID),
      QWCElement("QBType", "QBFS"),
    ]
    switch schedule {
    case .minutes(let count): elements.append(QWCElement("Scheduler/RunEveryNMinutes", String(count)))
    case .seconds(let count): elements.append(QWCElement("Scheduler/RunEveryNSeconds", String(count)))
    case nil: break
    }
    // True would keep Web Connector from writing its FileID into the company file (QBWC1039, SDK 3263).
    elements.append(QWCElement("IsReadOnly", "false"))
    return elements
  }

  /// The file: ASCII, no byte order mark, no password; the same bytes for the same value.
  public var bytes: [UInt8] {
    var text = "<?xml version=\"1.0\"?>\n<QBWCXML>\n"
    for element in elements {
      let path = element.name.split(separator: "/").map(String.init)
      let value = escaped(element.value)
      if path.count == 2 {
        text += "  <\(path[0])>\n    <\(path[1])>\(value)</\(path[1])>\n  </\(path[0])>\n"
      } else {
        text += "  <\(element.name)>\(value)</\(element.name)>\n"
      }
    }
    return Array((text + "</QBWCXML>\n").utf8)
  }
}

/// One element of a QWC file: its name, below the root, and its text.
public struct QWCElement: Hashable, Sendable {
  /// `AppURL`, `Scheduler/RunEveryNMinutes`
  public var name: String
  public var value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// XML text in ASCII; what XML cannot hold becomes the replacement character.
private func escaped(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result += "&amp;"
    case "<": result += "&lt;"
    case ">": result += "&gt;"
    case "\"": result += "&quot;"
    case "'": result += "&apos;"
    case " "..."~": result.unicodeScalars.append(scalar)
    case "\0"..<" ", "\u{FFFE}", "\u{FFFF}": result += "&#65533;"
    default: result += "&#\(scalar.value);"
    }
  }
  return result
}
