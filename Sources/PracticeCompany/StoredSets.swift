/// The answers of message sets that carried an id, so that a lost answer can be asked for again.
struct StoredSets: Sendable {
  struct Stored: Hashable, Sendable {
    var id: String
    var checksum: UInt64
    var answers: [Node]
  }

  private(set) var all: [Stored] = []

  subscript(id: String) -> Stored? {
    all.first { $0.id == id }
  }

  mutating func keep(_ stored: Stored) {
    forget(stored.id)
    all.append(stored)
  }

  mutating func forget(_ id: String) {
    all.removeAll { $0.id == id }
  }
}
