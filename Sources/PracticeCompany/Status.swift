/// What one request is answered with, in QuickBooks' words.
struct Status: Error, Hashable, Sendable {
  var code: Int
  var severity: String
  var message: String

  init(_ code: Int, _ severity: String = "Error", _ message: String) {
    self.code = code
    self.severity = severity
    self.message = message
  }

  var isFailure: Bool { code >= 1_000 }

  static let done = Status(0, "Info", "Status OK")
  static let notFound = Status(
    1, "Info", "A query request did not find a matching object in QuickBooks")
  static let notProcessed = Status(3231, "The request has not been processed.")
  static let notEnabled = Status(
    3250, "This feature is not enabled or not available in this version of QuickBooks.")
  static let noAccount = Status(3270, "There is a missing posting account.")

  init(_ code: Int, _ message: String) {
    self.init(code, "Error", message)
  }

  static func incomplete(_ key: String) -> Status {
    Status(
      500, "Warn",
      "The query request has not been fully completed. There was a required element (\"\(key)\") that could not be found in QuickBooks."
    )
  }

  static func unsupported(_ request: String) -> Status {
    Status(1030, "The request \"\(request)\" is not supported by this company file.")
  }

  static func badID(_ id: String, field: String) -> Status {
    Status(3000, "The given object ID \"\(id)\" in the field \"\(field)\" is invalid.")
  }

  static func unreadable(_ code: Int, _ what: String, _ text: String, field: String) -> Status {
    Status(
      code, "There was an error when converting the \(what) \"\(text)\" in the field \"\(field)\".")
  }

  static func tooLong(_ text: String, field: String) -> Status {
    Status(3070, "The string \"\(text)\" in the field \"\(field)\" is too long.")
  }

  static func badName(_ name: String, of list: String, because reason: String) -> Status {
    Status(
      3090,
      "There was an error when storing \"\(name)\" in the \"\(list) name\" field.  QuickBooks error message: \(reason)"
    )
  }

  static func nameInUse(_ name: String) -> Status {
    Status(3100, "The name \"\(name)\" of the list element is already in use.")
  }

  static func unknownEnumeration(_ text: String, field: String) -> Status {
    Status(3110, "The enumerated value \"\(text)\" in the field \"\(field)\" is unknown.")
  }

  static func cannotFind(_ object: String) -> Status {
    Status(
      3120,
      "Object \"\(object)\" specified in the request cannot be found.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    )
  }

  static func badParent(_ parent: String, of list: String) -> Status {
    Status(
      3130,
      "There is an invalid reference to a parent \"\(parent)\" in the \(list) list.  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    )
  }

  static func badReference(_ name: String, to list: String, in place: String) -> Status {
    Status(
      3140,
      "There is an invalid reference to QuickBooks \(list) \"\(name)\" in the \(place).  QuickBooks error message: Invalid argument.  The specified record does not exist in the list."
    )
  }

  static func closed(_ kind: String) -> Status {
    Status(
      3171,
      "An attempt was made to modify a \(kind) with a date that is on or before the closing date of the company."
    )
  }

  static func notSaved(_ kind: String, because reason: String) -> Status {
    Status(3180, "There was an error when saving a \(kind).  QuickBooks error message: \(reason)")
  }

  static func outdated(_ sequence: String) -> Status {
    Status(3200, "The provided edit sequence \"\(sequence)\" is out-of-date.")
  }

  static func badValue(_ value: String, field: String, because reason: String) -> Status {
    Status(
      3210,
      "The \"\(field)\" field has an invalid value \"\(value)\".  QuickBooks error message: \(reason)")
  }
}
