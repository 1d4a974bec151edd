public import Accounting
public import XML

/// The company file that is open.
public struct CompanyRet: Hashable, Sendable {
  /// What an application has stamped on it.
  public struct Stamp: Hashable, Sendable {
    public let ownerID: String
    public let name: String
    public let value: String
  }

  public let companyName: String?
  public let legalCompanyName: String?
  public let isSample: Bool?
  /// In the order of the answer; only those of the owners asked for.
  public let stamps: [Stamp]

  public init(_ element: XMLElement) {
    var fields = FieldReader(element)
    isSample = fields.flag("IsSampleCompany")
    companyName = fields.text("CompanyName")
    legalCompanyName = fields.text("LegalCompanyName")
    stamps = element.children(named: "DataExtRet").map {
      Stamp(
        ownerID: $0.text(of: "OwnerID") ?? "", name: $0.text(of: "DataExtName") ?? "",
        value: $0.text(of: "DataExtValue") ?? "")
    }
  }

  /// The FileID that Web Connector wrote for an owner; GUIDs are compared without regard to case.
  public func fileID(ownerID: String) -> String? {
    stamps.first { $0.name == "FileID" && $0.ownerID.uppercased() == ownerID.uppercased() }?.value
  }
}

/// The QuickBooks that answers.
public struct HostRet: Hashable, Sendable {
  public let productName: String?
  public let majorVersion: String?
  public let minorVersion: String?
  /// US, CA, UK or AU.
  public let country: String?
  /// `13.0` and others.
  public let supportedVersions: [String]
  public let isAutomaticLogin: Bool?
  /// MultiUser or SingleUser.
  public let fileMode: String?

  public init(_ element: XMLElement) {
    var fields = FieldReader(element)
    productName = fields.text("ProductName")
    majorVersion = fields.text("MajorVersion")
    minorVersion = fields.text("MinorVersion")
    country = fields.text("Country")
    supportedVersions = element.children(named: "SupportedQBXMLVersion").map(\.text)
    isAutomaticLogin = fields.flag("IsAutomaticLogin")
    fileMode = fields.text("QBFileMode")
  }
}

/// The company's preferences, as far as they decide what may be sent.
public struct PreferencesRet: Hashable, Sendable {
  public let isUsingClassTracking: Bool
  /// On or before it nothing may be entered.
  public let closingDate: CalendarDate?
  public let isUsingAccountNumbers: Bool
  public let isRequiringAccounts: Bool
  public let isMultiCurrencyOn: Bool
  public let homeCurrency: ObjectRef?
  public let isUsingInventory: Bool
  public let isUsingEstimates: Bool
  /// Off when the answer has no such part.
  public let isUsingSalesTax: Bool
  public let defaultTaxItem: ObjectRef?
  public let taxableCode: ObjectRef?
  public let nonTaxableCode: ObjectRef?
  /// Off when the answer has no such part.
  public let isTrackingTime: Bool
  public let firstDayOfWeek: String?
  public let isPersonalDataAccessAllowed: Bool?
  /// Fields whose values could not be read.
  public let unread: [String]

  public init(_ element: XMLElement) {
    func part(_ name: String) -> FieldReader { FieldReader(element.child(name) ?? XMLElement(name: name)) }
    var accounting = part("AccountingPreferences")
    isUsingAccountNumbers = accounting.flag("IsUsingAccountNumbers") ?? false
    isRequiringAccounts = accounting.flag("IsRequiringAccounts") ?? false
    isUsingClassTracking = accounting.flag("IsUsingClassTracking") ?? false
    closingDate = accounting.date("ClosingDate")
    var jobs = part("JobsAndEstimatesPreferences")
    isUsingEstimates = jobs.flag("IsUsingEstimates") ?? false
    var currency = part("MultiCurrencyPreferences")
    isMultiCurrencyOn = currency.flag("IsMultiCurrencyOn") ?? false
    homeCurrency = currency.reference("HomeCurrencyRef")
    var purchases = part("PurchasesAndVendorsPreferences")
    isUsingInventory = purchases.flag("IsUsingInventory") ?? false
    isUsingSalesTax = element.child("SalesTaxPreferences") != nil
    var tax = part("SalesTaxPreferences")
    defaultTaxItem = tax.reference("DefaultItemSalesTaxRef")
    taxableCode = tax.reference("DefaultTaxableSalesTaxCodeRef")
    nonTaxableCode = tax.reference("DefaultNonTaxableSalesTaxCodeRef")
    isTrackingTime = element.child("TimeTrackingPreferences") != nil
    var time = part("TimeTrackingPreferences")
    firstDayOfWeek = time.text("FirstDayOfWeek")
    var rights = part("CurrentAppAccessRights")
    isPersonalDataAccessAllowed = rights.flag("IsPersonalDataAccessAllowed")
    unread = accounting.unread + currency.unread + purchases.unread
  }
}
