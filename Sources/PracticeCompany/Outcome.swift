/// The answer to one request.
struct Outcome: Sendable {
  var status: Status
  var attributes: [Node.Attribute] = []
  var objects: [Node] = []

  init(_ status: Status, _ objects: [Node] = []) {
    self.status = status
    self.objects = objects
  }

  /// The element that answers a request of that name.
  func element(for request: Node, absentID: PracticeBeliefs.AbsentRequestID) -> Node {
    var shown: [Node.Attribute] = []
    if let id = request.attribute("requestID") {
      shown.append(Node.Attribute(name: "requestID", value: id))
    } else if absentID == .blank {
      shown.append(Node.Attribute(name: "requestID", value: ""))
    }
    shown.append(Node.Attribute(name: "statusCode", value: String(status.code)))
    shown.append(Node.Attribute(name: "statusSeverity", value: status.severity))
    shown.append(Node.Attribute(name: "statusMessage", value: status.message))
    let name = String(request.name.dropLast(2)) + "Rs"
    return Node(name, attributes: shown + attributes, objects)
  }
}
