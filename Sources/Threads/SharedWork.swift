import Synchronization

/// A pure function over many values: a second thread computes it for one after the other, and so does the owner from
/// the moment on in which nothing is left to do but wait.
public final class SharedWork<Input: Sendable, Output: Sendable>: Sendable {
  private let tasks: Tasks<Input, Output>
  private let side: Mutex<SideWork<[(Int, Output)]>>

  public init(_ inputs: [Input], _ body: @escaping @Sendable (Input) -> Output) {
    let tasks = Tasks(inputs, body)
    self.tasks = tasks
    side = Mutex(SideWork { tasks.run() })
  }

  /// What came of each value, in the order in which they were given; to be asked once.
  public func values() -> [Output] {
    var own = tasks.run()[...]
    var others = side.withLock { $0.value() }[...]
    var values: [Output] = []
    values.reserveCapacity(own.count + others.count)
    // Each of the two has taken them in their order.
    while let next = own.first {
      if let other = others.first, other.0 < next.0 {
        values.append(others.removeFirst().1)
      } else {
        values.append(own.removeFirst().1)
      }
    }
    values += others.map(\.1)
    return values
  }
}

private final class Tasks<Input: Sendable, Output: Sendable>: Sendable {
  private let inputs: [Input]
  private let body: @Sendable (Input) -> Output
  private let next = Atomic(0)

  init(_ inputs: [Input], _ body: @escaping @Sendable (Input) -> Output) {
    self.inputs = inputs
    self.body = body
  }

  /// Computes what nobody has begun, until nothing is left of it.
  func run() -> [(Int, Output)] {
    var found: [(Int, Output)] = []
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      if index >= inputs.count { return found }
      found.append((index, body(inputs[index])))
    }
  }
}
