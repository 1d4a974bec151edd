import Accounting
import Autotask
import Findings
import PostingRules
import QBXML
import Settings
import Testing

@Suite("Billing items that Autotask prints as one line go as one line")
struct GroupTests {
  /// Items 1 and 2 in group 5, item 3 by itself.
  static func world(_ change: (inout World) -> Void = { _ in }) -> World {
    var world = World()
    world.codes = [11: ["name": "Labor"], 12: ["name": "Travel"]]
    world.lists?.items.add(World.entry("I-2", "Travel", kind: "ItemService"))
    world.lists?.items.add(World.entry("I-9", "Other", kind: "ItemService"))
    world.lines = [:]
    world.add(1, "95.0000", ["sortOrderID": "5", "timeEntryID": "1", "description": "Monday"])
    world.add(
      2, "60.0000",
      [
        "sortOrderID": "5", "timeEntryID": "2", "description": "Tuesday", "quantity": "0.5000",
        "rate": "120.0000",
      ])
    world.add(3, "5.0000", ["sortOrderID": "6"])
    world.set(invoice: "invoiceTotal", "160.0000")
    change(&world)
    return world
  }

  private func lines(_ change: (inout World) -> Void = { _ in }) throws -> [InvoiceLine] {
    let world = GroupTests.world(change)
    return try #require(world.posting, "\(world.held.map(\.text))").request.lines
  }

  @Test("Quantities and amounts are added up, and no rate is sent; a shared name stays")
  func sums() throws {
    let lines = try lines()
    #expect(lines.count == 2)
    #expect(lines[0].item == .listID(ListID("I-1")))
    #expect(lines[0].quantity == Quantity("1.5"))
    #expect(lines[0].amount == Amount("155"))
    #expect(lines[0].rate == nil)
    #expect(lines[0].description == "Monday\nTuesday")
    #expect(lines[0].serviceDate == CalendarDate("2026-10-30"))
    #expect(lines[1].rate == Rate("5"))
  }

  @Test("The text of the group goes before the texts of its members")
  func text() throws {
    let lines = try lines { $0.set(line: "lineItemGroupDescription", "Work in October", of: 2) }
    #expect(lines[0].description == "Work in October")
    // A group may have one member.
    let single = try self.lines { $0.set(line: "lineItemGroupDescription", "Small parts", of: 3) }
    #expect(single[1].description == "Small parts")
  }

  @Test("Days that differ leave the line without a service date")
  func dates() throws {
    #expect(try lines { $0.set(line: "itemDate", "2026-10-31T00:00:00Z", of: 2) }[0].serviceDate == nil)
  }

  @Test("Names that differ within one kind become the kind's generic name")
  func generic() throws {
    let world = GroupTests.world { $0.set(line: "billingCodeID", "12", of: 2) }
    let posting = try #require(world.posting)
    // QuickBooks has an item Labor.
    #expect(posting.request.lines[0].item == .listID(ListID("I-1")))
  }

  @Test("Kinds that differ become Other, which items.csv may map")
  func other() throws {
    func change(_ world: inout World) {
      world.set(line: "billingCodeID", "12", of: 2)
      world.set(line: "timeEntryID", nil, of: 2)
      world.set(line: "expenseItemID", "4", of: 2)
    }
    #expect(try lines(change)[0].item == .listID(ListID("I-9")))
    let mapped = try lines {
      change(&$0)
      $0.mappings["items.csv"] = "connector,kind,name,item\n,rolled-up,Other,Travel\n"
    }
    #expect(mapped[0].item == .listID(ListID("I-2")))
  }

  @Test("Members of different classes stay apart")
  func classes() throws {
    let lines = try lines {
      $0.lists?.preferences.usesClasses = true
      $0.lists?.classes.add(World.entry("K-1", "Field"))
      $0.linesOfBusiness = [8: "East > Field"]
      $0.mappings["classes.csv"] = "connector,line of business,class\n,East > Field,Field\n"
      $0.set(line: "organizationalLevelAssociationID", "8", of: 2)
    }
    #expect(lines.map(\.amount) == [nil, nil, nil])
    #expect(lines.map(\.class) == [nil, .listID(ListID("K-1")), nil])
    #expect(lines.map(\.rate) == [Rate("95"), Rate("120"), Rate("5")])
  }

  @Test("A line that mixes taxable and other items goes as not taxable, and that is said")
  func taxes() throws {
    let world = GroupTests.world {
      $0.lists?.preferences.usesSalesTax = true
      $0.lists?.preferences.taxableCode = "Tax"
      $0.lists?.preferences.nonTaxableCode = "Non"
      $0.set(line: "taxDollars", "7.6000", of: 1)
      $0.set(invoice: "totalTaxValue", "7.6000")
    }
    let posting = try #require(world.posting)
    #expect(posting.request.lines.map(\.salesTaxCode) == [.fullName("Non"), .fullName("Non")])
    #expect(posting.notices.map(\.id) == [.groupTaxMixed])
    #expect(
      posting.notices.map(\.problem) == [
        "billing items 1, 2 are one line of the invoice, and only some of them are taxable: the line goes as not taxable"
      ])
  }

  // MARK: Lines that are shown and not billed

  @Test("A non-billable item that the invoice shows goes with its quantity and the amount of nothing")
  func nonBillable() throws {
    let lines = try lines {
      $0.add(4, "95.0000", ["nonBillable": "1", "totalAmount": "0.0000", "sortOrderID": "7"])
      for id in [1, 2, 3] as [Int64] { $0.set(line: "totalAmount", nil, of: id) }
    }
    #expect(lines.count == 3)
    #expect(lines[2].quantity == Quantity("1"))
    #expect(lines[2].amount == .zero)
    #expect(lines[2].rate == nil)
  }

  @Test("Hours that a block of hours covers go with the amount of nothing")
  func covered() throws {
    let lines = try lines {
      $0.add(4, "386.6450", ["quantity": "3.5000", "totalAmount": "0.0000", "sortOrderID": "7"])
    }
    #expect(lines[2].quantity == Quantity("3.5"))
    #expect(lines[2].amount == .zero)
  }

  @Test("An adjustment goes as its own line with its negative amount")
  func adjustment() throws {
    let lines = try lines {
      $0.add(
        4, "-20.0000", ["billingItemType": "Labor Adjustment", "quantity": "1.0000", "sortOrderID": "7"])
      $0.set(invoice: "invoiceTotal", "140.0000")
    }
    #expect(lines[2].item == .listID(ListID("I-1")))
    #expect(lines[2].rate == Rate("-20"))
  }

  // MARK: Organizations billed through another

  @Test("An organization that is billed through its parent is named in the description, once")
  func parent() throws {
    func change(_ world: inout World) {
      world.set(line: "companyID", "202", of: 3)
      world.otherOrganizations = [OrganizationID(202): "Larkspur North"]
    }
    #expect(try lines(change)[1].description == "Larkspur North: Replaced disk")
    let named = try lines {
      change(&$0)
      $0.set(line: "description", "Disk at Larkspur North", of: 3)
    }
    #expect(named[1].description == "Disk at Larkspur North")
  }

  @Test("An organization that is to be named and has not arrived holds the invoice")
  func parentUnknown() {
    let world = GroupTests.world { $0.set(line: "companyID", "202", of: 3) }
    #expect(
      world.held.map(\.problem) == [
        "organization 202 of billing item 3 \"Work on site\" has not arrived in any export, and its name belongs into the"
          + " description"
      ])
  }
}
