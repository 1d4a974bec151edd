import Autotask

/// The tables of the ledger. Every promise that a constraint can keep is kept by one.
enum Schema {
  /// `atpo`: tells our files from those of other programs.
  static let applicationID = 0x6174_706F
  static let version = 2

  static var creation: [String] {
    tables + identities + relinks + misplaced + Entity.allCases.flatMap { MirrorSQL.of($0).creation }
  }

  /// SQLite makes a table of an IN list each time a row is written; of these comparisons it makes none.
  private static func oneOf(_ column: String, _ values: [String]) -> String {
    values.map { "\(column) = '\($0)'" }.joined(separator: " OR ")
  }

  /// The billing items of an invoice, in one row for each: an index over every line would cost as much as the lines.
  static let billedList =
    "CREATE TABLE billed_list(invoice INTEGER PRIMARY KEY, billingItems TEXT NOT NULL) STRICT"

  private static let tables: [String] = [
    """
    CREATE TABLE meta(name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID
    """,
    // A file that was claimed from the inbox; `place` is where it is to end, `placed` whether it is there.
    """
    CREATE TABLE file(
      number INTEGER PRIMARY KEY,
      name BLOB NOT NULL,
      kind TEXT NOT NULL DEFAULT '',
      attempts INTEGER NOT NULL DEFAULT 0 CHECK(attempts >= 0),
      claimedAt INTEGER NOT NULL,
      digest TEXT,
      size INTEGER,
      place TEXT CHECK(place IN ('archive','quarantine','duplicates')),
      placed INTEGER NOT NULL DEFAULT 0 CHECK(placed IN (0,1)),
      finalName TEXT,
      reportText TEXT,
      reportJSON TEXT,
      CHECK(placed = 0 OR place IS NOT NULL)) STRICT
    """,
    "CREATE INDEX fileToPlace ON file(placed) WHERE placed = 0",
    // A bundle whose records count; the same bytes have no second effect.
    """
    CREATE TABLE bundle(
      number INTEGER PRIMARY KEY REFERENCES file(number),
      digest TEXT NOT NULL UNIQUE,
      bundleID TEXT UNIQUE,
      name TEXT NOT NULL,
      asOf INTEGER NOT NULL,
      takenAt INTEGER NOT NULL) STRICT
    """,
    """
    CREATE TABLE picklist(
      entity TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, label TEXT NOT NULL,
      PRIMARY KEY(entity, field, value)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE item(
      key TEXT NOT NULL PRIMARY KEY,
      type TEXT NOT NULL CHECK(\(oneOf("type", ["invoice", "purchase-order", "expense-report", "timesheet"]))),
      number INTEGER NOT NULL,
      connector TEXT NOT NULL DEFAULT '',
      organization INTEGER,
      organizationName TEXT NOT NULL DEFAULT '',
      batch INTEGER,
      date INTEGER,
      net INTEGER,
      tax INTEGER,
      state TEXT NOT NULL CHECK(\(oneOf("state", ["held", "not-ready", "ready", "open", "sent", "refused", "in-doubt", "conflict", "confirmed"]))),
      wish TEXT CHECK(wish IN ('ready','not-ready')),
      dirty INTEGER NOT NULL DEFAULT 1 CHECK(dirty IN (0,1)),
      transfer INTEGER NOT NULL DEFAULT 1 CHECK(transfer > 0),
      attempts INTEGER NOT NULL DEFAULT 0,
      refusedBefore INTEGER NOT NULL DEFAULT 0 CHECK(refusedBefore IN (0,1)),
      transferredAt INTEGER,
      byHand INTEGER NOT NULL DEFAULT 0 CHECK(byHand IN (0,1)),
      setNumber INTEGER REFERENCES message_set(number),
      fingerprint TEXT,
      lastSentDay INTEGER,
      sentThatDay INTEGER NOT NULL DEFAULT 0,
      retry INTEGER NOT NULL DEFAULT 0 CHECK(retry IN (0,1)),
      txnID TEXT,
      editSequence TEXT,
      refNumber TEXT,
      customer TEXT,
      subtotal INTEGER,
      salesTax INTEGER,
      balance INTEGER,
      paidDate INTEGER,
      paidWritten INTEGER,
      paidLocked INTEGER NOT NULL DEFAULT 0 CHECK(paidLocked IN (0,1)),
      askByTxnID INTEGER NOT NULL DEFAULT 0 CHECK(askByTxnID IN (0,1)),
      taxSent INTEGER CHECK(taxSent IN (0,1)),
      findings TEXT NOT NULL DEFAULT '',
      answerFindings TEXT NOT NULL DEFAULT '',
      CHECK(state NOT IN ('open','sent') OR setNumber IS NOT NULL),
      CHECK(state <> 'confirmed' OR txnID IS NOT NULL OR byHand = 1)) STRICT
    """,
    "CREATE INDEX itemState ON item(connector, state, type, date, number)",
    // The order of the reports, so that no list of all items has to be sorted in memory.
    "CREATE INDEX itemOrder ON item(connector, type, date, number)",
    "CREATE INDEX itemDirty ON item(dirty) WHERE dirty = 1",
    "CREATE INDEX itemByTxnID ON item(connector) WHERE askByTxnID = 1",
    "CREATE INDEX itemOrganization ON item(organization)",
    "CREATE UNIQUE INDEX itemTxn ON item(connector, txnID) WHERE txnID IS NOT NULL",
    "CREATE INDEX itemSet ON item(setNumber) WHERE setNumber IS NOT NULL",
    // What of an item travelled when it was sent last; apart, for it is long and seldom read.
    """
    CREATE TABLE travelled(item TEXT NOT NULL UNIQUE REFERENCES item(key), facts TEXT NOT NULL) STRICT
    """,
    // A billing item is never in two invoices: an organization has one company file.
    """
    CREATE TABLE billed(billingItem INTEGER PRIMARY KEY, invoice INTEGER NOT NULL) STRICT
    """,
    billedList,
    """
    CREATE TABLE message_set(
      number INTEGER PRIMARY KEY,
      connector TEXT NOT NULL,
      kind TEXT NOT NULL CHECK(kind IN ('lists','transfer','orders','paid-dates','recover','audit','status')),
      setID TEXT UNIQUE,
      writes INTEGER NOT NULL CHECK(writes >= 0),
      isTrial INTEGER NOT NULL DEFAULT 0 CHECK(isTrial IN (0,1)),
      state TEXT NOT NULL CHECK(state IN ('open','answered','refused','in-doubt','withdrawn','void')),
      date INTEGER NOT NULL,
      digest TEXT NOT NULL,
      size INTEGER NOT NULL,
      publishedAt INTEGER NOT NULL,
      answeredAt INTEGER,
      answerDigest TEXT,
      parent INTEGER REFERENCES message_set(number),
      note TEXT) STRICT
    """,
    "CREATE INDEX setState ON message_set(connector, state)",
    "CREATE INDEX setParent ON message_set(parent) WHERE parent IS NOT NULL",
    """
    CREATE TABLE request(
      setNumber INTEGER NOT NULL REFERENCES message_set(number),
      ordinal INTEGER NOT NULL,
      id TEXT NOT NULL UNIQUE,
      message TEXT NOT NULL,
      purpose TEXT NOT NULL,
      item TEXT REFERENCES item(key),
      subject TEXT,
      outcome TEXT CHECK(outcome IS NULL OR \(oneOf("outcome", ["applied", "not-applied", "unknown"]))),
      code INTEGER,
      words TEXT,
      txnID TEXT,
      number TEXT,
      net INTEGER,
      subtotal INTEGER,
      PRIMARY KEY(setNumber, ordinal)) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX requestItem ON request(item, setNumber, ordinal) WHERE item IS NOT NULL",
    // How the file of an open set lay in the outbox when it was looked at last; no time means that it was gone.
    """
    CREATE TABLE published(
      setNumber INTEGER PRIMARY KEY REFERENCES message_set(number), changed INTEGER) STRICT
    """,
    // What came of comparing a period with QuickBooks; the newest answer for each.
    """
    CREATE TABLE audit(
      setNumber INTEGER PRIMARY KEY REFERENCES message_set(number),
      connector TEXT NOT NULL,
      firstDay INTEGER NOT NULL,
      lastDay INTEGER NOT NULL,
      answeredAt INTEGER NOT NULL,
      sameCount INTEGER NOT NULL, sameSum INTEGER NOT NULL,
      changedCount INTEGER NOT NULL, changedSum INTEGER NOT NULL,
      missingCount INTEGER NOT NULL, missingSum INTEGER NOT NULL,
      otherCount INTEGER NOT NULL, otherSum INTEGER NOT NULL,
      findings TEXT NOT NULL,
      CHECK(firstDay <= lastDay)) STRICT
    """,
    """
    CREATE TABLE list_entry(
      connector TEXT NOT NULL, kind TEXT NOT NULL, listID TEXT NOT NULL, fullName TEXT NOT NULL,
      isActive INTEGER NOT NULL, detail TEXT NOT NULL DEFAULT '', hasEmail INTEGER NOT NULL DEFAULT 0,
      currency TEXT, seen INTEGER NOT NULL,
      PRIMARY KEY(connector, kind, listID)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE company(
      connector TEXT PRIMARY KEY,
      companyName TEXT,
      preferences TEXT NOT NULL DEFAULT '',
      listsAt INTEGER,
      listsStale INTEGER NOT NULL DEFAULT 1 CHECK(listsStale IN (0,1)),
      trial TEXT NOT NULL DEFAULT 'none' CHECK(trial IN ('none','open','passed','unnumbered')),
      confirmed INTEGER NOT NULL DEFAULT 0,
      paidAskedAt INTEGER,
      paidAskedTo TEXT,
      fingerprint TEXT NOT NULL DEFAULT '',
      isPractice INTEGER CHECK(isPractice IN (0,1)),
      findings TEXT NOT NULL DEFAULT '') STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE customer(
      connector TEXT NOT NULL, organization INTEGER NOT NULL, listID TEXT NOT NULL,
      PRIMARY KEY(connector, organization)) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE served(
      organization INTEGER PRIMARY KEY, connector TEXT NOT NULL) STRICT
    """,
    "CREATE TABLE served_resource(resource INTEGER PRIMARY KEY, connector TEXT NOT NULL) STRICT",
    """
    CREATE TABLE web_connector(
      connector TEXT NOT NULL, user TEXT NOT NULL, fileID TEXT NOT NULL UNIQUE,
      PRIMARY KEY(connector, user)) STRICT, WITHOUT ROWID
    """,
    // What is to be done to files after a commit; done in order, and again after a kill.
    """
    CREATE TABLE effect(number INTEGER PRIMARY KEY, kind TEXT NOT NULL, target TEXT NOT NULL, body BLOB) STRICT
    """,
    """
    CREATE TABLE event(
      sequence INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      kind TEXT NOT NULL,
      item TEXT,
      setNumber INTEGER,
      detail TEXT NOT NULL,
      hash TEXT NOT NULL) STRICT
    """,
    "CREATE INDEX eventItem ON event(item) WHERE item IS NOT NULL",
    "CREATE TRIGGER eventKept BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    "CREATE TRIGGER eventFixed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
  ]
}
