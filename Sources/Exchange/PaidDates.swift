import Accounting
import Ledger
import Settings

/// Asks which invoices were paid.
struct PaidDates {
  let pass: Pass
  let connector: Connector

  func draft(_ company: CompanyRow, _ open: [SetRow], _ options: PassOptions) throws -> SetDraft? { nil }
}
