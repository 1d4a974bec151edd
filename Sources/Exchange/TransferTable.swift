import Accounting
import Autotask
import ByteFormats
import Findings

/// What a person wrote about an item in `Transfer.csv`.
struct TransferRow: Sendable, Hashable {
  var item: ItemKey
  var isReady: Bool
}

/// Reads `Transfer.csv`: the columns `item` and `transfer`, others beside them as in `report/transfers.csv`.
enum TransferTable {
  static func read(_ bytes: [UInt8], path: String) -> (rows: [TransferRow], findings: [Finding]) {
    var rows: [TransferRow] = []
    var findings: [Finding] = []
    func refuse(_ problem: String, _ line: Int?) {
      findings.append(
        Finding(
          .transferTableInvalid, .warning, problem: problem,
          remedy:
            "Write invoice:NUMBER in the column item and ready or not-ready in the column transfer, and drop the"
            + " file again; the other rows count.", place: Place(path: path, line: line)))
    }
    var reader = CSVReader(bytes)
    do {
      guard try reader.next() else { return ([], findings) }
      let header = (0..<reader.row.fields.count).map { (reader.row.text($0) ?? "").lowercased() }
      guard let item = header.firstIndex(of: "item"), let transfer = header.firstIndex(of: "transfer") else {
        refuse("the table has no columns item and transfer", 1)
        return ([], findings)
      }
      while try reader.next() {
        guard let word = reader.row.text(transfer)?.lowercased(), !word.isEmpty else { continue }
        let name = reader.row.text(item) ?? ""
        guard let key = ItemKey(name) else {
          refuse("\"\(name)\" is not the name of an item", reader.row.line)
          continue
        }
        switch word {
        case "ready": rows.append(TransferRow(item: key, isReady: true))
        case "not-ready": rows.append(TransferRow(item: key, isReady: false))
        default: refuse("\"\(word)\" is neither ready nor not-ready", reader.row.line)
        }
      }
    } catch {
      refuse(error.problem, error.line)
    }
    return (rows, findings)
  }
}
