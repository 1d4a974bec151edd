/// Pieces that several order tables share.
enum OrderPieces {
  /// Each may use those behind it.
  static let all: [(name: String, piece: String)] = [
    (
      "$expense",
      """
      ExpenseLineAdd* { AccountRef? ref159 Amount? amount TaxAmount?! amount Memo? s4095
      CustomerRef? ref209 ClassRef? ref159 SalesTaxCodeRef?! ref $billable SalesRepRef? ref5 $custom
      }
      """
    ),
    (
      "$list",
      """
      ( ListID+ id | FullName+ s | MaxReturned? int ActiveStatus? =ActiveOnly,InactiveOnly,All
      FromModifiedDate? time ToModifiedDate? time $names
      """
    ),
    (
      "$contacts",
      """
      Contacts* { Salutation? s15 FirstName s25 MiddleName? s5 LastName? s25 JobTitle? s41 $more }
      """
    ),
    (
      "$names",
      """
      ( NameFilter { MatchCriterion =StartsWith,Contains,EndsWith Name s } | NameRangeFilter {
      FromName? s ToName? s } )?
      """
    ),
    ("$currency", "CurrencyFilter? { ( ListID+ id | FullName+ s64 ) }"),
    (
      "$class",
      """
      ClassFilter? { ( ListID+ id | FullName+ s | ListIDWithChildren id | FullNameWithChildren s ) }
      """
    ),
    (
      "$entity",
      """
      EntityFilter? { ( ListID+ id | FullName+ s | ListIDWithChildren id | FullNameWithChildren s )
      }
      """
    ),
    (
      "$account",
      """
      AccountFilter? { ( ListID+ id | FullName+ s | ListIDWithChildren id | FullNameWithChildren s )
      }
      """
    ),
    (
      "$numbers",
      """
      ( RefNumberFilter { MatchCriterion =StartsWith,Contains,EndsWith RefNumber s } |
      RefNumberRangeFilter { FromRefNumber? s ToRefNumber? s } )?
      """
    ),
    ("$keys", "( TxnID+ id | RefNumber+ s | RefNumberCaseSensitive+ s | MaxReturned? int"),
    (
      "$dates",
      """
      ( ModifiedDateRangeFilter { FromModifiedDate? time ToModifiedDate? time } | TxnDateRangeFilter
      { ( FromTxnDate? date ToTxnDate? date | DateMacro date-macro ) } )?
      """
    ),
    ("$returned", "IncludeRetElement* s50"),
    ("$custom", "DataExt* { OwnerID guid DataExtName s31 DataExtValue s }"),
    ("$barcode", "BarCode? { BarCodeValue? s50 AssignEvenIfUsed? bool AllowOverride? bool }"),
    ("$more", "AdditionalContactRef* { ContactName s40 ContactValue s255 }"),
    (
      "$card",
      """
      CreditCardInfo? { CreditCardNumber? s25 ExpirationMonth? int ExpirationYear? int NameOnCard?
      s41 CreditCardAddress? s41 CreditCardPostalCode? s41 }
      """
    ),
    (
      "$shipto",
      """
      ShipToAddress* { Name s41 Addr1? s41 Addr2? s41 Addr3? s41 Addr4? s41 Addr5? s41 City? s31
      State? s21 PostalCode? s13 Country? s31 Note? s41 DefaultShipTo? bool }
      """
    ),
    (
      "$prices",
      """
      ( SalesOrPurchase { Desc? s4095 ( Price price | PricePercent percent )? AccountRef? ref159 } |
      SalesAndPurchase { SalesDesc? s4095 SalesPrice? price IncomeAccountRef? ref159 PurchaseDesc?
      s4095 PurchaseCost? price PurchaseTaxCodeRef?! ref ExpenseAccountRef? ref159 PrefVendorRef?
      ref41 } )
      """
    ),
    ("$billable", "BillableStatus? =Billable,NotBillable,HasBeenBilled"),
    (
      "$extended",
      """
      ( ListDataExtType =Account,Customer,Employee,Item,OtherName,Vendor ListObjRef ref159 |
      TxnDataExtType deletable TxnID id TxnLineID? id | OtherDataExtType =Company )
      """
    ),
  ]

  /// Kinds of account.
  static let accountTypes = words(
    """
    AccountsPayable AccountsReceivable Bank CostOfGoodsSold CreditCard Equity Expense FixedAsset
    Income LongTermLiability NonPosting OtherAsset OtherCurrentAsset OtherCurrentLiability
    OtherExpense OtherIncome
    """)

  /// Kinds of transaction that can be deleted.
  static let deletable = words(
    """
    ARRefundCreditCard Bill BillPaymentCheck BillPaymentCreditCard BuildAssembly Charge Check
    CreditCardCharge CreditCardCredit CreditMemo Deposit Estimate InventoryAdjustment Invoice
    ItemReceipt JournalEntry PurchaseOrder ReceivePayment SalesOrder SalesReceipt
    SalesTaxPaymentCheck TimeTracking TransferInventory VehicleMileage VendorCredit
    """)

  /// Kinds of transaction that can be voided.
  static let voidable = words(
    """
    ARRefundCreditCard Bill BillPaymentCheck BillPaymentCreditCard Charge Check CreditCardCharge
    CreditCardCredit CreditMemo Deposit InventoryAdjustment Invoice ItemReceipt JournalEntry
    SalesReceipt VendorCredit
    """)

  /// Kinds of list element that can be deleted.
  static let listTypes = words(
    """
    Account BillingRate Class Currency Customer CustomerMsg CustomerType DateDrivenTerms Employee
    InventorySite ItemDiscount ItemFixedAsset ItemGroup ItemInventory ItemInventoryAssembly
    ItemNonInventory ItemOtherCharge ItemPayment ItemSalesTax ItemSalesTaxGroup ItemService
    ItemSubtotal JobType OtherName PaymentMethod PayrollItemNonWage PayrollItemWage PriceLevel
    SalesRep SalesTaxCode ShipMethod StandardTerms ToDo UnitOfMeasureSet Vehicle Vendor VendorType
    WorkersCompCode
    """)

  /// Periods by name.
  static let dateMacros = words(
    """
    All Today ThisWeek ThisWeekToDate ThisMonth ThisMonthToDate ThisCalendarQuarter
    ThisCalendarQuarterToDate ThisFiscalQuarter ThisFiscalQuarterToDate ThisCalendarYear
    ThisCalendarYearToDate ThisFiscalYear ThisFiscalYearToDate Yesterday LastWeek LastWeekToDate
    LastMonth LastMonthToDate LastCalendarQuarter LastCalendarQuarterToDate LastFiscalQuarter
    LastFiscalQuarterToDate LastCalendarYear LastCalendarYearToDate LastFiscalYear
    LastFiscalYearToDate NextWeek NextFourWeeks NextMonth NextCalendarQuarter NextCalendarYear
    NextFiscalQuarter NextFiscalYear
    """)

  private static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
