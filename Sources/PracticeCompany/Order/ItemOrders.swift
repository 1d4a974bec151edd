/// Element order of the requests about items, in the words of `OrderNotation`.
enum ItemOrders {
  static let table = """
    ItemServiceAddRq { ItemServiceAdd { Name s31 $barcode IsActive? bool ClassRef? ref159 ParentRef? ref
      UnitOfMeasureSetRef? ref31 IsTaxIncluded?! bool SalesTaxCodeRef? ref3 $prices ExternalGUID? guid }
      $returned }
    ItemServiceQueryRq @metaData @iterator { $list $class )? $returned OwnerID* guid }
    ItemNonInventoryAddRq { ItemNonInventoryAdd { Name s31 $barcode IsActive? bool ParentRef? ref
      ClassRef? ref159 ManufacturerPartNumber? s31 UnitOfMeasureSetRef? ref31 IsTaxIncluded?! bool
      SalesTaxCodeRef? ref3 $prices ExternalGUID? guid } $returned }
    ItemNonInventoryQueryRq @metaData @iterator { $list $class )? $returned OwnerID* guid }
    ItemInventoryAddRq { ItemInventoryAdd { Name s31 $barcode IsActive? bool ClassRef? ref159 ParentRef?
      ref ManufacturerPartNumber? s31 UnitOfMeasureSetRef? ref31 IsTaxIncluded?! bool SalesTaxCodeRef?
      ref3 SalesDesc? s4095 SalesPrice? price IncomeAccountRef? ref159 PurchaseDesc? s4095 PurchaseCost?
      price PurchaseTaxCodeRef?! ref COGSAccountRef? ref159 PrefVendorRef? ref41 AssetAccountRef? ref159
      ReorderPoint? quantity Max? quantity QuantityOnHand? quantity TotalValue? amount InventoryDate?
      date ExternalGUID? guid } $returned }
    ItemInventoryQueryRq @metaData @iterator { $list $class )? $returned OwnerID* guid }
    ItemOtherChargeAddRq { ItemOtherChargeAdd { Name s31 $barcode IsActive? bool ClassRef? ref159
      ParentRef? ref IsTaxIncluded?! bool SalesTaxCodeRef? ref3 $prices ExternalGUID? guid } $returned }
    ItemOtherChargeQueryRq @metaData @iterator { $list $class )? $returned OwnerID* guid }
    ItemSalesTaxQueryRq @metaData @iterator { $list $class )? $returned OwnerID* guid }
    ItemQueryRq @metaData @iterator { $list )? $returned OwnerID* guid }
    """
}
