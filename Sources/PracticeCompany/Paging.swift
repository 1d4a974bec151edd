extension PracticeCompany {
  /// Cuts an answer to what was asked for: so many objects, these elements of them, or only their count.
  mutating func page(_ outcome: inout Outcome, _ request: Node) throws(Status) {
    if let iterator = request.attribute("iterator") {
      try iterate(&outcome, request, iterator)
    } else if let most = request.text("MaxReturned").flatMap({ Int($0) }), outcome.objects.count > most {
      outcome.objects.removeLast(outcome.objects.count - most)
    }
    let wanted = Set(request.all("IncludeRetElement").map(\.text))
    if !wanted.isEmpty {
      for index in outcome.objects.indices {
        outcome.objects[index].children.removeAll { !wanted.contains($0.name) }
      }
    }
    switch request.attribute("metaData") {
    case "MetaDataOnly":
      outcome.attributes.append(Node.Attribute(name: "retCount", value: String(outcome.objects.count)))
      outcome.objects = []
    case "MetaDataAndResponseData":
      outcome.attributes.append(Node.Attribute(name: "retCount", value: String(outcome.objects.count)))
    default: break
    }
  }

  private mutating func iterate(_ outcome: inout Outcome, _ request: Node, _ word: String) throws(Status) {
    var id = request.attribute("iteratorID") ?? ""
    var rest: [Node]
    if word == "Start" {
      guard request["MaxReturned"] != nil else {
        throw Status(3150, "There is a missing element: \"MaxReturned\".")
      }
      counters.iterators += 1
      id = "{00000000-0000-0000-0000-\(CivilDate.padded(counters.iterators, 12))}"
      rest = outcome.objects
    } else {
      guard let kept = pages[id] else { throw .cannotFind(id) }
      rest = word == "Stop" ? [] : kept
    }
    let most = request.text("MaxReturned").flatMap { Int($0) } ?? rest.count
    outcome = Outcome(.done, Array(rest.prefix(most)))
    rest.removeFirst(outcome.objects.count)
    pages[id] = rest.isEmpty ? nil : rest
    outcome.attributes = [
      Node.Attribute(name: "iteratorRemainingCount", value: String(rest.count)),
      Node.Attribute(name: "iteratorID", value: id),
    ]
  }
}
