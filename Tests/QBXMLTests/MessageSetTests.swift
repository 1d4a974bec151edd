import Accounting
import QBXML
import Testing

@Suite struct MessageSets {
  @Test func `an invoice goes out in Intuit's order, in ASCII, an element a line`() throws {
    var invoice = InvoiceAdd(customer: .listID(ListID("80000001-1")))
    invoice.date = CalendarDate("2026-11-21")
    invoice.refNumber = "INV-1"
    invoice.billAddress = Address(lines: ["Zürich & Co"], city: "Bern")
    invoice.memo = "one\ntwo"
    invoice.isToBePrinted = false
    invoice.lines = [
      InvoiceLine(
        item: .fullName("Labor"), description: "Fix <it>", quantity: Quantity("1.5"), rate: Rate("95"),
        amount: Amount("142.50"))
    ]
    let set = try MessageSet.assemble(
      requests: [HostQuery().rendered(), invoice.rendered()],
      requestIDs: [RequestID("1-a"), RequestID("1-b")],
      newMessageSetID: "abc")
    #expect(
      String(decoding: set.bytes, as: UTF8.self) == """
        <?xml version="1.0" encoding="utf-8"?>
        <?qbxml version="13.0"?>
        <QBXML>
         <QBXMLMsgsRq onError="continueOnError" newMessageSetID="abc">
          <HostQueryRq requestID="1-a"/>
          <InvoiceAddRq requestID="1-b">
           <InvoiceAdd>
            <CustomerRef>
             <ListID>80000001-1</ListID>
            </CustomerRef>
            <TxnDate>2026-11-21</TxnDate>
            <RefNumber>INV-1</RefNumber>
            <BillAddress>
             <Addr1>Z&#252;rich &amp; Co</Addr1>
             <City>Bern</City>
            </BillAddress>
            <Memo>one&#10;two</Memo>
            <IsToBePrinted>false</IsToBePrinted>
            <InvoiceLineAdd>
             <ItemRef>
              <FullName>Labor</FullName>
             </ItemRef>
             <Desc>Fix &lt;it&gt;</Desc>
             <Quantity>1.5</Quantity>
             <Rate>95.00</Rate>
             <Amount>142.50</Amount>
            </InvoiceLineAdd>
           </InvoiceAdd>
          </InvoiceAddRq>
         </QBXMLMsgsRq>
        </QBXML>

        """)
    #expect(try MessageSet.isRead(set.meaning, from: set.bytes))
  }
}
