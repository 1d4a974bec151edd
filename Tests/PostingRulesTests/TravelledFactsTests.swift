import Accounting
import PostingRules
import Testing

@Suite("What changed after sending is told by what travelled, and by nothing else")
struct TravelledFactsTests {
  /// A world of two lines: 26101 of 95.00 and 26102 of 30.00.
  static var world: World {
    var world = World()
    world.add(26102, "30.0000", ["description": "Cable", "itemDate": nil])
    world.set(invoice: "invoiceTotal", "125.0000")
    return world
  }

  private func differences(_ change: (inout World) -> Void) throws -> [String] {
    let sent = try #require(Self.world.posting).travelled
    var world = Self.world
    change(&world)
    return TravelledFacts(world.theInvoice, lines: world.billingItems, comparedWith: sent).differences(
      from: TravelledFacts(stored: sent.text))
  }

  struct Change: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var words: [String]
    var make: @Sendable (inout World) -> Void
    init(_ words: String..., make: @escaping @Sendable (inout World) -> Void) {
      testDescription = words.first ?? "nothing"
      self.words = words
      self.make = make
    }
  }

  @Test(
    "Each fact in its words",
    arguments: [
      Change("organization was 201 and is now 202") { $0.set(invoice: "companyID", "202") },
      Change("date was 2026-11-02 and is now 2026-11-05") {
        $0.set(invoice: "invoiceDateTime", "2026-11-05T00:00:00Z")
      },
      Change("PO number was empty and is now PO 77") { $0.set(invoice: "orderNumber", "PO 77") },
      Change("PO number was empty and is now PO 78") {
        $0.set(line: "purchaseOrderNumber", "PO 78")
        $0.set(line: "purchaseOrderNumber", "PO 78", of: 26102)
      },
      Change("net was 125.00 and is now 130.00", "billing item 26102 amount was 30.00 and is now 35.00") {
        $0.set(invoice: "invoiceTotal", "130.0000")
        $0.set(line: "totalAmount", "35.0000", of: 26102)
        $0.set(line: "extendedPrice", "35.0000", of: 26102)
      },
      Change("tax was 0.00 and is now 7.60", "billing item 26101 taxable was no and is now yes") {
        $0.set(invoice: "totalTaxValue", "7.6000")
        $0.set(line: "taxDollars", "7.6000")
      },
      Change("billing item 26101 billing code was 11 and is now 12") { $0.set(line: "billingCodeID", "12") },
      Change("billing item 26101 quantity was 1 and is now 2.5") { $0.set(line: "quantity", "2.5000") },
      Change("billing item 26101 rate was 95.00 and is now 38.00") { $0.set(line: "rate", "38.0000") },
      Change("billing item 26101 line of business was empty and is now 5") {
        $0.set(line: "organizationalLevelAssociationID", "5")
      },
      Change("billing item 26102 service date was empty and is now 2026-10-31") {
        $0.set(line: "itemDate", "2026-10-31T00:00:00Z", of: 26102)
      },
      Change("billing item 26101 description changed") { $0.set(line: "description", "Replaced two disks") },
      Change("billing item 26103 is new") { $0.add(26103, "0.0000") },
      Change("net was 125.00 and is now 95.00", "billing item 26102 is gone") {
        $0.lines[26102] = nil
        $0.set(invoice: "invoiceTotal", "95.0000")
      },
      Change("billing item 26102 is gone") { $0.lines[26102] = nil },
    ])
  func told(change: Change) throws { #expect(try differences(change.make) == change.words) }

  @Test(
    "Our own write-back, comments, stamps and names in QuickBooks may change freely",
    arguments: [
      Change { _ in },
      Change { $0.set(invoice: "invoiceNumber", "1042") },
      Change { $0.set(invoice: "webServiceDate", "2026-11-03T08:12:00Z") },
      Change { $0.set(invoice: "paidDate", "2026-11-20T00:00:00Z") },
      Change { $0.set(invoice: "batchID", "9") },
      Change { $0.set(invoice: "invoiceTotal", "125.0") },
      Change { $0.set(line: "quantity", "1") },
      Change { $0.set(line: "sortOrderID", "9") },
      Change { $0.set(line: "companyID", "999") },
      Change { $0.set(organization: "companyName", "Larkspur Dental LLC") },
      Change { $0.codes = [11: ["name": "Work"]] },
      // Not billed: the price before a contract covers it.
      Change { $0.set(line: "extendedPrice", "120.0000") },
    ])
  func free(change: Change) throws { #expect(try differences(change.make) == []) }

  @Test("Amounts are compared by the basis that was billed, though the lines no longer add up")
  func basis() throws {
    var world = Self.world
    world.set(line: "totalAmount", "0.0000")
    let sent = try #require(world.posting, "the prices add up").travelled
    world.set(invoice: "invoiceTotal", "999.0000")
    let now = TravelledFacts(world.theInvoice, lines: world.billingItems, comparedWith: sent)
    #expect(now.differences(from: sent) == ["net was 125.00 and is now 999.00"])
  }

  @Test("The order in which lines came is nothing that travelled")
  func order() throws {
    let world = Self.world
    let sent = try #require(world.posting).travelled
    let turned = TravelledFacts(
      world.theInvoice, lines: world.billingItems.reversed(), comparedWith: sent)
    #expect(turned == sent)
  }
}
