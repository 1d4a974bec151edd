import Accounting
import Autotask
import Settings

/// After what the item of a line is named: the same for all lines that share these few values.
struct ItemSource: Hashable, Sendable {
  /// Nil for a line whose kind nothing tells; it is named by its billing code.
  var kind: ItemKind?
  var naming: Naming = .billingCode
  var code: BillingCodeID?
  /// The service, role, product or milestone.
  var thing: Int64?
  var isBundle = false
  /// Where only a text names it: a charge, a subscription, a role of the invoice export.
  var text: String?

  enum Naming: Hashable, Sendable {
    case billingCode, name, role, roleThenCode, codeThenRole, codeThenName, generic
    /// The charge's own name, so that no product's stock is touched.
    case ownName
  }

  /// These tell nearly all apart, and numbers are quick to hash.
  func hash(into hasher: inout Hasher) {
    hasher.combine(code?.rawValue ?? 0)
    hasher.combine(thing ?? 0)
    if let text { hasher.combine(text) }
  }
}

/// Why nothing names the item of a line.
enum ItemSourceProblem: Error, Hashable, Sendable {
  case billingCodeMissing
  case billingCodeUnknown(BillingCodeID)
  case billingCodeNameUnknown(String)
  /// A record of that entity is asked for by the settings and has not arrived.
  case unknown(Entity, Int64)
  /// The line has none although the settings name its item after it: `role`.
  case missing(String)
}

extension ItemSource.Naming {
  init(_ naming: ItemNaming) {
    switch naming {
    case .billingCode: self = .billingCode
    case .name: self = .name
    case .role: self = .role
    case .roleThenBillingCode: self = .roleThenCode
    case .billingCodeThenRole: self = .codeThenRole
    case .billingCodeThenName: self = .codeThenName
    case .generic: self = .generic
    }
  }

  var needsCode: Bool {
    switch self {
    case .billingCode, .roleThenCode, .codeThenRole, .codeThenName: true
    case .name, .role, .generic, .ownName: false
    }
  }
  var needsRole: Bool { self == .role || self == .roleThenCode || self == .codeThenRole }
  var needsName: Bool { self == .name || self == .codeThenName || self == .ownName }
}
