extension MessageTable {
  /// Invoices and time.
  static let sales = """
    InvoiceAddRq
      InvoiceAdd 1
        CustomerRef 1 ref 209
        ClassRef ? ref 159
        ARAccountRef ? ref 159
        TemplateRef ? ref 31
        TxnDate ? date
        RefNumber ? text 11
        BillAddress ? address
        ShipAddress ? address
        IsPending ? bool
        IsFinanceCharge ? bool
        PONumber ? text 25
        TermsRef ? ref 31
        DueDate ? date
        SalesRepRef ? ref 5
        FOB ? text 13
        ShipDate ? date
        ShipMethodRef ? ref 15
        ItemSalesTaxRef ? ref 31
        Memo ? lines 4095
        CustomerMsgRef ? ref 101
        IsToBePrinted ? bool
        IsToBeEmailed ? bool
        IsTaxIncluded ? foreign
        CustomerSalesTaxCodeRef ? ref 3
        Other ? text 29
        ExchangeRate ? float
        ExternalGUID ? guid
        LinkToTxnID * id
        InvoiceLineAdd *
          ItemRef ? ref 159
          Desc ? lines 4095
          Quantity ? quantity
          UnitOfMeasure ? text 31
          <?
          Rate 1 price
          |
          RatePercent 1 percent
          |
          PriceLevelRef 1 ref 31
          >
          ClassRef ? ref 159
          Amount ? amount
          TaxAmount ? foreign
          ServiceDate ? date
          SalesTaxCodeRef ? ref 3
          OverrideItemAccountRef ? ref 159
          Other1 ? text 29
          Other2 ? text 29
          LinkToTxn ?
            TxnID 1 id
            TxnLineID 1 id
      IncludeRetElement * text 50
    TimeTrackingAddRq
      TimeTrackingAdd 1
        TxnDate ? date
        EntityRef 1 ref 209
        CustomerRef ? ref 209
        ItemServiceRef ? ref 159
        Duration 1 interval
        ClassRef ? ref 159
        PayrollItemWageRef ? ref 31
        Notes ? lines 4095
        BillableStatus ? enum Billable NotBillable HasBeenBilled
        ExternalGUID ? guid
      IncludeRetElement * text 50
    """
}
