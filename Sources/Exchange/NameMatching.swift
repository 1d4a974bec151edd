import Accounting
import ByteFormats
import PostingRules

/// Compares the names of one of QuickBooks' lists with Autotask's.
struct NameMatching {
  /// A name of Autotask's.
  struct Known: Sendable, Hashable {
    /// `organization 174`, `billing code 11`.
    var id: String
    var name: String
    /// The name under which QuickBooks has it, or would get it; nil where it could have none.
    var wanted: String?
    /// What is to be said of it.
    var note = ""
    /// Whether it is missed where QuickBooks has nothing like it.
    var isExpected = true
  }

  /// In the order in which a person wants to see them.
  enum Match: String, CaseIterable {
    case near
    case onlyInQuickBooks = "only in QuickBooks"
    case onlyInAutotask = "only in Autotask"
    case exact
  }

  struct Row {
    var match: Match
    var entry: ListEntry?
    var known: Known?
  }

  private(set) var rows: [Row] = []

  /// Each entry and each name stands in at least one row.
  init(_ entries: EntryList, _ known: [Known]) {
    var met: Set<String> = []
    for one in known {
      if let entry = one.wanted.flatMap({ entries.named($0) }) {
        met.insert(entry.listID.rawValue)
        rows.append(Row(match: .exact, entry: entry, known: one))
        continue
      }
      let near = entries.near(one.wanted ?? QuickBooksNames.inAutotask(one.name))
      for entry in near {
        met.insert(entry.listID.rawValue)
        rows.append(Row(match: .near, entry: entry, known: one))
      }
      if near.isEmpty, one.isExpected { rows.append(Row(match: .onlyInAutotask, entry: nil, known: one)) }
    }
    for entry in entries.entries where !met.contains(entry.listID.rawValue) {
      rows.append(Row(match: .onlyInQuickBooks, entry: entry, known: nil))
    }
    let places = Dictionary(uniqueKeysWithValues: Match.allCases.enumerated().map { ($1, $0) })
    rows.sort { left, right in
      let (one, other) = (places[left.match] ?? 0, places[right.match] ?? 0)
      return (one, left.name, left.known?.id ?? "") < (other, right.name, right.known?.id ?? "")
    }
  }
}

extension NameMatching.Row {
  fileprivate var name: String { NameFolding.key(entry?.fullName ?? known?.name ?? "") }
}
