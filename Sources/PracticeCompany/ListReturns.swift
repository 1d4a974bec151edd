/// The order of the fields in answers about lists.
enum ListReturns {
  static let plain = words("")

  static let orders: [ListKind: [String]] = [
    .account: words(
      """
      FullName IsActive ParentRef Sublevel AccountType SpecialAccountType AccountNumber BankNumber Desc Balance
      TotalBalance CashFlowClassification CurrencyRef DataExtRet
      """),
    .customer: words(
      """
      FullName IsActive ClassRef ParentRef Sublevel CompanyName Salutation FirstName MiddleName LastName JobTitle
      BillAddress BillAddressBlock ShipAddress ShipAddressBlock ShipToAddress Phone AltPhone Fax Email Cc Contact
      AltContact AdditionalContactRef CustomerTypeRef TermsRef SalesRepRef Balance TotalBalance SalesTaxCodeRef
      ItemSalesTaxRef ResaleNumber AccountNumber CreditLimit PreferredPaymentMethodRef CreditCardInfo JobStatus
      JobStartDate JobProjectedEndDate JobEndDate JobDesc JobTypeRef Notes PreferredDeliveryMethod PriceLevelRef
      ExternalGUID CurrencyRef DataExtRet
      """),
    .vendor: words(
      """
      IsActive ClassRef CompanyName Salutation FirstName MiddleName LastName JobTitle VendorAddress
      VendorAddressBlock ShipAddress Phone AltPhone Fax Email Cc Contact AltContact AdditionalContactRef NameOnCheck
      AccountNumber Notes VendorTypeRef TermsRef CreditLimit VendorTaxIdent IsVendorEligibleFor1099 Balance
      BillingRateRef ExternalGUID PrefillAccountRef CurrencyRef DataExtRet
      """),
    .employee: words(
      "IsActive FirstName MiddleName LastName PrintAs Phone Email EmployeeType ExternalGUID DataExtRet"),
    .otherName: words(
      "IsActive CompanyName FirstName LastName OtherNameAddress Phone Email Notes ExternalGUID DataExtRet"),
    .itemService: item("UnitOfMeasureSetRef SalesTaxCodeRef SalesOrPurchase SalesAndPurchase"),
    .itemNonInventory: item(
      "ManufacturerPartNumber UnitOfMeasureSetRef SalesTaxCodeRef SalesOrPurchase SalesAndPurchase"),
    .itemInventory: item(
      """
      ManufacturerPartNumber UnitOfMeasureSetRef SalesTaxCodeRef SalesDesc SalesPrice IncomeAccountRef PurchaseDesc
      PurchaseCost COGSAccountRef PrefVendorRef AssetAccountRef ReorderPoint Max QuantityOnHand AverageCost
      QuantityOnOrder QuantityOnSalesOrder
      """),
    .itemOtherCharge: item("SalesTaxCodeRef SalesOrPurchase SalesAndPurchase"),
    .itemDiscount: item("ItemDesc SalesTaxCodeRef DiscountRate DiscountRatePercent AccountRef"),
    .itemSubtotal: words("BarCodeValue IsActive ItemDesc ExternalGUID DataExtRet"),
    .itemPayment: words(
      "BarCodeValue IsActive ClassRef ItemDesc DepositToAccountRef ExternalGUID DataExtRet"),
    .itemSalesTax: words(
      "BarCodeValue IsActive ClassRef ItemDesc TaxRate TaxVendorRef ExternalGUID DataExtRet"),
    .schoolClass: words("FullName IsActive ParentRef Sublevel"),
    .terms: words("IsActive StdDueDays StdDiscountDays DiscountPct"),
    .salesTaxCode: words("IsActive IsTaxable Desc"),
    .shipMethod: words("IsActive"),
    .currency: words("IsActive CurrencyCode IsUserDefinedCurrency ExchangeRate AsOfDate"),
    .payrollItemWage: words("IsActive WageType ExpenseAccountRef"),
  ]

  private static func item(_ own: String) -> [String] {
    words("FullName BarCodeValue IsActive ClassRef ParentRef Sublevel \(own) ExternalGUID DataExtRet")
  }

  private static func words(_ text: String) -> [String] {
    ["ListID", "TimeCreated", "TimeModified", "EditSequence", "Name"]
      + text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
