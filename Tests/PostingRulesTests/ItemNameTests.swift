import Accounting
import Autotask
import Findings
import PostingRules
import QBXML
import Settings
import Testing

@Suite("The QuickBooks item of a line is named by its kind and the settings")
struct ItemNameTests {
  /// A kind of line, a naming, and the item that comes of it with the message that makes it.
  struct Named: Sendable, CustomTestStringConvertible {
    var kind: ItemKind
    var naming: ItemNaming?
    var name: String
    var made: String
    var testDescription: String { "\(kind.rawValue) by \(naming?.rawValue ?? "default"): \(name)" }

    init(_ kind: ItemKind, _ naming: ItemNaming?, _ name: String, _ made: String = "ItemServiceAddRq") {
      (self.kind, self.naming, self.name, self.made) = (kind, naming, name, made)
    }
  }

  /// One line of the kind: billing code 12 "Remote", role 4 "Engineer".
  static func world(_ kind: ItemKind) -> World {
    var world = World()
    world.codes = [12: ["name": "Remote"]]
    world.set(line: "billingCodeID", "12")
    world.set(line: "roleID", "4")
    world.sources.roles = [4: NamedRecord(name: "Engineer")]
    world.sources.services = [63: NamedRecord(name: "Workstation")]
    world.sources.products = [7: NamedRecord(name: "Laptop 14")]
    world.sources.milestones = [5: NamedRecord(name: "Phase 1")]
    world.charges = [ChargeID(.ticketCharges, 9): Charge(name: "Spare disk")]
    switch kind {
    case .labor: world.set(line: "timeEntryID", "77")
    case .service: world.set(line: "serviceID", "63")
    case .product:
      world.set(line: "ticketChargeID", "9")
      world.charges = [ChargeID(.ticketCharges, 9): Charge(name: "Spare disk", product: 7)]
    case .charge: world.set(line: "ticketChargeID", "9")
    case .milestone: world.set(line: "milestoneID", "5")
    case .block: world.set(line: "contractBlockID", "3")
    case .expense: world.set(line: "expenseItemID", "2")
    case .retainer: world.set(line: "billingItemType", "Retainer Purchase")
    case .ticket: world.set(line: "billingItemType", "Ticket Purchase")
    case .subscription:
      world.set(line: "billingItemType", "Subscription")
      world.set(line: "itemName", "Backup year")
    case .setupFee: world.set(line: "billingItemType", "Setup Fee")
    case .rolledUp: break
    }
    return world
  }

  static let options: [Named] = [
    Named(.labor, nil, "Remote"), Named(.labor, .billingCode, "Remote"), Named(.labor, .role, "Engineer"),
    Named(.labor, .roleThenBillingCode, "Engineer:Remote"),
    Named(.labor, .billingCodeThenRole, "Remote:Engineer"),
    Named(.service, nil, "Workstation"), Named(.service, .name, "Workstation"),
    Named(.service, .billingCode, "Remote"), Named(.service, .billingCodeThenName, "Remote:Workstation"),
    Named(.product, nil, "Laptop 14", "ItemNonInventoryAddRq"),
    Named(.product, .name, "Laptop 14", "ItemNonInventoryAddRq"),
    Named(.product, .billingCode, "Remote", "ItemNonInventoryAddRq"),
    Named(.product, .billingCodeThenName, "Remote:Laptop 14", "ItemNonInventoryAddRq"),
    Named(.charge, nil, "Remote", "ItemOtherChargeAddRq"),
    Named(.charge, .billingCode, "Remote", "ItemOtherChargeAddRq"),
    Named(.charge, .name, "Spare disk", "ItemOtherChargeAddRq"),
    Named(.milestone, nil, "Remote"), Named(.milestone, .billingCode, "Remote"),
    Named(.milestone, .name, "Phase 1"), Named(.block, nil, "Remote"), Named(.block, .billingCode, "Remote"),
    Named(.block, .generic, "Block Hours"), Named(.retainer, nil, "Remote"),
    Named(.retainer, .billingCode, "Remote"), Named(.retainer, .generic, "Retainers"),
    Named(.ticket, nil, "Remote"), Named(.ticket, .billingCode, "Remote"),
    Named(.ticket, .generic, "Tickets"), Named(.subscription, nil, "Remote"),
    Named(.subscription, .billingCode, "Remote"), Named(.subscription, .name, "Backup year"),
    Named(.expense, nil, "Remote", "ItemOtherChargeAddRq"),
    Named(.expense, .billingCode, "Remote", "ItemOtherChargeAddRq"),
    Named(.expense, .generic, "Expenses", "ItemOtherChargeAddRq"), Named(.setupFee, nil, "Remote"),
    Named(.setupFee, .billingCode, "Remote"), Named(.setupFee, .generic, "Setup Fees"),
  ]

  @Test("Each kind has its namings, and new items are of the kind of what is billed", arguments: options)
  func naming(_ named: Named) throws {
    var world = ItemNameTests.world(named.kind)
    world.connector.itemNames[named.kind] = named.naming
    let posting = try #require(world.posting, "\(world.held.map(\.text))")
    #expect(posting.request.lines[0].item == .fullName(named.name))
    #expect(posting.ensures.last?.fullName == named.name)
    #expect(posting.ensures.allSatisfy { $0.creation.message == named.made })
  }

  @Test("Every naming that the settings know of a kind is tried above")
  func complete() {
    for kind in ItemKind.allCases where kind != .rolledUp {
      let tried = Set(ItemNameTests.options.filter { $0.kind == kind }.compactMap(\.naming))
      #expect(tried == Set(kind.namings), "\(kind.rawValue)")
      #expect(ItemNameTests.options.contains { $0.kind == kind && $0.naming == nil })
    }
  }

  @Test(
    "What no number tells of a line's kind its labels do",
    arguments: [
      ("Labor Adjustment", ItemNaming.role, "Engineer"), ("Ticket Cost", .role, "Remote"),
      ("1", .role, "Engineer"),
      ("2", .role, "Engineer"), ("8", .role, "Remote"),
    ])
  func labels(type: String, naming: ItemNaming, name: String) throws {
    var world = ItemNameTests.world(.rolledUp)
    world.connector.itemNames[.labor] = naming
    world.set(line: "billingItemType", type)
    #expect(try #require(world.posting).request.lines[0].item == .fullName(name))
    // Numbers beside the two that are documented mean nothing without their labels.
    if type.first?.isNumber == true { return }
    world.set(line: "billingItemType", "40")
    world.sources.typeLabels = ["40": type]
    #expect(try #require(world.posting).request.lines[0].item == .fullName(name))
  }

  @Test(
    "A service of which no record has arrived is named by its billing code, unless the settings ask for its name"
  )
  func serviceUnknown() throws {
    var world = ItemNameTests.world(.service)
    world.sources.services = [:]
    let posting = try #require(world.posting)
    #expect(posting.request.lines[0].item == .fullName("Remote"))
    world.set(line: "service_name", "Workstation")
    #expect(try #require(world.posting).request.lines[0].item == .fullName("Workstation"))
  }

  @Test(
    "What the settings ask for and no export brought holds the invoice",
    arguments: [
      (
        ItemKind.service, ItemNaming.name,
        "service 63 of billing item 26101 \"Work on site\" has not arrived in any export, and the settings name its item"
          + " after it", "Export Services and drop the file into inbox/; the invoice then goes by itself."
      ),
      (
        .labor, .role,
        "role 4 of billing item 26101 \"Work on site\" has not arrived in any export, and the settings name its item"
          + " after it", "Export Roles and drop the file into inbox/; the invoice then goes by itself."
      ),
      (
        .product, .name,
        "product 7 of billing item 26101 \"Work on site\" has not arrived in any export, and the settings name its item"
          + " after it", "Export Products and drop the file into inbox/; the invoice then goes by itself."
      ),
    ])
  func unknown(kind: ItemKind, naming: ItemNaming, problem: String, remedy: String) {
    var world = ItemNameTests.world(kind)
    world.connector.itemNames[kind] = naming
    world.sources = LineSources()
    #expect(world.held.map(\.problem) == [problem])
    #expect(
      world.held.map(\.remedy) == [remedy + " Or change item-names of connector main in autopost.yaml."])
    #expect(world.held.map(\.id) == [.itemSourceUnknown])
  }

  @Test("Labor without a role cannot be named by it")
  func noRole() {
    var world = ItemNameTests.world(.labor)
    world.connector.itemNames[.labor] = .role
    world.set(line: "roleID", nil)
    #expect(
      world.held.map(\.problem) == [
        "billing item 26101 \"Work on site\" has no role, and the settings name its item after it"
      ])
  }

  @Test("A line without a billing code takes that of its charge, milestone or service")
  func fallback() throws {
    var world = ItemNameTests.world(.charge)
    world.set(line: "billingCodeID", nil)
    world.charges = [ChargeID(.ticketCharges, 9): Charge(billingCode: BillingCodeID(12))]
    #expect(try #require(world.posting).request.lines[0].item == .fullName("Remote"))
  }

  // MARK: items.csv and accounts.csv

  @Test(
    "A row of items.csv gives a name its item: for its kind, else for all",
    arguments: [
      ("labor", "Remote", "I-5"), ("", "Remote", "I-5"), ("", "remote", "I-5"),
      ("expense", "Remote", "Remote"),
    ])
  func mapped(kind: String, name: String, item: String) throws {
    var world = ItemNameTests.world(.labor)
    world.lists?.items.add(World.entry("I-5", "Field:Hours", kind: "ItemService"))
    world.mappings["items.csv"] = "connector,kind,name,item\n,\(kind),\(name),Field:Hours\n"
    let posting = try #require(world.posting)
    let reference: Reference = item == "Remote" ? .fullName("Remote") : .listID(ListID(item))
    #expect(posting.request.lines[0].item == reference)
    #expect(posting.ensures.isEmpty == (item != "Remote"))
  }

  @Test(
    "A name of two parts is mapped with a colon or a tilde between them",
    arguments: ["Engineer:Remote", "Engineer~Remote"])
  func mappedPair(name: String) throws {
    var world = ItemNameTests.world(.labor)
    world.connector.itemNames[.labor] = .roleThenBillingCode
    world.lists?.items.add(World.entry("I-5", "Hours", kind: "ItemService"))
    world.mappings["items.csv"] = "connector,kind,name,item\n,labor,\(name),Hours\n"
    #expect(try #require(world.posting).request.lines[0].item == .listID(ListID("I-5")))
  }

  @Test("A row that names an item QuickBooks does not have holds the invoice")
  func mappedUnknown() {
    var world = ItemNameTests.world(.labor)
    world.mappings["items.csv"] = "connector,kind,name,item\n,,Remote,Hours\n"
    #expect(world.held.map(\.id) == [.itemMappingUnknown])
    #expect(
      world.held.map(\.problem) == [
        "billing code 12 \"Remote\" is mapped to the item \"Hours\", which QuickBooks does not have"
      ])
  }

  @Test("Of names that become one when they are cut, those that are mapped go")
  func mappedCollision() throws {
    var world = ItemNameTests.world(.product)
    let name = "HP EliteBook 840 G9 Notebook, 16 GB"
    world.sources.products = [
      7: NamedRecord(name: name), 8: NamedRecord(name: "HP EliteBook 840 G9 Notebook, 16 TB"),
    ]
    #expect(world.held.map(\.id) == [.itemNameCollision])
    world.lists?.items.add(World.entry("I-5", "EliteBook", kind: "ItemNonInventory"))
    world.mappings["items.csv"] = "connector,kind,name,item\n,product,\"\(name)\",EliteBook\n"
    #expect(try #require(world.posting).request.lines[0].item == .listID(ListID("I-5")))
  }

  @Test("A new item gets the account of its line's billing code, whatever names it")
  func account() throws {
    var world = ItemNameTests.world(.service)
    world.lists?.accounts.add(World.entry("A-2", "Managed", kind: "Income"))
    world.mappings["accounts.csv"] = "connector,billing code,account\n,Remote,Managed\n"
    let add = try #require(world.posting?.ensures.first?.creation as? ItemAdd)
    #expect(add.name == "Workstation")
    #expect(add.account == .listID(ListID("A-2")))
  }

  @Test("A sub-item is of the kind of the parent that QuickBooks has")
  func parentKind() throws {
    var world = ItemNameTests.world(.charge)
    world.codes = [12: ["name": "Hardware~Disk"]]
    world.lists?.items.add(World.entry("I-5", "Hardware", kind: "ItemNonInventory"))
    let add = try #require(world.posting?.ensures.first?.creation as? ItemAdd)
    #expect(add.message == "ItemNonInventoryAddRq")
    #expect(add.parent == .listID(ListID("I-5")))
  }

  // MARK: Inventory

  @Test("decrement-inventory: yes lets a line lower the stock of its inventory part")
  func decrement() throws {
    var world = ItemNameTests.world(.product)
    world.lists?.items.add(World.entry("I-5", "Laptop 14", kind: "ItemInventory"))
    #expect(try #require(world.posting).request.lines[0].item == .listID(ListID("I-5")))
  }

  @Test("decrement-inventory: no names charges by their own name, which is no inventory part")
  func noDecrement() throws {
    var world = ItemNameTests.world(.product)
    world.connector.decrementsInventory = false
    world.lists?.items.add(World.entry("I-5", "Laptop 14", kind: "ItemInventory"))
    #expect(try #require(world.posting).request.lines[0].item == .fullName("Spare disk"))
    world.lists?.items.add(World.entry("I-6", "Spare disk", kind: "ItemInventory"))
    #expect(world.held.map(\.id) == [.itemLowersStock])
    #expect(
      world.held.map(\.problem) == [
        "the product \"Spare disk\" belongs to the inventory part \"Spare disk\", whose stock the line would lower"
          + " although decrement-inventory is no"
      ])
  }
}
