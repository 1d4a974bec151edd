public import Accounting
import XML

/// Reads the fields of an answered object, which mostly come in the order they are asked for.
///
/// Absent and empty are nil. A value that cannot be read is nil too, and named in `unread`: a strange number
/// must not hide that the object exists.
struct FieldReader {
  let element: XMLElement
  var unread: [String] = []
  private var cursor = 0

  init(_ element: XMLElement) { self.element = element }

  /// The field, searched onward from the last one found.
  mutating func child(_ name: String) -> XMLElement? {
    let children = element.children
    for offset in 0..<children.count {
      var index = cursor + offset
      if index >= children.count { index -= children.count }
      if children[index].name == name {
        cursor = index
        return children[index]
      }
    }
    return nil
  }

  mutating func text(_ name: String) -> String? {
    guard let text = child(name)?.text, !text.isEmpty else { return nil }
    return text
  }

  /// For what an object cannot do without.
  mutating func required(_ name: String) throws(QBXMLProblem) -> String {
    guard let text = text(name) else {
      throw QBXMLProblem(
        .incomplete, path: "\(element.name)/\(name)",
        words: "line \(element.line): the \(element.name) that QuickBooks answered has no \(name)")
    }
    return text
  }

  private mutating func read<Value>(_ name: String, _ make: (String) -> Value?) -> Value? {
    guard let text = text(name) else { return nil }
    if let value = make(text) { return value }
    unread.append("\(name): \(text)")
    return nil
  }

  mutating func flag(_ name: String) -> Bool? {
    read(name) { text in
      switch text {
      case "true", "True", "TRUE", "1": true
      case "false", "False", "FALSE", "0": false
      default: nil
      }
    }
  }

  mutating func integer(_ name: String) -> Int? { read(name) { Int($0) } }
  mutating func date(_ name: String) -> CalendarDate? { read(name) { CalendarDate($0) } }

  /// As the clock on QuickBooks' computer showed it; its offset is not to be relied on.
  mutating func time(_ name: String) -> WrittenTime? { read(name) { WrittenTime($0) } }

  /// With or without sign, decimals, or a percent sign.
  mutating func number<Number: FixedPoint>(_ name: String, as type: Number.Type = Number.self) -> Number? {
    read(name) { text in
      var digits = Substring(text)
      if digits.hasPrefix("+") { digits.removeFirst() }
      if digits.hasSuffix("%") { digits.removeLast() }
      if digits.hasPrefix(".") { return Number("0" + digits) }
      return Number(String(digits))
    }
  }

  mutating func reference(_ name: String) -> ObjectRef? {
    guard let ref = child(name) else { return nil }
    let listID = ref.text(of: "ListID").flatMap { $0.isEmpty ? nil : ListID($0) }
    let fullName = ref.text(of: "FullName") ?? ""
    return listID == nil && fullName.isEmpty ? nil : ObjectRef(listID: listID, fullName: fullName)
  }

  mutating func address(_ name: String) -> Address? {
    guard let element = child(name) else { return nil }
    var fields = FieldReader(element)
    var lines = (1...5).map { fields.text("Addr\($0)") ?? "" }
    while lines.last == "" { lines.removeLast() }
    return Address(
      lines: lines, city: fields.text("City"), state: fields.text("State"),
      postalCode: fields.text("PostalCode"), country: fields.text("Country"), note: fields.text("Note"))
  }
}

/// How an answer names an entry of a list.
public struct ObjectRef: Hashable, Sendable {
  public var listID: ListID?
  /// Empty when QuickBooks gave none.
  public var fullName: String

  public init(listID: ListID?, fullName: String) {
    self.listID = listID
    self.fullName = fullName
  }
}
