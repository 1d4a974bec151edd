/// Whether a request is built as it must be: one error here and QuickBooks refuses the whole message set.
struct StructureCheck {
  /// What is wrong first; nil when nothing is.
  private(set) var problem: String?

  /// Nil when the request is built as it must be, else what is wrong.
  static func problem(in request: Node) -> String? {
    guard let order = OrderTable.requests[request.name] else { return "\(request.name) is not a request" }
    for attribute in request.attributes where !order.attributes.contains(attribute.name) {
      return "\(request.name) has no attribute \(attribute.name)"
    }
    for (name, words) in attributeWords {
      if let value = request.attribute(name), !words.contains(value) {
        return "\(request.name) has no \(name) \"\(value)\""
      }
    }
    var check = StructureCheck()
    check.children(of: request, follow: order.content)
    return check.problem
  }

  private static let attributeWords: [(String, [String])] = [
    ("metaData", ["NoMetaData", "MetaDataOnly", "MetaDataAndResponseData"]),
    ("iterator", ["Start", "Continue", "Stop"]),
  ]

  private mutating func children(of parent: Node, follow particles: [Particle]) {
    var index = 0
    sequence(particles, in: parent, at: &index)
    if problem == nil, index < parent.children.count {
      problem = "\(parent.children[index].name) stands in the wrong place in \(parent.name)"
    }
    if problem == nil, !parent.text.isEmpty { problem = "\(parent.name) holds text" }
  }

  private mutating func sequence(_ particles: [Particle], in parent: Node, at index: inout Int) {
    for particle in particles where problem == nil {
      switch particle {
      case .element(let rule): elements(rule, in: parent, at: &index)
      case .choice(let alternatives, let isOptional, let repeats):
        var times = 0
        while problem == nil, index < parent.children.count, times == 0 || repeats,
          let taken = alternatives.first(where: { Self.starts($0, parent.children[index].name) })
        {
          sequence(taken, in: parent, at: &index)
          times += 1
        }
        if times == 0, !isOptional { problem = problem ?? "\(parent.name) lacks an element" }
      }
    }
  }

  private mutating func elements(_ rule: ElementRule, in parent: Node, at index: inout Int) {
    var times = 0
    while problem == nil, index < parent.children.count, parent.children[index].name == rule.name,
      times == 0 || rule.repeats
    {
      element(parent.children[index], follows: rule)
      index += 1
      times += 1
    }
    if times == 0, !rule.isOptional { problem = problem ?? "\(parent.name) lacks \(rule.name)" }
  }

  private mutating func element(_ node: Node, follows rule: ElementRule) {
    let macros = node.name.hasSuffix("Add") ? ["defMacro"] : []
    if let foreign = node.attributes.first(where: { !macros.contains($0.name) }) {
      problem = "\(node.name) has no attribute \(foreign.name)"
      return
    }
    switch rule.content {
    case .group(let particles): children(of: node, follow: particles)
    case .value:
      if let child = node.children.first {
        problem = "\(child.name) stands in \(node.name), which is a value"
      }
    }
  }

  /// Whether an alternative can begin with that element.
  private static func starts(_ particles: [Particle], _ name: String) -> Bool {
    for particle in particles {
      switch particle {
      case .element(let rule):
        if rule.name == name { return true }
        if !rule.isOptional { return false }
      case .choice(let alternatives, let isOptional, _):
        if alternatives.contains(where: { starts($0, name) }) { return true }
        if !isOptional { return false }
      }
    }
    return false
  }
}
