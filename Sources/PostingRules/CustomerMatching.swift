import Accounting
import Autotask
import Findings
import QBXML
import Settings

/// Finds the QuickBooks customer of an organization.
struct CustomerMatching {
  enum Match {
    case existing(ListEntry)
    /// Made when it is not there; nothing is known against it.
    case create(ListName)
    case held(Finding)
  }

  let context: PostingContext
  let item: ItemKey

  func match(_ organization: Organization, known: ListID?) -> Match {
    if let known, let entry = context.lists?.customers[known] { return .existing(entry) }
    var mayCreateNear = false
    var name = organization.name
    switch context.mappings.customer(context.connector.name, organization.id) {
    case .fullName(let fullName):
      guard let lists = context.lists else {
        return named(fullName.replacing(":", with: "~"), organization, true)
      }
      if let entry = lists.customers.named(fullName) { return .existing(entry) }
      return .held(
        Finding(
          .customerMappingUnknown, .held,
          problem: "organization \(organization.id) \"\(organization.name)\" is mapped to the customer"
            + " \"\(fullName)\", which QuickBooks does not have",
          remedy:
            "Correct the customer in mappings/organizations.csv, or create \"\(fullName)\" in QuickBooks"
            + " (Customers > Customer Center > New Customer); the invoice goes after the next lists answer,"
            + " which autopost run --refresh lists asks for at once.",
          item: item.description))
    case .new:
      mayCreateNear = true
    case nil:
      break
    }
    name = ListNames.trimmed(name)
    return named(name, organization, mayCreateNear)
  }

  private func named(_ name: String, _ organization: Organization, _ mayCreateNear: Bool) -> Match {
    let listName: ListName
    do {
      listName = try ListNames.listName(from: name, limit: 41, cuts: false)
    } catch {
      return .held(unusable(error, organization))
    }
    let fullName = listName.fullName
    if let entry = context.lists?.customers.named(fullName) { return .existing(entry) }
    if !mayCreateNear {
      // A parent that is to be made counts like the name itself.
      for level in listName.withParents where context.lists?.customers.named(level.fullName) == nil {
        let near = context.lists?.customers.near(level.fullName) ?? []
        if !near.isEmpty { return .held(nearMatch(organization, level, fullName, near)) }
        let coming = context.newCustomers.near(level.fullName)
        if let first = coming.first { return .held(nearMatch(organization, level, coming: first)) }
      }
    }
    guard let lists = context.lists else { return .create(listName) }
    let outermost = listName.withParents[0].fullName
    for (list, kind) in [(lists.vendors, "a vendor"), (lists.otherNames, "an employee or other name")]
    where lists.customers.named(outermost) == nil {
      if let holder = list.named(outermost) {
        return .held(
          Finding(
            .nameTaken, .held,
            problem: "the name \"\(outermost)\" of organization \(organization.id) belongs to \(kind) in"
              + " QuickBooks\(holder.isActive ? "" : " (inactive)"), and a customer cannot have it too",
            remedy:
              "Create a customer under another name in QuickBooks, such as \"\(outermost.prefix(37)) (C)\","
              + " and write that name in mappings/organizations.csv in the row of organization"
              + " \(organization.id) (like \(context.row(organization.id, "NAME"))).",
            item: item.description))
      }
    }
    guard context.connector.creates(.customers) else {
      return .held(
        Finding(
          .customerCreationOff, .held,
          problem:
            "QuickBooks has no customer \"\(fullName)\", and the settings do not let customers be created",
          remedy: "Create \"\(fullName)\" in QuickBooks (Customers > Customer Center > New Customer), or add"
            + " customers to create: of connector \(context.connector.name) in autopost.yaml.",
          item: item.description))
    }
    return .create(listName)
  }

  private func nearMatch(
    _ organization: Organization, _ level: ListName, _ fullName: String, _ near: [ListEntry]
  ) -> Finding {
    let names = near.prefix(3).map { "\"\($0.fullName)\"" }.joined(separator: ", ")
    let what =
      level.fullName == fullName
      ? "has no customer of exactly that name in QuickBooks, but a similar one: \(names)"
      : "stands below \"\(level.fullName)\", of which QuickBooks has only a similar one: \(names)"
    return Finding(
      .customerNearMatch, .held,
      problem: "organization \(organization.id) \"\(organization.name)\" \(what)",
      remedy: "In mappings/organizations.csv write the customer's name in the row of organization"
        + " \(organization.id) (like \(context.row(organization.id, "NAME"))), or the word new to have \"\(fullName)\" created.",
      item: item.description)
  }

  /// Two names that are nearly one, and QuickBooks has neither: nobody but a person knows whether they are two.
  private func nearMatch(
    _ organization: Organization, _ level: ListName, coming other: NewCustomers.Entry
  ) -> Finding {
    let lead =
      "organization \(organization.id) \"\(organization.name)\" needs the new customer \"\(level.fullName)\""
    let problem: String
    let remedy: String
    let row =
      "the row of organization \(organization.id) in mappings/organizations.csv (like \(context.row(organization.id, "new")))"
    switch other.maker {
    case .set(let set):
      problem = "\(lead), and message set \(set) makes the similar one \"\(other.fullName)\""
      remedy =
        "If they are two customers, write the word new in \(row); if they are one, write \"\(other.fullName)\" there"
        + " once QuickBooks has it."
    case .organization(let id, let name):
      problem =
        "\(lead), and organization \(id) \"\(name)\" needs the similar one \"\(other.fullName)\""
      remedy =
        "If they are two customers, write the word new in \(row) and in that of \(id); if they are one, write new for"
        + " one of them, and for the other the name of that customer once QuickBooks has it."
    }
    return Finding(.customerNearMatch, .held, problem: problem, remedy: remedy, item: item.description)
  }

  private func unusable(_ problem: ListNameProblem, _ organization: Organization) -> Finding {
    let lead = "organization \(organization.id) \"\(organization.name)\""
    let mapping =
      "In mappings/organizations.csv write the name of an existing QuickBooks customer in the row of"
      + " organization \(organization.id) (like \(context.row(organization.id, "NAME")))"
    switch problem {
    case .levelTooLong(let level):
      return Finding(
        .customerNameTooLong, .held,
        problem: "\(lead) has a name of \(level.utf16.count) characters, and QuickBooks holds 41",
        remedy: "\(mapping), or shorten the name in Autotask and export the organization again.",
        item: item.description)
    case .tooManyLevels(let count):
      return Finding(
        .customerNameUnusable, .held,
        problem: "\(lead) has a name of \(count) levels, and QuickBooks holds five",
        remedy: "\(mapping), or take out a ~ from the name in Autotask and export the organization again.",
        item: item.description)
    case .empty:
      return Finding(
        .customerNameUnusable, .held,
        problem:
          "\(lead) has \(organization.name.contains("~") ? "an empty part beside a ~ in its name" : "an empty name")",
        remedy: "Fill in the name in Autotask and export the organization again.", item: item.description)
    case .unfit(let character):
      return Finding(
        .customerNameUnusable, .held,
        problem: "\(lead) has the character \(character) in its name, which QuickBooks cannot keep",
        remedy: "\(mapping), or take the character out of the name in Autotask and export it again.",
        item: item.description)
    }
  }
}
