public import Accounting
public import Findings

/// What a company file lacks keeps many items back and is put right once: it is said once, for the connector, and each
/// item only points there.
extension Finding {
  private static let ofConnector: Set<FindingID> = [
    .accountMissing, .classMissing, .featureOff, .itemCreationOff, .taxAccountMissing,
  ]

  /// Whether it speaks of the company file, and the item only met it.
  public var isOfConnector: Bool { Finding.ofConnector.contains(id) }

  /// The same for the connector, without the item that met it.
  public var forConnector: Finding {
    var finding = self
    finding.item = nil
    return finding
  }

  /// What stays at the item: the same problem, and where to read on.
  public func pointing(to connector: ConnectorName) -> Finding {
    var finding = self
    finding.remedy =
      "Nothing is to be done for this item alone: it goes by itself when what is said of connector \(connector) is done."
    return finding
  }
}
