/// Element order of the requests about customers and vendors, in the words of `OrderNotation`.
enum NameOrders {
  static let table = """
    CustomerAddRq { CustomerAdd { Name s41 IsActive? bool ClassRef? ref159 ParentRef? ref CompanyName?
      s41 Salutation? s15 FirstName? s25 MiddleName? s5 LastName? s25 JobTitle? s41 BillAddress? address
      ShipAddress? address $shipto Phone? s21 AltPhone? s21 Fax? s21 Email? s1023 Cc? s1023 Contact? s41
      AltContact? s41 $more $contacts CustomerTypeRef? ref159 TermsRef? ref31 SalesRepRef? ref5
      OpenBalance? amount OpenBalanceDate? date SalesTaxCodeRef? ref3 ItemSalesTaxRef? ref31
      SalesTaxCountry?! =Australia,Canada,UK,US ResaleNumber? s15 AccountNumber? s99 CreditLimit? amount
      PreferredPaymentMethodRef? ref31 $card JobStatus?
      =Awarded,Closed,InProgress,None,NotAwarded,Pending JobStartDate? date JobProjectedEndDate? date
      JobEndDate? date JobDesc? s99 JobTypeRef? ref159 Notes? s4095 AdditionalNotes* { Note s4095 }
      PreferredDeliveryMethod? =None,Email,Fax PriceLevelRef? ref31 ExternalGUID? guid
      TaxRegistrationNumber?! s CurrencyRef? ref64 } $returned }
    CustomerModRq { CustomerMod { ListID id EditSequence s16 Name? s41 IsActive? bool ClassRef? ref159
      ParentRef? ref CompanyName? s41 Salutation? s15 FirstName? s25 MiddleName? s5 LastName? s25
      JobTitle? s41 BillAddress? address ShipAddress? address $shipto Phone? s21 AltPhone? s21 Fax? s21
      Email? s1023 Cc? s1023 Contact? s41 AltContact? s41 $more ContactsMod* { ListID id EditSequence
      s16 Salutation? s15 FirstName s25 MiddleName? s5 LastName? s25 JobTitle? s41 $more }
      CustomerTypeRef? ref159 TermsRef? ref31 SalesRepRef? ref5 SalesTaxCodeRef? ref3 ItemSalesTaxRef?
      ref31 SalesTaxCountry?! =Australia,Canada,UK,US ResaleNumber? s15 AccountNumber? s99 CreditLimit?
      amount PreferredPaymentMethodRef? ref31 $card JobStatus?
      =Awarded,Closed,InProgress,None,NotAwarded,Pending JobStartDate? date JobProjectedEndDate? date
      JobEndDate? date JobDesc? s99 JobTypeRef? ref159 Notes? s4095 AdditionalNotesMod* { NoteID int
      Note s4095 } PreferredDeliveryMethod? =None,Email,Fax PriceLevelRef? ref31 TaxRegistrationNumber?!
      s CurrencyRef? ref64 } $returned }
    CustomerQueryRq @metaData @iterator { $list TotalBalanceFilter? { Operator
      =LessThan,LessThanEqual,Equal,GreaterThan,GreaterThanEqual Amount amount } $currency $class )?
      $returned OwnerID* guid }
    VendorAddRq { VendorAdd { Name s41 IsActive? bool ClassRef? ref159 CompanyName? s41 Salutation? s15
      FirstName? s25 MiddleName? s5 LastName? s25 JobTitle? s41 VendorAddress? address ShipAddress?
      address Phone? s21 AltPhone? s21 Fax? s21 Email? s1023 Cc? s1023 Contact? s41 AltContact? s41
      $more $contacts NameOnCheck? s41 AccountNumber? s99 Notes? s4095 AdditionalNotes* { Note s4095 }
      VendorTypeRef? ref159 TermsRef? ref31 CreditLimit? amount VendorTaxIdent? s15
      IsVendorEligibleFor1099? bool OpenBalance? amount OpenBalanceDate? date BillingRateRef? ref31
      ExternalGUID? guid SalesTaxCodeRef?! ref SalesTaxCountry?! =Australia,Canada,UK,US
      IsSalesTaxAgency?! bool SalesTaxReturnRef?! ref TaxRegistrationNumber?! s ReportingPeriod?!
      =Monthly,Quarterly IsTaxTrackedOnPurchases?! bool TaxOnPurchasesAccountRef?! ref
      IsTaxTrackedOnSales?! bool TaxOnSalesAccountRef?! ref IsTaxOnTax?! bool PrefillAccountRef* ref159
      CurrencyRef? ref64 } $returned }
    VendorQueryRq @metaData @iterator { $list TotalBalanceFilter? { Operator
      =LessThan,LessThanEqual,Equal,GreaterThan,GreaterThanEqual Amount amount } $currency $class )?
      $returned OwnerID* guid }
    """
}
