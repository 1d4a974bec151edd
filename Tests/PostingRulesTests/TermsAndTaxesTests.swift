import Accounting
import Autotask
import Findings
import PostingRules
import QBXML
import Settings
import Testing

@Suite("What Autotask decides where the settings let it: taxes, terms, classes, numbers")
struct TermsAndTaxesTests {
  /// 95.00 and a tax of 7.60, taxed by Autotask.
  static func taxed(_ change: (inout World) -> Void = { _ in }) -> World {
    var world = World()
    world.connector.taxes = .autotask
    world.set(line: "taxDollars", "7.6000")
    world.set(invoice: "totalTaxValue", "7.6000")
    world.set(invoice: "taxRegionName", "Albany County")
    world.lists?.preferences.usesSalesTax = true
    world.lists?.preferences.taxableCode = "Tax"
    world.lists?.preferences.nonTaxableCode = "Non"
    world.lists?.accounts.add(World.entry("A-9", "Sales Tax Payable", kind: "OtherCurrentLiability"))
    world.mappings["accounts.csv"] = "connector,billing code,account\n,Autotask Tax,Sales Tax Payable\n"
    change(&world)
    return world
  }

  @Test("taxes: autotask is one more line; all lines and the invoice are non-taxable")
  func taxLine() throws {
    let posting = try #require(TermsAndTaxesTests.taxed().posting)
    #expect(posting.request.lines.count == 2)
    #expect(posting.request.lines.map(\.salesTaxCode) == [.fullName("Non"), .fullName("Non")])
    #expect(posting.request.customerSalesTaxCode == .fullName("Non"))
    #expect(
      posting.request.lines[1]
        == InvoiceLine(
          item: .fullName("Autotask Tax"), description: "Tax: Albany County", amount: Amount("7.60"),
          salesTaxCode: .fullName("Non")))
    let add = try #require(posting.ensures.first?.creation as? ItemAdd)
    #expect(add.kind == .otherCharge)
    #expect(add.account == .listID(ListID("A-9")))
  }

  @Test("An invoice without tax gets no line for it, and is non-taxable all the same")
  func noTax() throws {
    let posting = try #require(
      TermsAndTaxesTests.taxed {
        $0.set(line: "taxDollars", "0.0000")
        $0.set(invoice: "totalTaxValue", "0.0000")
      }.posting)
    #expect(posting.request.lines.count == 1)
    #expect(posting.request.customerSalesTaxCode == .fullName("Non"))
    #expect(posting.ensures.isEmpty)
  }

  @Test("Where QuickBooks knows no sales tax, no code goes")
  func noSalesTax() throws {
    let world = TermsAndTaxesTests.taxed { $0.lists?.preferences.usesSalesTax = false }
    let posting = try #require(world.posting)
    #expect(posting.request.lines.map(\.salesTaxCode) == [nil, nil])
    #expect(posting.request.customerSalesTaxCode == nil)
  }

  @Test("The account of the tax has no default, and is a liability")
  func taxAccount() {
    let none = TermsAndTaxesTests.taxed { $0.mappings = [:] }
    #expect(none.held.map(\.id) == [.taxAccountMissing])
    #expect(
      none.held.map(\.problem) == [
        "taxes: autotask needs an account for the item \"Autotask Tax\" of connector main, and mappings/accounts.csv"
          + " names none"
      ])
    let income = TermsAndTaxesTests.taxed {
      $0.lists?.accounts.add(World.entry("A-9", "Sales Tax Payable", kind: "Income"))
    }
    #expect(
      income.held.map(\.problem) == [
        "the account \"Sales Tax Payable\" that mappings/accounts.csv gives the item \"Autotask Tax\" is of the type"
          + " Income in QuickBooks"
      ])
    let missing = TermsAndTaxesTests.taxed {
      $0.mappings["accounts.csv"] = "connector,billing code,account\n,Autotask Tax,Taxes\n"
    }
    #expect(missing.held.map(\.id) == [.accountMissing])
    #expect(missing.held.allSatisfy { $0.remedy.contains("Other Current Liability account \"Taxes\"") })
  }

  @Test("A tax category on which no tax stands makes nothing taxable")
  func untaxedCategory() throws {
    func code(_ change: (inout World) -> Void) throws -> Reference? {
      var world = TermsAndTaxesTests.taxed {
        $0.connector.taxes = .quickBooks
        $0.set(line: "taxDollars", "0.0000")
        $0.set(invoice: "totalTaxValue", "0.0000")
      }
      change(&world)
      return try #require(world.posting).request.lines[0].salesTaxCode
    }
    #expect(try code { $0.set(line: "taxCategoryID", "3") } == .fullName("Tax"))
    #expect(
      try code {
        $0.set(line: "taxCategoryID", "3")
        $0.sources.taxedCategories = [4]
      } == .fullName("Non"))
    #expect(
      try code {
        $0.set(line: "tax_category_name", "exempt")
        $0.sources.taxCategories = [3: NamedRecord(name: "Exempt")]
        $0.sources.taxedCategories = [4]
      } == .fullName("Non"))
  }

  // MARK: Terms

  static func terms(_ change: (inout World) -> Void) -> World {
    var world = World()
    world.connector.terms = .autotask
    world.set(invoice: "dueDate", "2026-12-02T00:00:00Z")
    world.lists?.terms.add(World.entry("T-1", "Net 30"))
    change(&world)
    return world
  }

  @Test("terms: autotask sends the due date, and the terms where QuickBooks has the name")
  func terms() throws {
    let ways: [(inout World) -> Void] = [
      {
        $0.set(invoice: "paymentTerm", "2")
        $0.sources.paymentTerms = [2: NamedRecord(name: "NET 30")]
      },
      {
        $0.set(invoice: "paymentTerm", "2")
        $0.sources.paymentTermLabels = ["2": "Net 30"]
      },
      { $0.set(invoice: "paymentTerm", "Net 30") }, { $0.set(invoice: "payment_term_name", "Net 30") },
      {
        $0.set(invoice: "invoiceEditorTemplateID", "6")
        $0.sources.templateTerms = [6: 2]
        $0.sources.paymentTerms = [2: NamedRecord(name: "Net 30")]
      },
    ]
    for way in ways {
      let request = try #require(TermsAndTaxesTests.terms(way).posting).request
      #expect(request.terms == .listID(ListID("T-1")))
      #expect(request.dueDate == CalendarDate("2026-12-02"))
    }
  }

  @Test("Terms that QuickBooks does not have are left out, and that is said")
  func termsMissing() throws {
    let posting = try #require(
      TermsAndTaxesTests.terms { $0.set(invoice: "payment_term_name", "Net 45") }.posting)
    #expect(posting.request.terms == nil)
    #expect(posting.request.dueDate == CalendarDate("2026-12-02"))
    #expect(
      posting.notices.map(\.problem) == [
        "invoice 8491 has the payment terms \"Net 45\", which QuickBooks does not have, so it goes without terms and with"
          + " its due date"
      ])
  }

  @Test("terms: quickbooks sends neither")
  func noTerms() throws {
    let world = TermsAndTaxesTests.terms {
      $0.connector.terms = .quickBooks
      $0.set(invoice: "payment_term_name", "Net 30")
    }
    let request = try #require(world.posting).request
    #expect(request.terms == nil)
    #expect(request.dueDate == nil)
  }

  // MARK: Classes and numbers

  @Test("A line governed by a contract takes the contract's line of business")
  func contractClass() throws {
    var world = World()
    world.lists?.preferences.usesClasses = true
    world.lists?.classes.add(World.entry("K-1", "Managed"))
    world.linesOfBusiness = [8: "East > Field", 9: "East > Managed"]
    world.mappings["classes.csv"] = "connector,line of business,class\n,East > Managed,Managed\n"
    world.set(line: "organizationalLevelAssociationID", "8")
    world.set(line: "contractID", "50")
    #expect(try #require(world.posting).request.lines[0].class == nil)
    world.sources.contractLines = [50: 9]
    #expect(try #require(world.posting).request.lines[0].class == .listID(ListID("K-1")))
  }

  @Test("invoice-numbers: autotask never sends one number twice")
  func numbers() {
    var world = World()
    world.connector.invoiceNumbers = .autotask
    world.set(invoice: "invoiceNumber", "2026-0047")
    world.numberHolder = ItemKey(invoice: InvoiceID(8490))
    #expect(world.held.map(\.id) == [.numberShared])
    #expect(
      world.held.map(\.problem) == [
        "invoice 8491 has the number 2026-0047 in Autotask, which invoice:8490 has too"
      ])
  }
}
