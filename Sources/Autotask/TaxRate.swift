import Accounting

/// What Taxes says of tax categories.
public enum TaxRate {
  /// The tax categories with a rate above nothing; nil where no taxes have arrived.
  public static func taxedCategories(_ taxes: [Record]) -> Set<Int64>? {
    guard let table = taxes.first?.table, let category = table.index(of: "taxCategoryID"),
      let rate = table.index(of: "taxRate")
    else { return nil }
    var taxed: Set<Int64> = []
    for tax in taxes {
      guard let id = tax.number(category) else { continue }
      // A rate that cannot be read is no proof that nothing is taxed.
      let value = tax[rate].map { UnroundedAmount($0) } ?? .zero
      if value?.units != 0 { taxed.insert(id) }
    }
    return taxed
  }
}
