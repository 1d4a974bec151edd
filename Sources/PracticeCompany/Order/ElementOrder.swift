/// What may stand where in one request: elements in their one order, and the alternatives among them.
struct RequestOrder: Sendable {
  var name: String
  var attributes: [String]
  var content: [Particle]
}

/// One place in an order.
indirect enum Particle: Sendable {
  case element(ElementRule)
  case choice([[Particle]], isOptional: Bool, repeats: Bool)
}

/// An element in its place.
struct ElementRule: Sendable {
  enum Content: Sendable {
    case value(ValueKind)
    case group([Particle])
  }

  var name: String
  var isOptional: Bool
  var repeats: Bool
  /// Only Canadian, British or Australian company files know it.
  var isOfOtherEdition: Bool
  var content: Content
}

/// What a value must look like.
enum ValueKind: Hashable, Sendable {
  case text(limit: Int?)
  case id
  case bool
  case date
  case time
  case amount
  case price
  case quantity
  case percent
  case number
  case whole
  case duration
  case guid
  case choice([String])
}
