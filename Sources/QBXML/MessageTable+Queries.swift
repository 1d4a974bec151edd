extension MessageTable {
  /// Queries of lists differ in the length of a name and in what may follow the filters.
  static let listQueries: [ElementRule] = [
    ("AccountQueryRq", 159, true), ("ClassQueryRq", 159, false), ("CustomerQueryRq", 209, true),
    ("VendorQueryRq", 41, true), ("EmployeeQueryRq", 41, true), ("OtherNameQueryRq", 41, true),
    ("EntityQueryRq", 209, false), ("ItemQueryRq", 159, true), ("ItemSalesTaxQueryRq", 31, true),
    ("PayrollItemWageQueryRq", 31, false), ("TermsQueryRq", 31, false), ("ShipMethodQueryRq", 15, false),
    ("SalesTaxCodeQueryRq", 3, false),
  ].flatMap { message, length, owner in
    parse(
      """
      \(message)
        <?
        ListID + id
        |
        FullName + text \(length)
        |
        MaxReturned ? int
        ActiveStatus ? enum ActiveOnly InactiveOnly All
        FromModifiedDate ? time
        ToModifiedDate ? time
        <?
        NameFilter 1
          MatchCriterion 1 enum StartsWith Contains EndsWith
          Name 1 text \(length)
        |
        NameRangeFilter 1
          FromName ? text \(length)
          ToName ? text \(length)
        >
        >
        IncludeRetElement * text 50\(owner ? "\n  OwnerID * guid" : "")
      """)
  }

  /// Queries of transactions; only some know linked transactions, only invoices know being paid.
  static let transactionQueries: [ElementRule] = [
    ("InvoiceQueryRq", 11, true, true), ("CreditMemoQueryRq", 11, true, false),
    ("ReceivePaymentQueryRq", 20, false, false), ("PurchaseOrderQueryRq", 11, true, false),
    ("BillQueryRq", 20, true, true),
  ].flatMap { message, length, linked, paid in
    parse(
      """
      \(message)
        <?
        TxnID + id
        |
        RefNumber + text \(length)
        |
        RefNumberCaseSensitive + text \(length)
        |
        MaxReturned ? int
        <?
        ModifiedDateRangeFilter 1
          FromModifiedDate ? time
          ToModifiedDate ? time
        |
        TxnDateRangeFilter 1
          FromTxnDate ? date
          ToTxnDate ? date
        >
        EntityFilter ?
          <1
          ListID + id
          |
          FullName + text 209
          |
          ListIDWithChildren 1 id
          |
          FullNameWithChildren 1 text 209
          >
        RefNumberFilter ?
          MatchCriterion 1 enum StartsWith Contains EndsWith
          RefNumber 1 text \(length)\(paid ? "\n  PaidStatus ? enum All PaidOnly NotPaidOnly" : "")
        >
        IncludeLineItems ? bool\(linked ? "\n  IncludeLinkedTxns ? bool" : "")
        IncludeRetElement * text 50
        OwnerID * guid
      """)
  }

  static let plainQueries: [ElementRule] = parse(
    """
    HostQueryRq
      IncludeRetElement * text 50
    CompanyQueryRq
      IncludeRetElement * text 50
      OwnerID * guid
    PreferencesQueryRq
      IncludeRetElement * text 50
    TimeTrackingQueryRq
      <?
      TxnID + id
      |
      MaxReturned ? int
      <?
      ModifiedDateRangeFilter 1
        FromModifiedDate ? time
        ToModifiedDate ? time
      |
      TxnDateRangeFilter 1
        FromTxnDate ? date
        ToTxnDate ? date
      >
      TimeTrackingEntityFilter ?
        <1
        ListID + id
        |
        FullName + text 209
        >
      >
      IncludeRetElement * text 50
    """)
}
