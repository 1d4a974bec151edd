/// One thing asked of QuickBooks.
public protocol QBXMLRequest: Sendable {
  /// The message: `InvoiceAddRq`.
  var message: String { get }
  func write(to writer: inout RequestWriter) throws(QBXMLProblem)
}

extension QBXMLRequest {
  /// Its bytes, with every check passed.
  public func rendered() throws(QBXMLProblem) -> RenderedRequest {
    var writer = try RequestWriter(message)
    try write(to: &writer)
    return try writer.finish()
  }
}
