import Accounting
import Testing

@Suite("What people see of an item's state")
struct TransferStateTests {
  static let noon = Timestamp(milliseconds: 1_795_262_640_000)

  @Test(
    "Status and Transfer Date",
    arguments: [
      (.held, false, false, false, false, "Not Transferred", ""),
      (.notReady, false, false, false, false, "Not Transferred", ""),
      (.held, true, false, false, false, "Transferred", "2026-11-21 12:04"),
      (.notReady, true, true, false, false, "Transferred", "2026-11-21 12:04"),
      (.held, false, true, false, false, "Pending/Failed", ""),
      (.notReady, false, true, false, false, "Pending/Failed", ""),
      (.ready, false, false, false, false, "Pending", "Pending"),
      (.open, true, false, false, false, "Pending", "Pending"),
      (.sent, false, true, false, false, "Pending", "Pending"),
      (.ready, true, false, true, false, "Pending", "2026-11-21 12:04, Pending"),
      (.refused, false, true, false, false, "Pending/Failed", "Pending/Failed"),
      (.inDoubt, true, false, true, false, "Pending/Failed", "Pending/Failed"),
      (.conflict, true, false, false, false, "Pending/Failed", "Pending/Failed"),
      (.confirmed, true, false, false, false, "Transferred", "2026-11-21 12:04"),
      (.confirmed, true, false, false, true, "Transferred by hand", "2026-11-21 12:04"),
      (.confirmed, false, true, false, true, "Transferred by hand", ""),
    ] as [(TransferState, Bool, Bool, Bool, Bool, String, String)])
  func shown(
    state: TransferState, transferred: Bool, refused: Bool, resync: Bool, byHand: Bool, status: String,
    date: String
  ) {
    let shown = state.shown(
      transferred: transferred ? Self.noon : nil, refusedBefore: refused, needsResync: resync, byHand: byHand)
    #expect(shown.status.rawValue == status)
    #expect(shown.text(in: .utc) == date)
  }

  @Test("States keep their names for ever")
  func names() {
    #expect(
      TransferState.allCases.map(\.rawValue) == [
        "held", "not-ready", "ready", "open", "sent", "refused", "in-doubt", "conflict", "confirmed",
      ])
  }
}
