import Accounting
public import Autotask
public import Settings

/// What a line is called in the tables that map it.
public struct LineNames: Sendable, Hashable {
  /// Nil where nothing tells the kind.
  public var kind: ItemKind?
  /// As `items.csv` finds it; nil where no name can be told yet.
  public var item: String?
  /// As `accounts.csv` finds it.
  public var account: String?
  /// `Division > Line`; empty for none, nil where its record has not arrived.
  public var lineOfBusiness: String?
}

extension PostingContext {
  /// What `map export` writes of a line, and `map check` knows of.
  public func names(of line: BillingItem, charge: Charge?, in invoice: Invoice) -> LineNames {
    var names = LineNames()
    do {
      let source = try finder.source(of: line, charge: charge)
      names.kind = source.kind
      names.item = finder.name(source)
      names.account = source.code.flatMap { billingCodes[$0]?.name } ?? names.item
    } catch {
      // Its invoice is held for it, and says so.
      names.item = nil
    }
    if let id = line.contract.flatMap({ sources.contractLines[$0] }) ?? line.lineOfBusiness {
      names.lineOfBusiness = linesOfBusiness[id]
    } else {
      names.lineOfBusiness = line.lineOfBusinessName ?? invoice.lineOfBusinessName ?? ""
    }
    return names
  }
}
