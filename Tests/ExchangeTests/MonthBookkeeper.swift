import Accounting
import Exchange
import Filesystem
import Findings
import Ledger
import PracticeCompany
import Spool
import TestSupport

/// The bookkeeper of the month.
extension Month {
  /// Does what the words ask for that does not belong to the story; nil when they ask for nothing.
  func heed() throws -> PassOptions? {
    var options = PassOptions()
    options.refresh = [.lists]
    let now = rehearsal.practiceTime
    if rehearsal.company.beliefs.refNumbers == .blank, said(.numbersMissing) != nil {
      let unnumbered = rehearsal.company.books.filter { $0.number == nil }
      for (index, invoice) in unnumbered.enumerated() {
        try rehearsal.company.changeInvoice(invoice.txnID, number: "H-\(index + 1)", now: now)
      }
      if !unnumbered.isEmpty {
        try rehearsal.temporary.write(
          Month.settings(lines + ["invoice-numbers: autotask"]), to: "autopost.yaml")
        return options
      }
    }
    let taken = try rehearsal.items().filter { $0.findings.contains { $0.id.rawValue == "name-taken" } }
    let organizations = Set(taken.compactMap(\.organization?.rawValue)).subtracting(renamed.keys)
    if !organizations.isEmpty {
      for company in Month.whole.companies where organizations.contains(company.id) {
        let name = "\(company.name.replacing("~", with: " ")) (C)"
        try rehearsal.company.addCustomer(name: name, now: now)
        renamed[company.id] = name
      }
      let rows = renamed.sorted { $0.key < $1.key }.map { "\($0.key),,,\($0.value)\n" }
      try rehearsal.temporary.write(
        "organizationID,organization,connector,customer\n\(rows.joined())", to: "mappings/organizations.csv")
      return options
    }
    return nil
  }

  func said(_ id: FindingID) -> String? { rehearsal.findings.last { $0.id == id }?.problem }
}
