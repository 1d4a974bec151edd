extension StatusCode {
  typealias Line = ([Int], Outcome, String, String)

  static let table: [Line] = done + values + names + records + rights + sets

  private static let done: [Line] = [
    ([0], .applied, "QuickBooks did what was asked", "Nothing is to be done."),
    (
      [1], .notFound, "the query found nothing",
      "Nothing is to be done; autopost goes on as with an empty list."
    ),
    (
      [500], .notFound, "at least one of the records asked for does not exist",
      "Nothing is to be done; autopost asks for the records one by one with the next message set."
    ),
    (
      [501, 510], .appliedWithWarning, "QuickBooks cannot show the record that it was asked for",
      "Look the record up in QuickBooks (Edit > Find) if its number is wanted; autopost goes on without it."
    ),
    (
      [530], .appliedWithWarning, "this QuickBooks has no such field and saved the rest",
      "Open the record in QuickBooks and enter by hand what the message says was left out, if it is wanted; the record was saved."
    ),
    (
      [531], .appliedWithWarning,
      "this QuickBooks has no such choice in a list of choices and saved the rest",
      "Open the record in QuickBooks and set the choice that the message names by hand; the record was saved."
    ),
    (
      [540], .appliedWithWarning, "the answer was cut at the greatest number of records",
      "Run autopost run --refresh lists; what was asked for came back in part only."
    ),
    (
      [550], .appliedWithWarning, "the record was saved without its notes",
      "Open the record in QuickBooks and type its notes; they are in the request under answered/."
    ),
    (
      [560], .appliedWithWarning, "a field was used that Intuit is giving up",
      "Nothing is to be done; the record was saved."
    ),
    (
      [570], .appliedWithWarning,
      "the record was saved, but not linked: what it was to be linked with is closed",
      "Open the purchase order in QuickBooks (Vendors > Vendor Center > Transactions) and check its received quantities; the new record stands alone beside it."
    ),
    (
      [1000], .retry, "QuickBooks had an internal error",
      "Restart QuickBooks if it happens again, and run File > Utilities > Verify Data there; autopost sends the item again with the next message set."
    ),
    (
      [1010], .retry, "QuickBooks was not available",
      "Open the company file in QuickBooks and leave it open; autopost sends the item again with the next message set."
    ),
    (
      [1030], .notApplied, "this edition or release of QuickBooks does not know the message",
      "Update QuickBooks (Help > Update QuickBooks Desktop), or take this kind of item off the connector's \"transfer\" list; then run autopost run --retry."
    ),
  ]

  /// What a writer that checks its output never causes.
  private static let values: [Line] = [
    ([1060], .notApplied, "the requestID is not valid", fault),
    ([3010], .notApplied, "a yes-or-no value could not be read", fault),
    ([3020], .notApplied, "a date could not be read", fault),
    ([3030], .notApplied, "a range of dates begins after its end", fault),
    ([3031], .notApplied, "a range of texts begins after its end", fault),
    ([3035], .notApplied, "a time span could not be read", fault),
    ([3040], .notApplied, "an amount could not be read", fault),
    ([3041], .notApplied, "a price could not be read", fault),
    ([3042], .notApplied, "a percentage could not be read", fault),
    ([3043], .notApplied, "a quantity could not be read", fault),
    ([3045], .notApplied, "a GUID could not be read", fault),
    ([3060], .notApplied, "a whole number could not be read", fault),
    ([3050, 3065, 3080, 3081, 3085], .notApplied, "a value could not be read", fault),
    ([3110], .notApplied, "a choice is none that QuickBooks has", fault),
    ([3150], .notApplied, "an element is missing", fault),
    ([3151], .notApplied, "two elements exclude each other", fault),
    ([3152], .notApplied, "an element is not allowed there", fault),
    ([3153], .notApplied, "two values exclude each other", fault),
    ([3190], .notApplied, "a field cannot be emptied", fault),
    ([3191], .notApplied, "a list entry cannot be emptied", fault),
    (
      [3070], .notApplied, "a text is longer than QuickBooks keeps",
      "Shorten the text that the message names in Autotask and export the item again; it goes with the next message set."
    ),
    (
      [3205], .notApplied, "QuickBooks does not take the address as it was written",
      "Shorten the organization's address in Autotask to five lines of 41 characters and export it again; the item goes with the next message set."
    ),
    (
      [3210], .notApplied, "QuickBooks refuses a value, for the reason in its message",
      "Put right in Autotask or in the mapping tables what the message names, then run autopost run; the item goes again because its data changed."
    ),
  ]

  private static let names: [Line] = [
    (
      [3000], .notApplied, "an id that autopost remembers is not one of this company file",
      "Run the lists set that autopost publishes next, and check that the right company file is open (File > Open Previous Company); the item goes again after that."
    ),
    (
      [3090], .notApplied, "QuickBooks does not take a name or a number as it is written",
      "Rename the record in Autotask without a colon, or give it a row in the mapping tables, then run autopost run; the item goes again."
    ),
    (
      [3100], .notApplied,
      "the name is taken already, perhaps by an inactive record or by one of another kind",
      "Look up the name among customers, vendors, employees and other names, inactive ones included (Lists > Customer & Vendor Profile Lists, and each Center with \"All\"), or in Lists > Item List, then name the record in the mapping tables; autopost adopts one of the right kind by itself."
    ),
    (
      [3120], .notApplied, "a record that the request names does not exist in this company file",
      "Create the record that the message names, or change the mapping row that names it, and run the next lists set; the item goes again after that."
    ),
    (
      [3121], .notApplied, "no application with this owner id has stamped the company file",
      "Add the connector's QWC file to Web Connector while the company file is open, or go on without: autopost then compares the company name only."
    ),
    (
      [3130], .notApplied, "the parent of a record does not exist",
      "Create the parent that the message names (Customers > Customer Center, or Lists > Item List), then run autopost run --retry; the child goes again."
    ),
    (
      [3140], .notApplied, "an item, account, class, tax code or terms that the request names does not exist",
      "Create what the message names under Lists in QuickBooks, or map it to an existing one in mappings/, and run the next lists set; the item goes again after that."
    ),
    (
      [3177, 3178], .notApplied, "another list has the name already",
      "Rename one of the two records in QuickBooks or map to the existing one in mappings/, then run autopost run --retry; the item goes again."
    ),
  ]

  private static let records: [Line] = [
    (
      [3160], .notApplied, "the record cannot be deleted, because others depend on it",
      "Delete or unlink in QuickBooks what depends on the record (open it, then Edit > Show Link or the History button), then run autopost run --retry."
    ),
    (
      [3161], .notApplied, "the record lies on or before the closing date and cannot be deleted",
      "Ask who keeps the books to delete it with the closing date password, or to move the date back (Edit > Preferences > Accounting > Company Preferences); then run autopost run --retry."
    ),
    (
      [3162], .notApplied, "QuickBooks does this in single-user mode only",
      "Choose File > Switch to Single-user Mode in QuickBooks, then run the message set again with autopost run --retry."
    ),
    (
      [3170], .notApplied, "QuickBooks could not change the record, for the reason in its message",
      "Open the record in QuickBooks and put right what the message names, then run autopost run --retry; the change was not made."
    ),
    (
      [3171], .notApplied, "the date lies on or before the closing date of the company",
      "Decide with whoever keeps the books: move the closing date back (Edit > Preferences > Accounting > Company Preferences > Set Date/Password), or give the item a later date in Autotask; then run autopost run --retry."
    ),
    (
      [3172, 3173], .notApplied, "a related record was deleted or changed meanwhile",
      "Nothing is to be done; autopost asks for the record and decides anew with the next message set."
    ),
    (
      [3175], .retry, "the record is in use",
      "Close the windows in QuickBooks that show the record, on all computers; autopost sends the item again with the next message set."
    ),
    (
      [3176], .retry, "a related record is in use, most often an open purchase order",
      "Close the purchase order or the related window in QuickBooks, on all computers; autopost sends the item again with the next message set."
    ),
    (
      [3180], .notApplied, "QuickBooks could not save the record, for the reason in its message",
      "Put right what the message names (a credit limit under Customers > Customer Center > Payment Settings, stock in Lists > Item List), then run autopost run --retry; the item was not saved."
    ),
    (
      [3181], .notApplied, "the date lies on or before the closing date, so nothing was saved",
      "Ask whoever keeps the books to move the closing date back (Company > Set Closing Date) or to enter the item by hand, then use autopost run --retry or autopost resolve --by-hand."
    ),
    (
      [3185], .notApplied, "the record cannot be voided",
      "Void it by hand in QuickBooks (open it, then Edit > Void), after unlinking payments; autopost sees it with the next paid-dates answer."
    ),
    (
      [3200], .notApplied, "the record was changed in QuickBooks after autopost had read it",
      "Nothing is to be done; the answer holds the new state, and autopost works on from it with the next message set."
    ),
    (
      [3230], .retry, "QuickBooks took the request back together with others",
      "Look for the first request of the set that failed and put that right; this one goes again by itself."
    ),
    (
      [3231], .retry, "QuickBooks did not process the request, because one before it failed",
      "Put right the request of the set that failed first; this one goes again unchanged with the next message set."
    ),
    (
      [3240], .notApplied, "the record is not the one that autopost remembers, by its time of creation",
      "Check that no older backup of the company file was restored; then run autopost recover so that QuickBooks is asked."
    ),
    (
      [3270], .notApplied, "an item or a line has no account to post to",
      "Give the item its account in QuickBooks (Lists > Item List, open the item), or name one in mappings/accounts.csv, then run autopost run --retry."
    ),
    (
      [3280, 3290, 3300, 3310, 3320, 3330, 3340, 3350, 3360], .notApplied,
      "an item or a line is of a kind that QuickBooks does not take there",
      "Choose another item in mappings/items.csv for what the message names, then run autopost run; the item goes again because its mapping changed."
    ),
    (
      [3370], .notApplied, "there are not enough components in stock",
      "Receive or adjust the stock in QuickBooks (Vendors > Inventory Activities), then run autopost run --retry."
    ),
    (
      [3380, 3390], .notApplied, "QuickBooks refuses the transaction, for the reason in its message",
      "Enter the item in QuickBooks by hand to see what QuickBooks asks for, then use autopost resolve --by-hand or change its data in Autotask."
    ),
  ]

  private static let rights: [Line] = [
    (
      [3220], .notApplied, "the user is not authorized for a service that the request uses",
      "Let the administrator of the company file sign in to the service that the message names, then run autopost run --retry."
    ),
    (
      [3250], .notApplied, "a feature is off, or this edition of QuickBooks does not have it",
      "Switch the feature on in QuickBooks under Edit > Preferences > Company Preferences (classes under Accounting, inventory under Items & Inventory, currencies under Multiple Currencies) or take it out of autopost.yaml, then run the next lists set."
    ),
    (
      [3260], .notApplied, "the QuickBooks user may not do this",
      "Let the administrator widen the user's role under Company > Users > Set Up Users and Roles, then run autopost run --retry."
    ),
    (
      [3261], .notApplied, "the application may not see personal data",
      "Let the administrator tick \"Allow this application to access personal data\" under Edit > Preferences > Integrated Applications > Company Preferences > Properties, then run autopost run --retry."
    ),
    (
      [3262], .notApplied, "the payroll subscription is missing or has ended",
      "Renew payroll under Employees > My Payroll Service, or take timesheets off the connector's \"transfer\" list, then run autopost run --retry."
    ),
    (
      [3263], .notApplied, "the application may only read",
      "Remove the connector from Web Connector and add the QWC file that autopost qwc writes, which asks to write; then run autopost run --retry."
    ),
    (
      [3264], .notApplied, "the merchant service subscription is missing or has ended",
      "Let the administrator renew the merchant service under Customers > Credit Card Processing Activities, then run autopost run --retry."
    ),
  ]

  /// Of a whole message set (`messageSetStatusCode`): what was done is known only by asking.
  private static let sets: [Line] = [
    (
      [600, 9002, 9003, 9005], .unknown, "QuickBooks has kept no answer for this message set",
      "Run autopost recover with the same company file open that the set was meant for; QuickBooks is then asked for each item."
    ),
    (
      [9001], .unknown, "QuickBooks knows the message set with other contents",
      "Look whether the file in requests/ was edited by hand, and put back the one under state/archive/; then run autopost recover."
    ),
    ([9004], .notApplied, "the id of the message set is too long", fault),
  ]
}
