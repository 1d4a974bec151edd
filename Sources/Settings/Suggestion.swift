/// What a person probably meant.
public enum Suggestion {
  /// The known word that is nearest to a misspelt one; nil when none is near, or two are equally so.
  public static func nearest(to word: String, among known: [String]) -> String? {
    let wanted = folded(word)
    var best: (word: String, distance: Int)?
    var isTied = false
    for candidate in known {
      let other = folded(candidate)
      let distance = distance(wanted, other)
      // One letter of three is no misspelling but another word.
      let length = min(wanted.count, other.count)
      guard distance <= (length < 4 ? 0 : length / 3) else { continue }
      if let found = best, distance >= found.distance {
        if distance == found.distance { isTied = true }
      } else {
        best = (candidate, distance)
        isTied = false
      }
    }
    return isTied ? nil : best?.word
  }

  /// `; did you mean "company-file"?`, or nothing.
  public static func question(_ word: String, among known: [String]) -> String {
    nearest(to: word, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
  }

  /// Letters and digits in lower case: `companyFile`, `company_file` and `Company-File` are one word.
  static func folded(_ word: String) -> [UInt8] {
    word.lowercased().utf8.filter {
      $0 > 127 || (48...57).contains($0) || (97...122).contains($0) || $0 == 42
    }
  }

  /// Letters to change, add, drop or swap with their neighbour, to make one word the other.
  static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    // Words of this length are no misspelling of ours, and the table grows with the product.
    guard left.count <= 64, right.count <= 64 else { return .max }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in 0..<left.count {
      var current = [row + 1]
      for column in 0..<right.count {
        var cost = min(last[column + 1], current[column]) + 1
        cost = min(cost, last[column] + (left[row] == right[column] ? 0 : 1))
        if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
          cost = min(cost, beforeLast[column - 1] + 1)
        }
        current.append(cost)
      }
      beforeLast = last
      last = current
    }
    return last[right.count]
  }
}
