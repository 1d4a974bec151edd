/// Element order of the requests about purchase orders, bills and time, in the words of `OrderNotation`.
enum PurchaseOrders {
  static let table = """
    PurchaseOrderAddRq { PurchaseOrderAdd { VendorRef? ref41 ClassRef? ref159 ( InventorySiteRef? ref31
      | ShipToEntityRef? ref209 )? TemplateRef? ref31 TxnDate? date RefNumber? s11 VendorAddress?
      address ShipAddress? address TermsRef? ref31 DueDate? date ExpectedDate? date ShipMethodRef? ref15
      FOB? s13 Memo? s4095 VendorMsg? s99 IsToBePrinted? bool IsToBeEmailed? bool IsTaxIncluded?! bool
      SalesTaxCodeRef?! ref Other1? s25 Other2? s29 ExchangeRate? float ExternalGUID? guid (
      PurchaseOrderLineAdd { ItemRef? ref ManufacturerPartNumber? s31 Desc? s4095 Quantity? quantity
      UnitOfMeasure? s31 Rate? price ClassRef? ref159 Amount? amount TaxAmount?! amount
      InventorySiteLocationRef? ref31 CustomerRef? ref209 ServiceDate? date SalesTaxCodeRef?! ref
      OverrideItemAccountRef? ref159 Other1? s29 Other2? s29 $custom } | PurchaseOrderLineGroupAdd {
      ItemGroupRef ref31 Quantity? quantity UnitOfMeasure? s31 InventorySiteLocationRef? ref31 $custom }
      )+ } $returned }
    PurchaseOrderModRq { PurchaseOrderMod { TxnID id EditSequence s16 VendorRef? ref41 ClassRef? ref159
      ( InventorySiteRef? ref31 | ShipToEntityRef? ref209 )? TemplateRef? ref31 TxnDate? date RefNumber?
      s11 VendorAddress? address ShipAddress? address TermsRef? ref31 DueDate? date ExpectedDate? date
      ShipMethodRef? ref15 FOB? s13 IsManuallyClosed? bool Memo? s4095 VendorMsg? s99 IsToBePrinted?
      bool IsToBeEmailed? bool IsTaxIncluded?! bool SalesTaxCodeRef?! ref Other1? s25 Other2? s29
      ExchangeRate? float ( PurchaseOrderLineMod { TxnLineID id ItemRef? ref ManufacturerPartNumber? s31
      Desc? s4095 Quantity? quantity UnitOfMeasure? s31 OverrideUOMSetRef? ref31 Rate? price ClassRef?
      ref159 Amount? amount TaxAmount?! amount InventorySiteLocationRef? ref31 CustomerRef? ref209
      ServiceDate? date SalesTaxCodeRef?! ref IsManuallyClosed? bool OverrideItemAccountRef? ref159
      Other1? s29 Other2? s29 } | PurchaseOrderLineGroupMod { TxnLineID id ItemGroupRef? ref31 Quantity?
      quantity UnitOfMeasure? s31 OverrideUOMSetRef? ref31 PurchaseOrderLineMod* { TxnLineID id ItemRef?
      ref ManufacturerPartNumber? s31 Desc? s4095 Quantity? quantity UnitOfMeasure? s31
      OverrideUOMSetRef? ref31 Rate? price ClassRef? ref159 Amount? amount TaxAmount?! amount
      InventorySiteLocationRef? ref31 CustomerRef? ref209 ServiceDate? date SalesTaxCodeRef?! ref
      IsManuallyClosed? bool OverrideItemAccountRef? ref159 Other1? s29 Other2? s29 } } )* } $returned }
    PurchaseOrderQueryRq @metaData @iterator { $keys $dates $entity $account $numbers $currency )?
      IncludeLineItems? bool IncludeLinkedTxns? bool $returned OwnerID* guid }
    ItemReceiptAddRq { ItemReceiptAdd { VendorRef ref41 APAccountRef? ref159 TxnDate? date RefNumber?
      s20 Memo? s4095 IsTaxIncluded?! bool SalesTaxCodeRef?! ref ExchangeRate? float ExternalGUID? guid
      LinkToTxnID* id $expense ( ItemLineAdd { ItemRef? ref InventorySiteRef? ref31
      InventorySiteLocationRef? ref31 ( SerialNumber? s4095 | LotNumber? s40 )? Desc? s4095 Quantity?
      quantity UnitOfMeasure? s31 Cost? price Amount? amount TaxAmount?! amount CustomerRef? ref209
      ClassRef? ref159 SalesTaxCodeRef?! ref $billable OverrideItemAccountRef? ref159 LinkToTxn? { TxnID
      id TxnLineID id } SalesRepRef? ref5 $custom } | ItemGroupLineAdd { ItemGroupRef ref31 Quantity?
      quantity UnitOfMeasure? s31 InventorySiteRef? ref31 InventorySiteLocationRef? ref31 $custom } )* }
      $returned }
    ItemReceiptQueryRq @metaData @iterator { $keys $dates $entity $account $numbers $currency )?
      IncludeLineItems? bool IncludeLinkedTxns? bool $returned OwnerID* guid }
    BillAddRq { BillAdd { VendorRef ref41 VendorAddress? address APAccountRef? ref159 TxnDate? date
      DueDate? date RefNumber? s20 TermsRef? ref31 Memo? s4095 IsTaxIncluded?! bool SalesTaxCodeRef?!
      ref ExchangeRate? float ExternalGUID? guid LinkToTxnID* id $expense ( ItemLineAdd { ItemRef? ref
      InventorySiteRef? ref31 InventorySiteLocationRef? ref31 ( SerialNumber? s4095 | LotNumber? s40 )?
      Desc? s4095 Quantity? quantity UnitOfMeasure? s31 Cost? price Amount? amount TaxAmount?! amount
      CustomerRef? ref209 ClassRef? ref159 SalesTaxCodeRef?! ref $billable OverrideItemAccountRef?
      ref159 LinkToTxn? { TxnID id TxnLineID id } SalesRepRef? ref5 $custom } | ItemGroupLineAdd {
      ItemGroupRef ref31 Quantity? quantity UnitOfMeasure? s31 InventorySiteRef? ref31
      InventorySiteLocationRef? ref31 $custom } )* } $returned }
    BillQueryRq @metaData @iterator { $keys $dates $entity $account $numbers $currency PaidStatus?
      =All,PaidOnly,NotPaidOnly )? IncludeLineItems? bool IncludeLinkedTxns? bool $returned OwnerID*
      guid }
    TimeTrackingAddRq { TimeTrackingAdd { TxnDate? date EntityRef ref209 CustomerRef? ref209
      ItemServiceRef? ref159 Duration duration ClassRef? ref159 PayrollItemWageRef? ref31 Notes? s4095
      $billable ExternalGUID? guid } $returned }
    TimeTrackingQueryRq @metaData @iterator { ( TxnID+ id | MaxReturned? int $dates
      TimeTrackingEntityFilter? { ( ListID+ id | FullName+ s ) } )? $returned }
    """
}
