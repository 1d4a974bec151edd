import Accounting

/// A column of `item` and the property that it keeps.
struct ItemField: Sendable {
  let name: String
  let isSame: @Sendable (Item, Item) -> Bool
  let value: @Sendable (Item) -> Ledger.Value

  init<Property: Equatable & SendableMetatype>(
    _ name: String, _ property: @escaping @Sendable (Item) -> Property,
    _ value: @escaping @Sendable (Property) -> Ledger.Value
  ) {
    self.name = name
    isSame = { property($0) == property($1) }
    self.value = { value(property($0)) }
  }
}
