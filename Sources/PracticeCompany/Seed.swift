extension PracticeCompany {
  mutating func seed(_ now: PracticeTime) {
    let accounts = [
      ("Checking", "Bank"), ("Accounts Receivable", "AccountsReceivable"),
      ("Undeposited Funds", "OtherCurrentAsset"),
      ("Inventory Asset", "OtherCurrentAsset"), ("Accounts Payable", "AccountsPayable"),
      ("Sales Tax Payable", "OtherCurrentLiability"), ("Opening Balance Equity", "Equity"),
      ("Autotask Other", "Income"), ("Autotask Income from PO", "Income"), ("Sales", "Income"),
      ("Cost of Goods Sold", "CostOfGoodsSold"), ("Inventory Adjustment", "CostOfGoodsSold"),
      ("Travel Expense", "Expense"), ("Meals and Entertainment", "Expense"),
    ]
    for (name, type) in accounts { plant(.account, name, [Node("AccountType", text: type)], now) }
    for (name, isTaxable, text) in [("Tax", "true", "Taxable Sales"), ("Non", "false", "Non-Taxable Sales")] {
      plant(.salesTaxCode, name, [Node("IsTaxable", text: isTaxable), Node("Desc", text: text)], now)
    }
    for (name, days) in [("Due on receipt", "0"), ("Net 15", "15"), ("Net 30", "30"), ("Net 60", "60")] {
      plant(.terms, name, [Node("StdDueDays", text: days), Node("StdDiscountDays", text: "0")], now)
    }
    for name in ["Services", "Hardware"] { plant(.schoolClass, name, [], now) }
    for name in ["UPS", "FedEx", "US Mail"] { plant(.shipMethod, name, [], now) }
    for (name, code) in [("US Dollar", "USD"), ("Euro", "EUR"), ("Canadian Dollar", "CAD")] {
      plant(
        .currency, name,
        [Node("CurrencyCode", text: code), Node("ExchangeRate", text: code == "USD" ? "1" : "1.1")], now)
    }
    for (name, type) in [("Hourly Regular", "HourlyRegular"), ("Hourly Overtime", "HourlyOvertime")] {
      plant(.payrollItemWage, name, [Node("WageType", text: type)], now)
    }
    plant(
      .itemSalesTax, "State Tax",
      [Node("ItemDesc", text: "Sales Tax"), Node("TaxRate", text: "7.0")], now)
  }

  /// Puts an element into a list of a new company file, unasked.
  private mutating func plant(_ kind: ListKind, _ name: String, _ fields: [Node], _ now: PracticeTime) {
    lists.append(
      ListRecord(
        kind: kind, id: nextListID(now), created: now, modified: now, editSequence: now.epoch, name: name,
        fullName: name, parent: nil, sublevel: 0, isActive: true, fields: fields))
  }

  static let homeCurrency = "US Dollar"
  static let taxItem = "State Tax"
  static let taxable = "Tax"
  static let nonTaxable = "Non"
}
