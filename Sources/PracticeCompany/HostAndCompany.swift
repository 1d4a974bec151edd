extension PracticeCompany {
  func host() -> Outcome {
    var nodes = [
      Node("ProductName", text: Self.productName), Node("MajorVersion", text: "34"),
      Node("MinorVersion", text: "0"),
      Node("Country", text: "US"),
    ]
    nodes += Self.versions.map { Node("SupportedQBXMLVersion", text: $0) }
    nodes += [Node("IsAutomaticLogin", text: "false"), Node("QBFileMode", text: "SingleUser")]
    return Outcome(.done, [Node("HostRet", nodes)])
  }

  /// Custom values are shown for the owners that were asked for.
  func company(_ request: Node) -> Outcome {
    let address = Node(
      "Address",
      [
        Node("Addr1", text: answeredName), Node("Addr2", text: "1 Practice Road"),
        Node("City", text: "Albany"),
        Node("State", text: "NY"), Node("PostalCode", text: "12201"), Node("Country", text: "US"),
      ])
    let owners = Set(request.all("OwnerID").map { $0.text.uppercased() })
    let nodes =
      [
        Node("IsSampleCompany", text: "false"), Node("CompanyName", text: answeredName),
        Node("LegalCompanyName", text: answeredName), address, address.addressBlock("AddressBlock"),
        Node("LegalAddress", address.children), Node("Phone", text: "518-555-0100"),
        Node("FirstMonthFiscalYear", text: "January"), Node("FirstMonthIncomeTaxYear", text: "January"),
        Node("CompanyType", text: "Information Technology"), Node("TaxForm", text: "Form1120"),
      ] + companyData.filter { owners.contains(($0.text("OwnerID") ?? "").uppercased()) }
    return Outcome(.done, [Node("CompanyRet", nodes)])
  }

  func preferences() -> Outcome {
    func group(_ name: String, _ pairs: [(String, String)]) -> Node {
      Node(name, pairs.map { Node($0.0, text: $0.1) })
    }
    func word(_ isOn: Bool) -> String { isOn ? "true" : "false" }
    var accounting = [
      ("IsUsingAccountNumbers", "false"), ("IsRequiringAccounts", "true"),
      ("IsUsingClassTracking", word(beliefs.classes)), ("IsUsingAuditTrail", "true"),
      ("IsAssigningJournalEntryNumbers", "true"),
    ]
    if let date = beliefs.closingDate { accounting.append(("ClosingDate", date)) }
    var nodes = [
      group("AccountingPreferences", accounting),
      group(
        "FinanceChargePreferences",
        [
          ("AnnualInterestRate", "0.00"), ("MinFinanceCharge", "0.00"), ("GracePeriod", "0"),
          ("IsAssessingForOverdueCharges", "false"), ("CalculateChargesFrom", "DueDate"),
          ("IsMarkedToBePrinted", "false"),
        ]),
      group(
        "JobsAndEstimatesPreferences",
        [
          ("IsUsingEstimates", "true"), ("IsUsingProgressInvoicing", "false"),
          ("IsPrintingItemsWithZeroAmounts", "false"),
        ]),
      multiCurrency,
      group(
        "PurchasesAndVendorsPreferences",
        [
          ("IsUsingInventory", word(beliefs.inventory)), ("DaysBillsAreDue", "10"),
          ("IsAutomaticallyUsingDiscounts", "false"),
        ]),
      group(
        "ReportsPreferences", [("AgingReportBasis", "AgeFromDueDate"), ("SummaryReportBasis", "Accrual")]),
      group(
        "SalesAndCustomersPreferences",
        [("IsTrackingReimbursedExpensesAsIncome", "false"), ("IsAutoApplyingPayments", "true")]),
    ]
    if beliefs.salesTax { nodes.append(salesTax) }
    if beliefs.timeTracking { nodes.append(group("TimeTrackingPreferences", [("FirstDayOfWeek", "Monday")])) }
    nodes.append(
      group(
        "CurrentAppAccessRights",
        [("IsAutomaticLoginAllowed", "false"), ("IsPersonalDataAccessAllowed", "false")]))
    return Outcome(.done, [Node("PreferencesRet", nodes)])
  }

  private var multiCurrency: Node {
    var nodes = [Node("IsMultiCurrencyOn", text: beliefs.multiCurrency ? "true" : "false")]
    if beliefs.multiCurrency, let home = lists.named(Self.homeCurrency, in: .currencies) {
      nodes.append(.reference("HomeCurrencyRef", id: home.id, fullName: home.fullName))
    }
    return Node("MultiCurrencyPreferences", nodes)
  }

  private var salesTax: Node {
    func reference(_ name: String, _ value: String, _ space: ListKind.NameSpace) -> [Node] {
      lists.named(value, in: space).map { [.reference(name, id: $0.id, fullName: $0.fullName)] } ?? []
    }
    let nodes =
      reference("DefaultItemSalesTaxRef", Self.taxItem, .items) + [Node("PaySalesTax", text: "Quarterly")]
      + reference("DefaultTaxableSalesTaxCodeRef", Self.taxable, .taxCodes)
      + reference("DefaultNonTaxableSalesTaxCodeRef", Self.nonTaxable, .taxCodes)
    return Node("SalesTaxPreferences", nodes)
  }

  /// Keeps a value of a program on the company; only the company can have such values here.
  mutating func extend(_ asked: Node) throws(Status) -> Node {
    guard asked["OtherDataExtType"] != nil else { throw .unsupported("DataExt for lists and transactions") }
    let (owner, name) = (asked.text("OwnerID") ?? "", asked.text("DataExtName") ?? "")
    let value = asked.text("DataExtValue") ?? ""
    let kept = Node(
      "DataExtRet",
      [
        Node("OwnerID", text: owner), Node("DataExtName", text: name),
        Node("DataExtType", text: "STR255TYPE"),
        Node("DataExtValue", text: value),
      ])
    companyData.removeAll {
      ($0.text("OwnerID") ?? "").uppercased() == owner.uppercased() && $0.text("DataExtName") == name
    }
    companyData.append(kept)
    return kept
  }
}
