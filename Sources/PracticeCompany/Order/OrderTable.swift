/// Every request that the company file reads.
enum OrderTable {
  static let requests: [String: RequestOrder] = OrderNotation.read([
    ListOrders.table, NameOrders.table, ItemOrders.table, SalesOrders.table, PurchaseOrders.table,
  ])
}
