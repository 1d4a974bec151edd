import QBXML
import Testing
import XML

/// Writes a request given as XML, element by element, through the checks.
func render(_ xml: String) throws -> RenderedRequest {
  let root = try XMLElement.parse(Array(xml.utf8))
  var writer = try RequestWriter(root.name)
  for child in root.children { try write(child, to: &writer) }
  return try writer.finish()
}

private func write(_ element: XMLElement, to writer: inout RequestWriter) throws {
  let blocks = ["Ref", "Add", "SalesOrPurchase", "Filter"]
  if element.children.isEmpty, !blocks.contains(where: { element.name.hasSuffix($0) }) {
    return try writer.text(element.name, element.text)
  }
  try writer.begin(element.name)
  for child in element.children { try write(child, to: &writer) }
  try writer.end()
}

/// What a request is refused for; nil when it is taken.
func refusal(_ xml: String) throws -> QBXMLProblem? {
  do { _ = try render(xml) } catch let problem as QBXMLProblem { return problem }
  return nil
}

/// All events of an answer, in words, fed in pieces of a size.
func events(_ xml: String, pieces size: Int = .max) throws -> [ResponseEvent] {
  let bytes = Array(xml.utf8)
  var found: [ResponseEvent] = []
  var stream = try ResponseStream()
  var start = 0
  while start < bytes.count {
    let end = size < bytes.count - start ? start + size : bytes.count
    try stream.feed(Array(bytes[start..<end])) { found.append($0) }
    start = end
  }
  try stream.finish { found.append($0) }
  return found
}
