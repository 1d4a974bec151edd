/// Latin letters and their marks.
///
/// Facts of the Unicode Character Database: canonical decompositions of the blocks Latin-1 Supplement, Latin
/// Extended-A, Latin Extended-B and Latin Extended Additional; letters with a stroke or hook by their look.
enum LatinLetters {
  /// The plain letter under a letter with marks: `ř` is an r, `ệ` an e.
  static func base(of scalar: Unicode.Scalar) -> Unicode.Scalar? { bases[scalar] }

  /// The letter of Windows-1252 that a plain letter and a mark after it make.
  static func composed(_ letter: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
    guard mark.value >= 0x300, mark.value <= 0x327 else { return nil }
    return compositions[mark]?[letter]
  }

  private static let bases: [Unicode.Scalar: Unicode.Scalar] = {
    var table: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (letter, marked) in markedLetters {
      for scalar in marked.unicodeScalars { table[scalar] = letter }
    }
    return table
  }()

  private static let compositions: [Unicode.Scalar: [Unicode.Scalar: Unicode.Scalar]] = {
    var table: [Unicode.Scalar: [Unicode.Scalar: Unicode.Scalar]] = [:]
    for (mark, letters, results) in marks {
      for (letter, result) in zip(letters.unicodeScalars, results.unicodeScalars) {
        table[mark, default: [:]][letter] = result
      }
    }
    return table
  }()

  private static let marks: [(Unicode.Scalar, String, String)] = [
    ("\u{0300}", "AEIOUaeiou", "ÀÈÌÒÙàèìòù"),
    ("\u{0301}", "AEIOUYaeiouy", "ÁÉÍÓÚÝáéíóúý"),
    ("\u{0302}", "AEIOUaeiou", "ÂÊÎÔÛâêîôû"),
    ("\u{0303}", "ANOano", "ÃÑÕãñõ"),
    ("\u{0308}", "AEIOUaeiouyY", "ÄËÏÖÜäëïöüÿŸ"),
    ("\u{030A}", "Aa", "Åå"),
    ("\u{030C}", "SsZz", "ŠšŽž"),
    ("\u{0327}", "Cc", "Çç"),
  ]

  private static let markedLetters: [(Unicode.Scalar, String)] = [
    ("A", "ÀÁÂÃÄÅĀĂĄǍǞǠǺȀȂȦȺḀẠẢẤẦẨẪẬẮẰẲẴẶ"),
    ("B", "ƁƂɃḂḄḆ"),
    ("C", "ÇĆĈĊČƇȻḈ"),
    ("D", "ĎĐƉƊḊḌḎḐḒ"),
    ("E", "ÈÉÊËĒĔĖĘĚȄȆȨɆḔḖḘḚḜẸẺẼẾỀỂỄỆ"),
    ("F", "ƑḞ"),
    ("G", "ĜĞĠĢƓǤǦǴḠ"),
    ("H", "ĤĦȞḢḤḦḨḪ"),
    ("I", "ÌÍÎÏĨĪĬĮİƗǏȈȊḬḮỈỊ"),
    ("J", "ĴɈ"),
    ("K", "ĶƘǨḰḲḴ"),
    ("L", "ĹĻĽŁȽḶḸḺḼ"),
    ("M", "ḾṀṂ"),
    ("N", "ÑŃŅŇŊƝǸṄṆṈṊ"),
    ("O", "ÒÓÔÕÖØŌŎŐƠǑǪǬȌȎȪȬȮȰṌṎṐṒỌỎỐỒỔỖỘỚỜỞỠỢ"),
    ("P", "ƤṔṖ"),
    ("R", "ŔŖŘȐȒɌṘṚṜṞ"),
    ("S", "ŚŜŞŠȘṠṢṤṦṨ"),
    ("T", "ŢŤŦƬƮȚȾṪṬṮṰ"),
    ("U", "ÙÚÛÜŨŪŬŮŰŲƯǓǕǗǙǛȔȖɄṲṴṶṸṺỤỦỨỪỬỮỰ"),
    ("V", "ƲṼṾ"),
    ("W", "ŴẀẂẄẆẈ"),
    ("X", "ẊẌ"),
    ("Y", "ÝŶŸƳȲɎẎỲỴỶỸ"),
    ("Z", "ŹŻŽƵȤẐẒẔ"),
    ("a", "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ("b", "ƀƃḃḅḇ"),
    ("c", "çćĉċčƈȼḉ"),
    ("d", "ďđḋḍḏḑḓ"),
    ("e", "èéêëēĕėęěȅȇȩɇḕḗḙḛḝẹẻẽếềểễệ"),
    ("f", "ḟ"),
    ("g", "ĝğġģǥǧǵḡ"),
    ("h", "ĥħȟḣḥḧḩḫẖ"),
    ("i", "ìíîïĩīĭįıǐȉȋḭḯỉị"),
    ("j", "ĵǰȷɉ"),
    ("k", "ķĸƙǩḱḳḵ"),
    ("l", "ĺļľłƚḷḹḻḽ"),
    ("m", "ḿṁṃ"),
    ("n", "ñńņňŋƞǹṅṇṉṋ"),
    ("o", "òóôõöøōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ"),
    ("p", "ƥṕṗ"),
    ("r", "ŕŗřȑȓɍṙṛṝṟ"),
    ("s", "śŝşšſșṡṣṥṧṩ"),
    ("t", "ţťŧƫƭțṫṭṯṱẗ"),
    ("u", "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ("v", "ṽṿ"),
    ("w", "ŵẁẃẅẇẉẘ"),
    ("x", "ẋẍ"),
    ("y", "ýÿŷƴȳɏẏẙỳỵỷỹ"),
    ("z", "źżžƶȥẑẓẕ"),
  ]
}
