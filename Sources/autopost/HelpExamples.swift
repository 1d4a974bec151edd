// Recorded from the program by the test of the help (RECORD=1), never written by hand.
enum HelpExamples {
  /// What is typed, and what the program says then.
  static func of(_ command: String) -> String {
    switch command {
    case "init":
      #"""
      $ autopost init
      Made in /srv/contoso:
        inbox/
        outbox/
        autopost.yaml
        mappings/organizations.csv
        mappings/resources.csv
        mappings/items.csv
        mappings/accounts.csv
        mappings/classes.csv
        mappings/expense-accounts.csv
        mappings/payroll-items.csv

      Next: write company-file and company-name into autopost.yaml, check time-zone and transfer-from,
      drop an Autotask export into inbox/, and run autopost run.
      """#
    case "run":
      #"""
      $ autopost run
      Taken: october.tar, Autotask bundle (tar)
      Items: 5 in all, 2 held, 3 ready. autopost status says why.
      Now run in QuickBooks (connector main), and drop the answer into inbox/:
        outbox/main/requests/000001-lists.qbxml  reads QuickBooks' lists, changes nothing
      $ autopost run --dry-run --as-of 2026-11-30
      This is what autopost run would do; nothing was changed.
      Items: 5 in all, 2 held, 3 ready.
      Message set 000001 still waits for its answer.
      """#
    case "watch":
      #"""
      $ autopost watch
      autopost watches /srv/contoso/inbox; end it with Ctrl-C
      """#
    case "check":
      #"""
      $ autopost check october.tar
      october.tar: Autotask bundle (tar), would be taken
        BillingCodes 9, BillingItems 11, Companies 12, Invoices 5, Services 2

      Connector main
                                items       sum
        would go to QuickBooks      3  5,094.84
        held by a rule              2  1,035.00
        3 new customers would be created, unless QuickBooks has them already (its lists are not known yet):
          "Cedar Street Credit Union", "Larkspur Dental Group", "Tamarack Property Management"
        7 new items would be created, unless QuickBooks has them already (its lists are not known yet):
          "Block Hours", "Hardware", "Managed Services", "Managed Services:Server",
          "Managed Services:Workstation", "Mileage", "Remote Support"

      Findings
        invoice:8621, Cedar Street Credit Union, 1,080.00: held by a rule
          held: invoice 8621 is dated 2026-09-30, before transfer-from 2026-10-01 [before-start]
            Leave it if it is in QuickBooks already; else run autopost ready invoice:8621, or write an earlier transfer-from below connector main in autopost.yaml, from which on all invoices go.
        invoice:8606, Meadowlark Veterinary Clinic, -45.00: held by a rule
          held: invoice 8606 has the negative total -45.00 [negative-total]
            Enter a credit memo of 45.00 for the customer in QuickBooks (Customers > Create Credit Memos/Refunds), then run autopost resolve invoice:8606 --by-hand --reason TEXT.

      Not used
        Fields of BillingCodes that are not used: department, unitCost, unitPrice, markupRate, … and 2 more (--json has them all)
        Fields of BillingItems that are not used: internalCurrencyExtendedPrice, internalCurrencyRate, … and 13 more (--json has them all)
        Fields of Companies that are not used: companyType, ownerResourceID, billToAddressToUse, … and 6 more (--json has them all)
        Fields of Invoices that are not used: creatorResourceID, voidedByResourceID, comments, … and 1 more (--json has them all)
        Fields of Services that are not used: periodType, unitCost, unitPrice, serviceLevelAgreementID, … and 2 more (--json has them all)

      Nothing was taken and nothing was changed; drop the files into inbox/ to have them taken.
      $ autopost check --show invoice:8602 october.tar | sed -n '/<InvoiceLineAdd>/,/<.InvoiceLineAdd>/p'
          <InvoiceLineAdd>
           <ItemRef>
            <FullName>Managed Services:Workstation</FullName>
           </ItemRef>
           <Desc>Managed Workstation [Oct 01, 2026 - Oct 31, 2026]</Desc>
           <Quantity>24</Quantity>
           <Rate>45.00</Rate>
           <ServiceDate>2026-10-01</ServiceDate>
          </InvoiceLineAdd>
          <InvoiceLineAdd>
           <ItemRef>
            <FullName>Remote Support</FullName>
           </ItemRef>
           <Desc>Remote Support</Desc>
           <Quantity>1.5</Quantity>
           <Rate>125.00</Rate>
           <ServiceDate>2026-10-01</ServiceDate>
          </InvoiceLineAdd>
      """#
    case "status":
      #"""
      $ autopost status
      To do now
        1. The results of 2 answers wait to be given back to Autotask: invoice numbers, times and paid dates in outbox/autotask/000002/ to 000003/.
           - Enter them in Autotask, or let the program that does so take them (results.csv lists them item by item), the lowest number first, and move each folder away when it is done.
        2. 1 item (1,080.00) is held: dated before transfer-from.
           - Invoice 8621 is dated 2026-09-30, before transfer-from 2026-10-01.
             Leave it if it is in QuickBooks already; else run autopost ready invoice:8621, or write an earlier transfer-from below connector main in autopost.yaml, from which on all invoices go.
             invoice:8621
        3. 1 item (-45.00) is held: negative total.
           - Invoice 8606 has the negative total -45.00.
             Enter a credit memo of 45.00 for the customer in QuickBooks (Customers > Create Credit Memos/Refunds), then run autopost resolve invoice:8606 --by-hand --reason TEXT.
             invoice:8606

      Held by a rule: 2 items, 1,035.00
        item          name          organization                  connector  status              total
        invoice:8621  Invoice 8621  Cedar Street Credit Union     main       Not Transferred  1,080.00
            held: invoice 8621 is dated 2026-09-30, before transfer-from 2026-10-01 [before-start]
        invoice:8606  Invoice 8606  Meadowlark Veterinary Clinic  main       Not Transferred    -45.00
            held: invoice 8606 has the negative total -45.00 [negative-total]

      Transferred: 3 items, 5,094.84
        item          name          organization                  connector  status       transfer date     number     total   balance  attempts
        invoice:8601  Invoice 8601  Larkspur Dental Group         main       Transferred  2026-11-21 09:30  1001    2,327.34  2,308.49         1
        invoice:8602  Invoice 8602  Cedar Street Credit Union     main       Transferred  2026-11-21 09:30  1002    1,267.50  1,267.50         1
        invoice:8609  Invoice 8609  Tamarack Property Management  main       Transferred  2026-11-21 09:30  1003    1,500.00  1,605.00         1
            notice: Autotask computed a tax of 0.00 and QuickBooks one of 105.00 for Tamarack Property Management [tax-differs]
              Compare the tax settings of the customer in QuickBooks with those of the organization in Autotask.

      Totals
                            items       sum
        main, invoices
          received              5  6,129.84
          = transferred         3  5,094.84
          + held by a rule      2  1,035.00
        Everything received is in exactly one place.
      $ autopost status --json --item invoice:8602
      {"items":[
      {"item":"invoice:8602","type":"invoice","name":"Invoice 8602","organization":"Cedar Street Credit Union","connector":"main","status":"Transferred","state":"confirmed","transferDate":"2026-11-21T14:30:00Z","transferText":"2026-11-21 09:30","needsResync":false,"number":"1002","txnID":"9-1795271400","total":"1267.50","balance":"1267.50","paidDate":null,"attempts":1,"findings":[]}
      ]}
      """#
    case "history":
      #"""
      $ autopost history invoice:8602
      invoice:8602, Invoice 8602, Cedar Street Credit Union
        status         Transferred
        state          confirmed
        transfer date  2026-11-21 09:30
        connector      main
        number         1002
        TxnID          9-1795271400
        total          1,267.50
        balance        1,267.50
        attempts       1

        time              event  action     result     connector  set     attempt  number  TxnID         Autotask  QuickBooks
        2026-11-21 09:30      3  check      ready      main
            Invoice 8602 is ready
        2026-11-21 09:30     16  published  to be run  main       000003        1
            Invoice 8602 is in message set 000003, net 1267.50
        2026-11-21 09:30     19  add        applied    main       000003        1  1002    9-1795271400  1,267.50    1,267.50
            QuickBooks has it as number 1002, TxnID 9-1795271400, net 1267.50
      """#
    case "ready":
      #"""
      $ autopost ready invoice:8621
      invoice:8621 goes with the next message set.
      """#
    case "hold":
      #"""
      $ autopost hold invoice:8602 invoice:8609
      invoice:8602 stays back until autopost ready invoice:8602.
      invoice:8609 stays back until autopost ready invoice:8609.
      """#
    case "retransfer":
      #"""
      $ autopost retransfer --duplicate invoice:8602
      Invoice 8602 goes a second time with the next message set; the one in QuickBooks stays.
      """#
    case "withdraw":
      #"""
      $ autopost withdraw 000003
      Message set 000003 is taken back; its items are in doubt until QuickBooks says what it has.
        Run autopost run and the recover set that it publishes, and drop the answer into inbox/.
      """#
    case "refused":
      #"""
      $ autopost refused 000003 0x80040400 "QuickBooks found an error when parsing the provided XML text stream."
      000003-transfer.qbxml: warning: QuickBooks did not take message set 000003, and nothing of it was done: HRESULT 0x80040400 "QuickBooks found an error when parsing the provided XML text stream.": QuickBooks cannot read the XML of the message set [set-refused]
        Run the two halves that autopost run publishes in its place; the parting goes on until the bad request stands alone.
      """#
    case "recover":
      #"""
      $ autopost recover
      Message set 000004 asks QuickBooks about what is in doubt on connector main.
        Run it in QuickBooks and drop the answer into inbox/.
      """#
    case "resolve":
      #"""
      $ autopost resolve invoice:8606 --by-hand --reason "entered as credit memo 55"
      Invoice 8606 is never posted by autopost and shows as Transferred by hand.
      $ autopost reconcile --ask 2026-10 > asked.txt && autopost practice > ran.txt && autopost run > taken.txt
      $ autopost resolve --propose change-over.csv
      change-over.csv: 1 invoice of Autotask is not linked with QuickBooks
        1 dated 2026-09-30, for which QuickBooks was not asked
      Next: look through change-over.csv, then run autopost resolve --from change-over.csv
      $ printf 'item,in-quickbooks,reason\ninvoice:8621,4711,posted by the old extension\n' > found.csv
      $ autopost resolve --from found.csv
      Message set 000006 asks QuickBooks for 1 invoice on connector main.
        Run it in QuickBooks and drop what it answers into inbox/; each item whose customer, date and amount agree is linked then.
      """#
    case "map":
      #"""
      $ autopost map export
      mappings/organizations.csv: 4 rows, 4 new, 4 not filled in (3 in QuickBooks by their name)
      mappings/resources.csv: 0 rows, 0 new
      mappings/items.csv: 6 rows, 6 new, 6 not filled in (6 in QuickBooks by their name)
      mappings/accounts.csv: 6 rows, 6 new, 6 not filled in
      mappings/classes.csv: 1 row, 1 new, 1 not filled in
      mappings/expense-accounts.csv: 1 row, 1 new, 1 not filled in
      mappings/payroll-items.csv: 2 rows, 2 new, 2 not filled in
      $ autopost map check
      mappings/organizations.csv: 4 rows, 0 filled in
      mappings/resources.csv: 0 rows, 0 filled in
      mappings/items.csv: 6 rows, 0 filled in
      mappings/accounts.csv: 6 rows, 0 filled in
      mappings/classes.csv: 1 row, 0 filled in
      mappings/expense-accounts.csv: 1 row, 0 filled in
      mappings/payroll-items.csv: 2 rows, 0 filled in
      """#
    case "lists":
      #"""
      $ autopost lists export
      outbox/main/lists/customers.csv: 3 customers
      outbox/main/lists/vendors.csv: 0 vendors
      outbox/main/lists/products.csv: 0 products
      outbox/main/lists/services.csv: 5 services
      outbox/main/lists/name-match.csv: 25 names
        customers: 3 the same, 0 nearly the same, 0 only in QuickBooks, 9 only in Autotask
        vendors: 0 the same, 0 nearly the same, 0 only in QuickBooks, 0 only in Autotask
        items: 8 the same, 0 nearly the same, 2 only in QuickBooks, 3 only in Autotask
        3 without a telephone number, which Autotask wants of every organization
      """#
    case "connector":
      #"""
      $ autopost connector list
      main (default)
        company file   C:\QuickBooks\Contoso.qbw
        company name   Contoso Inc, as QuickBooks answers
        users          autopost
        organizations  all that are not mapped elsewhere (12 known)
        resources      all that are not mapped elsewhere
        waits          held by a rule: 2 items, 1,035.00
        transferred    3 items, 5,094.84
        open sets      none
        last contact   2026-11-21 09:30
        last answer    2026-11-21 09:30, to message set 000004 (paid-dates)
        to do          1 item (1,080.00) is held: dated before transfer-from.
                       1 item (-45.00) is held: negative total.
      $ autopost connector relink main
      Connector main (Contoso Inc, C:\QuickBooks\Contoso.qbw) is being relinked; that began 2026-11-21 09:30, and until it is done nothing is published for it.
      Its old QWC files are taken out of outbox/main/; new ones come with step 5, and the old ones are void then.
      Begun by mistake? autopost connector relink main --cancel --reason TEXT
        NOW   1. Remove the application from Web Connector
                 On the computer of autopost, with Contoso Inc open in QuickBooks: choose "Autotask QuickBooks
                 Integration" in Web Connector (user name autopost-main) and click Remove. Whoever exchanges files
                 by hand has nothing to do here.
                 Renamed or moved already? Then Web Connector cannot remove it: rename or move it back to
                 C:\QuickBooks\Contoso.qbw and remove it then. If that cannot be done, force the removal: end Web
                 Connector, let whoever looks after the computer delete the application below
                 HKEY_CURRENT_USER\Software\Intuit\QBWebConnector, and start it again.
              2. Delete the authorized computer
              3. Rename or move the company file
              4. Open it as Admin, without pop-ups
              5. Authorize again
              6. New QWC files for everybody
      When step 1 is done: autopost connector relink main --done 1
      $ autopost connector relink main --done 1
      Connector main (Contoso Inc, C:\QuickBooks\Contoso.qbw) is being relinked; that began 2026-11-21 09:30, and until it is done nothing is published for it.
      Its old QWC files are taken out of outbox/main/; new ones come with step 5, and the old ones are void then.
        done  1. Remove the application from Web Connector
        NOW   2. Delete the authorized computer
                 In QuickBooks as Admin, in single-user mode: Edit > Preferences > Integrated Applications > Company
                 Preferences, choose "Autotask QuickBooks Integration", click Remove.
              3. Rename or move the company file
              4. Open it as Admin, without pop-ups
              5. Authorize again
              6. New QWC files for everybody
      When step 2 is done: autopost connector relink main --done 2
      """#
    case "qwc":
      #"""
      $ autopost qwc
      Unchanged: outbox/main/AutotaskQBWX-autopost.qwc
      Unchanged: outbox/main/connector.json
      outbox/main/AutotaskQBWX-autopost.qwc: warning: AppURL is on localhost, which only this computer can reach (QBWC1035) [qwc-localhost]
        Set web-connector.url in autopost.yaml to the name under which QuickBooks' computer reaches this one.
      """#
    case "report":
      #"""
      $ autopost report
      Written: outbox/report/index.html, transfers.csv and history.csv.
      """#
    case "reconcile":
      #"""
      $ autopost reconcile --ask 2026-10
      Message set 000005 asks QuickBooks which invoices it has in 2026-10 on connector main.
        Run it in QuickBooks, drop the answer into inbox/ and run autopost run; autopost reconcile then shows what differs.
      $ autopost practice
      Ran 000005-audit.qbxml: inbox/000005-answer.qbxml
      Next: autopost run
      $ autopost run
      Taken: 000005-answer.qbxml, QuickBooks answer to message set 000005
      Items: 5 in all, 2 held, 3 transferred. autopost status says why.
      $ autopost reconcile
                                   items       sum
        main, invoices, batch 171
          received                     5  6,129.84
          = transferred                3  5,094.84
          + held by a rule             2  1,035.00
        Everything received is in exactly one place.

      Compared with QuickBooks (amounts before tax)
                                                  invoices       sum
        main, 2026-10, answered 2026-11-21 09:30
          transferred                                    3  4,944.04
          = the same in QuickBooks                       3  4,944.04
          QuickBooks has what was transferred, as it was transferred.
      """#
    case "practice":
      #"""
      $ autopost practice
      Ran 000003-transfer.qbxml: inbox/000003-answer.qbxml
      Next: autopost run
      $ autopost practice --pay invoice:8601 --on 2026-11-05
      Received all that was open for invoice:8601, invoice number 1001 on 2026-11-05.
      $ autopost practice --list
      Invoices in the books of Contoso Inc: number, date, total, state, TxnID, customer
        1001  2026-10-01  2308.49  paid          6-1795271400  Larkspur Dental Group
        1002  2026-10-01  1267.50  open 1267.50  9-1795271400  Cedar Street Credit Union
        1003  2026-10-07  1605.00  open 1605.00  C-1795271400  Tamarack Property Management
      """#
    case "help":
      #"""
      $ autopost help version
      autopost version

        Shows the version of this program.

      Options
        --root DIR  the exchange folder; without it, the current folder

      Example
        $ autopost version
        autopost 0.1

      Exit codes
        0   done
        64  the command was not understood, or cannot be done as things stand
      """#
    case "version":
      #"""
      $ autopost version
      autopost 0.1
      """#
    default: ""
    }
  }
}
