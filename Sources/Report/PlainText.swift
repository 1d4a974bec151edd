import Accounting
import ByteFormats

/// Text of foreign files made fit for a terminal and a page: no control characters, no direction marks, one line.
func oneLine(_ text: String) -> String {
  if text.isPrintableASCII { return text }
  var clean = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 9, 10, 13, 0x2028, 0x2029: clean.append(" ")
    case 0...31, 127...159, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
      clean.append("\u{FFFD}")
    default: clean.append(scalar)
    }
  }
  return String(clean)
}

/// Columns a text takes on a terminal.
func width(_ text: String) -> Int {
  if text.utf8.allSatisfy({ $0 < 128 }) { return text.utf8.count }
  var columns = 0
  for character in text {
    let value = character.unicodeScalars.first?.value ?? 0
    let isWide =
      (0x1100...0x115F).contains(value) || (0x2E80...0xA4CF).contains(value)
      || (0xAC00...0xD7A3).contains(value) || (0xF900...0xFAFF).contains(value)
      || (0xFE30...0xFE6F).contains(value) || (0xFF00...0xFF60).contains(value)
      || (0x1F300...0x1FAFF).contains(value)
    columns += isWide ? 2 : 1
  }
  return columns
}

/// The text cut to so many columns, its end marked.
func cut(_ text: String, _ columns: Int) -> String {
  if width(text) <= columns { return text }
  var kept = ""
  var used = 0
  for character in text {
    let next = width(String(character))
    if used + next > columns - 1 { break }
    kept.append(character)
    used += next
  }
  return kept + "…"
}

/// `1 item`, `3 items`.
func counted(_ count: Int, _ noun: String) -> String { "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")" }

/// `180,000`
func grouped(_ count: Int) -> String { String(moneyText(Int128(count) * 100, grouped: true).dropLast(3)) }

/// How long ago, in the largest unit that says it: `3 days`, `5 hours`, `12 minutes`, `just now`.
func ageText(from start: Timestamp, to end: Timestamp) -> String {
  let minutes = (end.milliseconds - start.milliseconds) / 60_000
  if minutes < 1 { return "just now" }
  if minutes < 120 { return counted(Int(minutes), "minute") }
  if minutes < 48 * 60 { return counted(Int(minutes / 60), "hour") }
  return counted(Int(minutes / 1_440), "day")
}

/// The sentence with its full stop.
func sentence(_ text: String) -> String {
  guard let last = text.last else { return text }
  return ".!?:".contains(last) ? text : text + "."
}

/// The sentence with a capital at its start, unless it starts with a name in its own spelling.
func capitalized(_ text: String) -> String {
  // Most begin with a capital already.
  if let byte = text.utf8.first, byte &- 65 < 26 { return text }
  guard let first = text.first, first.isLowercase else { return text }
  let word = text.prefix { $0 != " " }
  if word.contains(":") || word.contains(".") || word.contains("/") { return text }
  return first.uppercased() + text.dropFirst()
}

/// Names one after the other, with commas, on lines of at most so many columns.
func wrapped(_ names: [String], indent: String, columns: Int) -> [String] {
  var lines: [String] = []
  var line = ""
  for (index, name) in names.enumerated() {
    let next = index == names.count - 1 ? name : name + ","
    if !line.isEmpty, indent.utf8.count + width(line) + 1 + width(next) > columns {
      lines.append(indent + line)
      line = ""
    }
    line += line.isEmpty ? next : " " + next
  }
  if !line.isEmpty { lines.append(indent + line) }
  return lines
}
