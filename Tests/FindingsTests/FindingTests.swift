import Findings
import Testing

@Suite("A finding reads like a compiler's")
struct FindingTests {
  @Test("Place, severity, problem, id, excerpt, remedy")
  func text() {
    let finding = Finding(
      FindingID("billing-code-missing"), .held, problem: "billing item 48213 has no billing code",
      remedy: "Choose a billing code in Autotask, then export the invoice again.",
      place: Place(
        path: "march.zip/BillingItems.csv", line: 217, column: 7, excerpt: "48213,,1.50,95.00,Replaced disk"))
    #expect(
      finding.text == """
        march.zip/BillingItems.csv:217:7: held: billing item 48213 has no billing code [billing-code-missing]
          217 | 48213,,1.50,95.00,Replaced disk
              |       ^
          Choose a billing code in Autotask, then export the invoice again.
        """)
  }
}
