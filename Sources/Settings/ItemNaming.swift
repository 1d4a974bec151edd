/// The kinds of billing item that are named each in their own way on the way to a QuickBooks item.
public enum ItemKind: String, SettingsChoice {
  case labor
  /// A service or a service bundle.
  case service
  /// A charge with a product, and a line of a purchase order.
  case product
  /// A charge without a product.
  case charge
  case milestone
  case block
  case retainer
  case ticket
  case subscription
  case expense
  case setupFee = "setup-fee"
  /// A line that stands for several billing items which share no name.
  case rolledUp = "rolled-up"

  /// The namings that this kind can have; the first is its default.
  public var namings: [ItemNaming] {
    switch self {
    case .labor: [.billingCode, .role, .roleThenBillingCode, .billingCodeThenRole]
    case .service, .product: [.name, .billingCode, .billingCodeThenName]
    case .charge, .milestone, .subscription: [.billingCode, .name]
    case .block, .retainer, .ticket, .expense, .setupFee: [.billingCode, .generic]
    case .rolledUp: [.generic]
    }
  }
}

/// Where the name of a QuickBooks item comes from; a colon makes the part after it a sub-item.
public enum ItemNaming: String, SettingsChoice {
  /// The billing code: work type, material code, milestone code or expense category.
  case billingCode = "billing-code"
  /// The thing's own name: service, product, charge, milestone, subscription.
  case name
  case role
  case roleThenBillingCode = "role:billing-code"
  case billingCodeThenRole = "billing-code:role"
  case billingCodeThenName = "billing-code:name"
  /// One name for all of the kind: Labor, Services, Charges, Expenses and so on.
  case generic
}
