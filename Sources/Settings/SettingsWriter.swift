public import Accounting

/// Writes the settings that a folder begins with.
public enum SettingsWriter {
  /// A text in single quotes, in which nothing but the quote itself means anything to YAML.
  public static func quoted(_ text: String) -> String {
    "'" + String(text.flatMap { $0 == "'" ? "''" : String($0) }) + "'"
  }
}

extension Settings {
  /// The commented `autopost.yaml` that `init` writes: with one company file it needs two lines filled in.
  ///
  /// It reads back without findings, whether the company is given or not.
  public static func initialText(
    today: CalendarDate, companyFile: String? = nil, companyName: String? = nil,
    timeZoneName: String = "America/New_York"
  ) -> String {
    let file =
      companyFile.map { "    company-file: " + SettingsWriter.quoted($0) }
      ?? "    # company-file: 'C:\\QuickBooks\\Contoso.qbw'"
    let name =
      companyName.map { "    company-name: " + SettingsWriter.quoted($0) }
      ?? "    # company-name: 'Contoso Inc'"
    return """
      # autopost settings. What follows a # is explanation. Indent with blanks, never with tabs.
      # autopost refuses words it does not know and says what it thinks you meant.

      # Who makes an approved item ready to transfer:
      #   automatic  every eligible item goes with the next message set
      #   manual     an item waits for autopost ready
      readiness: automatic

      # The time zone in which Autotask shows dates.
      time-zone: \(SettingsWriter.quoted(timeZoneName))

      # Only for CSV files that Autotask's pages wrote: the order of their dates, MM/dd/yyyy or dd/MM/yyyy, and columns
      # whose headers are other words than Autotask's own. Without the order a date like 03/10/2026 is refused.
      # date-format: MM/dd/yyyy
      # csv-headers: {Invoices: {'Bill No.': invoiceNumber}}

      # Only where Autotask speaks another language than English: what its labels are in English.
      # labels: {Drucken: Print}

      # One connector for each QuickBooks company file. The first is the default, for ever: it gets everything that
      # mappings/organizations.csv and mappings/resources.csv send nowhere else.
      connectors:
        - name: main

          # Until both lines are filled in, nothing is written to QuickBooks; its lists are read.
          # Take the # away and write the path that QuickBooks shows with F2, in single quotes,
          # and the company name exactly as under Company > My Company.
      \(file)
      \(name)

          # Who runs the message sets in QuickBooks: one Web Connector file is made for each.
          users: [autopost]

          # What is exchanged. Delete what you do not use.
          transfer: [invoices, purchase-orders, expense-reports, timesheets, paid-dates]

          # What is dated before this day is not transferred, unless a person says autopost ready ITEM.
          transfer-from: \(today.firstOfMonth)

          # Each line below shows what counts anyway; take the # away to change it.
          # invoice-numbers: quickbooks   # or autotask: the invoice keeps its number, at most 11 characters
          # terms: quickbooks             # or autotask: terms by name, and the due date
          # taxes: quickbooks             # or autotask: its tax total as one more line
          # transmission: none            # print, email or both, where the organization says nothing
          # time-customers: no            # yes: time in QuickBooks names its customer
          # first-contact: careful        # or at-once, if files can be exchanged only once
          # create: [customers, vendors, items]   # what may be made in QuickBooks if missing; also accounts
          # paid-dates: daily             # every-run or manual
          # message-sets: {writes: 100, bytes: 1 MB}
          # item-names: {labor: billing-code}     # how QuickBooks items are named, for each kind
          # decrement-inventory: yes      # no: Autotask keeps the stock, so charges never use inventory parts
          # file-id: user                 # or company: Web Connector knows all users by one id, if it refuses several
          # edition: US                   # of QuickBooks; nothing else yet

        # For a second company file take the # away from the next line, write its settings below it like those above,
        # and say in mappings/organizations.csv and mappings/resources.csv who belongs to it (autopost map export makes
        # the rows). What was transferred stays where it is, and the names of connectors and which is the first stay too.
        # - name: north

      # Only for QuickBooks Web Connector: the address it calls, and how often, where it is to call by itself.
      # web-connector: {url: 'https://books.example.com/qbwc', support-url: 'https://books.example.com/', every-minutes: 60}

      # When QuickBooks' lists are asked for again, and when a message set without an answer is pointed out.
      # stale-after: {lists: 24 h, open-sets: 3 d}

      # How much of an archive is taken. Packed and unpacked sizes, how many files, how far they may be packed, and
      # how long their names may be.
      # limits: {archive: 2 GB, entry: 1 GB, total: 8 GB, entries: 10000, ratio: 250, ratio-after: 1 MB,
      #   name-bytes: 1024, name-parts: 16, name-part-bytes: 255}

      """
  }
}
