extension MessageTable {
  /// Entries of lists.
  static let lists = """
    CustomerAddRq
      CustomerAdd 1
        Name 1 name 41
        IsActive ? bool
        ClassRef ? ref 159
        ParentRef ? ref 209
        CompanyName ? text 41
        Salutation ? text 15
        FirstName ? text 25
        MiddleName ? text 5
        LastName ? text 25
        JobTitle ? text 41
        BillAddress ? address
        ShipAddress ? address
        Phone ? text 21
        AltPhone ? text 21
        Fax ? text 21
        Email ? text 1023
        Cc ? text 1023
        Contact ? text 41
        AltContact ? text 41
        CustomerTypeRef ? ref 159
        TermsRef ? ref 31
        SalesRepRef ? ref 5
        SalesTaxCodeRef ? ref 3
        ItemSalesTaxRef ? ref 31
        SalesTaxCountry ? foreign
        ResaleNumber ? text 15
        AccountNumber ? text 99
        CreditLimit ? amount
        PreferredPaymentMethodRef ? ref 31
        Notes ? lines 4095
        PreferredDeliveryMethod ? enum None Email Fax
        PriceLevelRef ? ref 31
        ExternalGUID ? guid
        TaxRegistrationNumber ? foreign
        CurrencyRef ? ref 64
      IncludeRetElement * text 50
    VendorAddRq
      VendorAdd 1
        Name 1 name 41
        IsActive ? bool
        ClassRef ? ref 159
        CompanyName ? text 41
        Salutation ? text 15
        FirstName ? text 25
        MiddleName ? text 5
        LastName ? text 25
        JobTitle ? text 41
        VendorAddress ? address
        ShipAddress ? address
        Phone ? text 21
        AltPhone ? text 21
        Fax ? text 21
        Email ? text 1023
        Cc ? text 1023
        Contact ? text 41
        AltContact ? text 41
        NameOnCheck ? text 41
        AccountNumber ? text 99
        Notes ? lines 4095
        VendorTypeRef ? ref 159
        TermsRef ? ref 31
        CreditLimit ? amount
        VendorTaxIdent ? text 15
        IsVendorEligibleFor1099 ? bool
        ExternalGUID ? guid
        SalesTaxCodeRef ? foreign
        SalesTaxCountry ? foreign
        IsSalesTaxAgency ? foreign
        SalesTaxReturnRef ? foreign
        TaxRegistrationNumber ? foreign
        ReportingPeriod ? foreign
        IsTaxTrackedOnPurchases ? foreign
        TaxOnPurchasesAccountRef ? foreign
        IsTaxTrackedOnSales ? foreign
        TaxOnSalesAccountRef ? foreign
        CurrencyRef ? ref 64
      IncludeRetElement * text 50
    ItemServiceAddRq
      ItemServiceAdd 1
        Name 1 name 31
        IsActive ? bool
        ClassRef ? ref 159
        ParentRef ? ref 159
        IsTaxIncluded ? foreign
        SalesTaxCodeRef ? ref 3
        <1
        SalesOrPurchase 1
          Desc ? lines 4095
          <?
          Price 1 price
          |
          PricePercent 1 percent
          >
          AccountRef ? ref 159
        |
        SalesAndPurchase 1
          SalesDesc ? lines 4095
          SalesPrice ? price
          IncomeAccountRef ? ref 159
          PurchaseDesc ? lines 4095
          PurchaseCost ? price
          PurchaseTaxCodeRef ? foreign
          ExpenseAccountRef ? ref 159
          PrefVendorRef ? ref 41
        >
        ExternalGUID ? guid
      IncludeRetElement * text 50
    ItemNonInventoryAddRq
      ItemNonInventoryAdd 1
        Name 1 name 31
        IsActive ? bool
        ParentRef ? ref 159
        ClassRef ? ref 159
        ManufacturerPartNumber ? text 31
        IsTaxIncluded ? foreign
        SalesTaxCodeRef ? ref 3
        <1
        SalesOrPurchase 1
          Desc ? lines 4095
          <?
          Price 1 price
          |
          PricePercent 1 percent
          >
          AccountRef ? ref 159
        |
        SalesAndPurchase 1
          SalesDesc ? lines 4095
          SalesPrice ? price
          IncomeAccountRef ? ref 159
          PurchaseDesc ? lines 4095
          PurchaseCost ? price
          PurchaseTaxCodeRef ? foreign
          ExpenseAccountRef ? ref 159
          PrefVendorRef ? ref 41
        >
        ExternalGUID ? guid
      IncludeRetElement * text 50
    ItemOtherChargeAddRq
      ItemOtherChargeAdd 1
        Name 1 name 31
        IsActive ? bool
        ClassRef ? ref 159
        ParentRef ? ref 159
        IsTaxIncluded ? foreign
        SalesTaxCodeRef ? ref 3
        <1
        SalesOrPurchase 1
          Desc ? lines 4095
          <?
          Price 1 price
          |
          PricePercent 1 percent
          >
          AccountRef ? ref 159
        |
        SalesAndPurchase 1
          SalesDesc ? lines 4095
          SalesPrice ? price
          IncomeAccountRef ? ref 159
          PurchaseDesc ? lines 4095
          PurchaseCost ? price
          PurchaseTaxCodeRef ? foreign
          ExpenseAccountRef ? ref 159
          PrefVendorRef ? ref 41
        >
        ExternalGUID ? guid
      IncludeRetElement * text 50
    AccountAddRq
      AccountAdd 1
        Name 1 name 31
        IsActive ? bool
        ParentRef ? ref 159
        AccountType 1 enum AccountsPayable AccountsReceivable Bank CostOfGoodsSold CreditCard Equity Expense FixedAsset Income LongTermLiability NonPosting OtherAsset OtherCurrentAsset OtherCurrentLiability OtherExpense OtherIncome
        AccountNumber ? text 7
        Desc ? lines 200
        SalesTaxCodeRef ? foreign
        CurrencyRef ? ref 64
      IncludeRetElement * text 50
    """
}
