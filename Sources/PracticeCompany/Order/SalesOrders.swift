/// Element order of the requests about invoices and payments, in the words of `OrderNotation`.
enum SalesOrders {
  static let table = """
    InvoiceAddRq { InvoiceAdd { CustomerRef ref209 ClassRef? ref159 ARAccountRef? ref159 TemplateRef?
      ref31 TxnDate? date RefNumber? s11 BillAddress? address ShipAddress? address IsPending? bool
      IsFinanceCharge? bool PONumber? s25 TermsRef? ref31 DueDate? date SalesRepRef? ref5 FOB? s13
      ShipDate? date ShipMethodRef? ref15 ItemSalesTaxRef? ref31 Memo? s4095 CustomerMsgRef? ref101
      IsToBePrinted? bool IsToBeEmailed? bool IsTaxIncluded?! bool CustomerSalesTaxCodeRef? ref3 Other?
      s29 ExchangeRate? float ExternalGUID? guid LinkToTxnID* id SetCredit* { CreditTxnID id
      AppliedAmount amount Override? bool } ( InvoiceLineAdd { ItemRef? ref Desc? s4095 Quantity?
      quantity UnitOfMeasure? s31 ( Rate price | RatePercent percent | PriceLevelRef ref31 )? ClassRef?
      ref159 Amount? amount TaxAmount?! amount OptionForPriceRuleConflict? =Zero,BasePrice
      InventorySiteRef? ref31 InventorySiteLocationRef? ref31 ( SerialNumber? s4095 | LotNumber? s40 )?
      ServiceDate? date SalesTaxCodeRef? ref3 OverrideItemAccountRef? ref159 Other1? s29 Other2? s29
      LinkToTxn? { TxnID id TxnLineID id } $custom } | InvoiceLineGroupAdd { ItemGroupRef ref31
      Quantity? quantity UnitOfMeasure? s31 InventorySiteRef? ref31 InventorySiteLocationRef? ref31
      $custom } )* } $returned }
    InvoiceQueryRq @metaData @iterator { $keys $dates $entity $account $numbers $currency PaidStatus?
      =All,PaidOnly,NotPaidOnly )? IncludeLineItems? bool IncludeLinkedTxns? bool $returned OwnerID*
      guid }
    ReceivePaymentQueryRq @metaData @iterator { $keys $dates $entity $account $numbers $currency )?
      IncludeLineItems? bool $returned OwnerID* guid }
    """
}
