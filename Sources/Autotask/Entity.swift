/// The entities of Autotask's REST interface that a bundle may hold.
public enum Entity: String, CaseIterable, Sendable, Hashable {
  case companies = "Companies"
  case invoices = "Invoices"
  case billingItems = "BillingItems"
  case billingCodes = "BillingCodes"
  case countries = "Countries"
  case currencies = "Currencies"
  case organizationalLevel1s = "OrganizationalLevel1s"
  case organizationalLevel2s = "OrganizationalLevel2s"
  case organizationalLevelAssociations = "OrganizationalLevelAssociations"
  case services = "Services"
  case serviceBundles = "ServiceBundles"
  case roles = "Roles"
  case products = "Products"
  case ticketCharges = "TicketCharges"
  case projectCharges = "ProjectCharges"
  case contractCharges = "ContractCharges"
  case contracts = "Contracts"
  case contractMilestones = "ContractMilestones"
  case taxes = "Taxes"
  case taxRegions = "TaxRegions"
  case taxCategories = "TaxCategories"
  case paymentTerms = "PaymentTerms"
  case invoiceTemplates = "InvoiceTemplates"
  case resources = "Resources"

  /// Other names under which people and older programs know the entity.
  var synonyms: [String] {
    switch self {
    case .companies: ["company", "account", "accounts", "organization", "organizations", "client", "clients"]
    case .invoices: ["invoice"]
    case .billingItems: ["billingitem"]
    case .billingCodes: ["billingcode", "allocationcode", "allocationcodes"]
    case .countries: ["country"]
    case .currencies: ["currency"]
    case .organizationalLevel1s: ["organizationallevel1", "division", "divisions"]
    case .organizationalLevel2s: ["organizationallevel2", "linesofbusiness", "lineofbusiness"]
    case .organizationalLevelAssociations:
      [
        "organizationallevelassociation", "businessdivisionsubdivision", "businessdivisionsubdivisions",
      ]
    case .services: ["service"]
    case .serviceBundles: ["servicebundle"]
    case .roles: ["role"]
    case .products: ["product"]
    case .ticketCharges: ["ticketcharge", "ticketcost", "ticketcosts"]
    case .projectCharges: ["projectcharge", "projectcost", "projectcosts"]
    case .contractCharges: ["contractcharge", "contractcost", "contractcosts"]
    case .contracts: ["contract"]
    case .contractMilestones: ["contractmilestone", "milestone", "milestones"]
    case .taxes: ["tax"]
    case .taxRegions: ["taxregion"]
    case .taxCategories: ["taxcategory"]
    case .paymentTerms: ["paymentterm"]
    case .invoiceTemplates: ["invoicetemplate"]
    case .resources: ["resource"]
    }
  }

  /// Entities that Autotask has and these rules do not use; named so that a bundle with them is understood.
  static let unused: Set<String> = [
    "companylocations", "contacts", "billingitemapprovallevels", "additionalinvoicefieldvalues",
    "departments", "resourceroledepartments", "timeentries",
    "timesheets", "timeoffrequests", "expensereports", "expenseitems", "purchaseorders",
    "purchaseorderitems", "purchaseorderitemreceiving", "purchaseapprovals", "inventoryitems",
    "inventorylocations", "inventoryproducts", "inventorystockeditems", "productvendors", "shippingtypes",
    "contractservices", "projects", "tickets", "tasks", "internallocations",
  ]

  private static let byName: [String: Entity] = {
    var names: [String: Entity] = [:]
    for entity in allCases {
      names[entity.rawValue.lowercased()] = entity
      for synonym in entity.synonyms { names[synonym] = entity }
    }
    return names
  }()

  /// What the stem of a file name says: the letters before the first `.`, `-`, `_`, blank or page number.
  public static func named(_ stem: String) -> Entity? { byName[stem.lowercased()] }

  /// The entity whose records have these fields, when they leave no doubt.
  public static func recognised(byFields names: [String]) -> Entity? {
    let present = Set(names.map { $0.lowercased() })
    var best: Entity?
    var bestCount = 0
    var shared = false
    for entity in allCases {
      guard entity.marks.contains(where: { present.contains($0) }) else { continue }
      let count = entity.table.fields.count { present.contains($0.name.lowercased()) }
      if count > bestCount {
        best = entity
        bestCount = count
        shared = false
      } else if count == bestCount {
        shared = true
      }
    }
    return shared ? nil : best
  }

  /// Whether one of the fields is one that only this entity has.
  func isMarked(by fields: [String]) -> Bool {
    let present = Set(fields.map { $0.lowercased() })
    return marks.contains { present.contains($0) }
  }

  /// Fields, in lower case, that only this entity has.
  private var marks: [String] {
    switch self {
    case .companies: ["companyname"]
    case .invoices: ["invoicetotal", "invoicedatetime", "totaltaxvalue", "isvoided"]
    case .billingItems: ["billingitemtype", "extendedprice", "totalamount", "taxdollars", "billingitemid"]
    case .billingCodes: ["billingcodetype", "usetype", "generalledgeraccount"]
    case .countries: ["countrycode", "addressformatid"]
    case .currencies: ["isinternalcurrency", "currencypositiveformat"]
    case .organizationalLevel1s, .organizationalLevel2s: []
    case .organizationalLevelAssociations: ["organizationallevel1id", "organizationallevel2id"]
    case .services: ["vendorcompanyid", "invoicedescription"]
    case .serviceBundles: ["percentagediscount", "unitdiscount", "invoicedescription"]
    case .roles: ["hourlyfactor"]
    case .products: ["productbillingcodeid", "manufacturerproductname"]
    case .ticketCharges, .projectCharges, .contractCharges: ["unitquantity"]
    case .contracts: ["contractname", "contracttype"]
    case .contractMilestones: ["isinitialpayment", "datedue"]
    case .taxes: ["taxname", "taxrate"]
    case .taxRegions, .taxCategories: []
    case .paymentTerms: ["paymentdueindays"]
    case .invoiceTemplates: ["groupby", "itemizeservicesandbundles"]
    case .resources: ["licensetype", "payrolltype", "defaultservicedeskroleid"]
    }
  }

  /// The field table of the entity.
  public var table: EntityTable { EntityTable.of(self) }
}
