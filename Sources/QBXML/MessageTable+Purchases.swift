extension MessageTable {
  /// Orders, bills, and taking an order back.
  static let purchases = """
    PurchaseOrderAddRq
      PurchaseOrderAdd 1
        VendorRef ? ref 41
        ClassRef ? ref 159
        ShipToEntityRef ? ref 209
        TemplateRef ? ref 31
        TxnDate ? date
        RefNumber ? text 11
        VendorAddress ? address
        ShipAddress ? address
        TermsRef ? ref 31
        DueDate ? date
        ExpectedDate ? date
        ShipMethodRef ? ref 15
        FOB ? text 13
        Memo ? lines 4095
        VendorMsg ? text 99
        IsToBePrinted ? bool
        IsToBeEmailed ? bool
        IsTaxIncluded ? foreign
        SalesTaxCodeRef ? foreign
        Other1 ? text 25
        Other2 ? text 29
        ExchangeRate ? float
        ExternalGUID ? guid
        PurchaseOrderLineAdd +
          ItemRef ? ref 159
          ManufacturerPartNumber ? text 31
          Desc ? lines 4095
          Quantity ? quantity
          UnitOfMeasure ? text 31
          Rate ? price
          ClassRef ? ref 159
          Amount ? amount
          TaxAmount ? foreign
          CustomerRef ? ref 209
          ServiceDate ? date
          SalesTaxCodeRef ? foreign
          OverrideItemAccountRef ? ref 159
          Other1 ? text 29
          Other2 ? text 29
      IncludeRetElement * text 50
    BillAddRq
      BillAdd 1
        VendorRef 1 ref 41
        VendorAddress ? address
        APAccountRef ? ref 159
        TxnDate ? date
        DueDate ? date
        RefNumber ? text 20
        TermsRef ? ref 31
        Memo ? lines 4095
        IsTaxIncluded ? foreign
        SalesTaxCodeRef ? foreign
        ExchangeRate ? float
        ExternalGUID ? guid
        LinkToTxnID * id
        ExpenseLineAdd *
          AccountRef ? ref 159
          Amount ? amount
          TaxAmount ? foreign
          Memo ? lines 4095
          CustomerRef ? ref 209
          ClassRef ? ref 159
          SalesTaxCodeRef ? foreign
          BillableStatus ? enum Billable NotBillable HasBeenBilled
          SalesRepRef ? ref 5
        ItemLineAdd *
          ItemRef ? ref 159
          Desc ? lines 4095
          Quantity ? quantity
          UnitOfMeasure ? text 31
          Cost ? price
          Amount ? amount
          TaxAmount ? foreign
          CustomerRef ? ref 209
          ClassRef ? ref 159
          SalesTaxCodeRef ? foreign
          BillableStatus ? enum Billable NotBillable HasBeenBilled
          OverrideItemAccountRef ? ref 159
          LinkToTxn ?
            TxnID 1 id
            TxnLineID 1 id
          SalesRepRef ? ref 5
      IncludeRetElement * text 50
    TxnDelRq
      TxnDelType 1 enum ARRefundCreditCard Bill BillPaymentCheck BillPaymentCreditCard BuildAssembly Charge Check CreditCardCharge CreditCardCredit CreditMemo Deposit Estimate InventoryAdjustment Invoice ItemReceipt JournalEntry PurchaseOrder ReceivePayment SalesOrder SalesReceipt SalesTaxPaymentCheck TimeTracking TransferInventory VehicleMileage VendorCredit
      TxnID 1 id
    """
}
