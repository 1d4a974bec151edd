/// Element order of the requests about the lists, the company and what is deleted, in the words of `OrderNotation`.
enum ListOrders {
  static let table = """
    HostQueryRq { IncludeListMetaData? { IncludeMaxCapacity bool } $returned }
    CompanyQueryRq { $returned OwnerID* guid }
    PreferencesQueryRq { $returned }
    AccountAddRq { AccountAdd { Name s31 IsActive? bool ParentRef? ref AccountType account-type
      AccountNumber? s7 BankNumber? s25 Desc? s200 OpenBalance? amount OpenBalanceDate? date
      SalesTaxCodeRef?! ref TaxLineID? int CurrencyRef? ref64 } $returned }
    AccountQueryRq @metaData { $list AccountType* account-type $currency )? $returned OwnerID* guid }
    ClassAddRq { ClassAdd { Name s31 IsActive? bool ParentRef? ref } $returned }
    ClassQueryRq @metaData { $list )? $returned }
    CurrencyQueryRq @metaData { $list )? $returned }
    EntityQueryRq @metaData @iterator { $list )? $returned }
    PayrollItemWageQueryRq @metaData { $list )? $returned }
    SalesTaxCodeQueryRq @metaData { $list )? $returned }
    ShipMethodQueryRq @metaData { $list )? $returned }
    StandardTermsAddRq { StandardTermsAdd { Name s31 IsActive? bool StdDueDays? int StdDiscountDays? int
      DiscountPct? percent } $returned }
    StandardTermsQueryRq @metaData { $list )? $returned }
    TermsQueryRq @metaData { $list )? $returned }
    EmployeeQueryRq @metaData { $list )? $returned OwnerID* guid }
    OtherNameQueryRq @metaData { $list )? $returned OwnerID* guid }
    DataExtDefAddRq { DataExtDefAdd { OwnerID guid DataExtName s31 DataExtType
      =AMTTYPE,DATETIMETYPE,INTTYPE,PERCENTTYPE,PRICETYPE,QUANTYPE,STR1024TYPE,STR255TYPE
      AssignToObject* s DataExtListRequire? bool DataExtTxnRequire? bool DataExtFormatString? s }
      $returned }
    DataExtAddRq { DataExtAdd { OwnerID guid DataExtName s31 $extended DataExtValue s } }
    DataExtModRq { DataExtMod { OwnerID guid DataExtName s31 $extended DataExtValue s } }
    TxnDelRq { TxnDelType deletable TxnID id }
    TxnVoidRq { TxnVoidType voidable TxnID id }
    TxnDeletedQueryRq @metaData { TxnDelType+ deletable DeletedDateRangeFilter? { FromDeletedDate? time
      ToDeletedDate? time } $returned }
    ListDeletedQueryRq @metaData { ListDelType+ list-type DeletedDateRangeFilter? { FromDeletedDate?
      time ToDeletedDate? time } $returned }
    """
}
