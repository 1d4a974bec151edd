extension HResult {
  typealias Line = (UInt32, Retry, Effect, String, String)

  static let table: [Line] = message + company + application + computer

  private static let message: [Line] = [
    (
      0x8004_0400, .no, .none, "QuickBooks cannot read the XML of the message set",
      "Nothing is to be done yet: autopost publishes the set again in halves, until the request that QuickBooks cannot read stands alone and is named."
    ),
    (
      0x8004_0402, .ask, .unknown, "QuickBooks had an unexpected error",
      "Read qbsdklog.txt on QuickBooks' computer, restart QuickBooks, run File > Utilities > Verify Data, then run autopost recover."
    ),
    (
      0x8004_0404, .no, .none, "this QuickBooks is older than qbXML 13.0",
      "Use QuickBooks 2014 or later; HostQuery's answer lists the versions that this one takes."
    ),
    (
      0x8004_0413, .no, .none, "the set asks for a way to handle errors that QuickBooks does not have",
      "Report it as a fault of autopost, with the file from requests/."
    ),
    (
      0x8004_0421, .ask, .unknown, "QuickBooks passes a message on that is not its own",
      "Read the message text, then run autopost recover."
    ),
    (
      0x8004_0423, .no, .none, "this QuickBooks does not know qbXML 13.0",
      "Update QuickBooks (Help > Update QuickBooks Desktop) until HostQuery's answer lists 13.0."
    ),
  ]

  private static let company: [Line] = [
    (
      0x8004_0403, .ask, .none, "the company file could not be opened",
      "Check the path in autopost.yaml and the rights on the file, open it once in QuickBooks."
    ),
    (
      0x8004_0406, .no, .none, "the company file is not where it was, or is not a company file",
      "Put the file back where it was; if it was renamed or moved for good, run autopost connector relink, which says what is to be done."
    ),
    (
      0x8004_0409, .no, .none, "the company file belongs to another release of QuickBooks",
      "Open the file in the release that it belongs to."
    ),
    (
      0x8004_040A, .yes, .none, "another company file is open on that computer",
      "Close the other company file or open the right one (File > Open Previous Company)."
    ),
    (
      0x8004_0410, .yes, .none, "the company file is open in the other of single-user and multi-user mode",
      "Switch the mode in QuickBooks (File > Switch to Multi-user Mode)."
    ),
    (
      0x8004_0416, .yes, .none, "QuickBooks is not running, and no company file was named",
      "Start QuickBooks with the company file open, or write \"company-file\" into autopost.yaml."
    ),
    (
      0x8004_0417, .yes, .none, "QuickBooks is running without an open company file",
      "Open the company file in QuickBooks."
    ),
    (
      0x8004_041B, .yes, .none, "somebody is changing the preferences that grant access",
      "Close the Preferences window in QuickBooks on all computers."
    ),
    (
      0x8004_041C, .ask, .none, "QuickBooks had an internal error while it opened the company file",
      "Restart QuickBooks and run File > Utilities > Verify Data."
    ),
    (
      0x8004_0422, .yes, .none, "single-user access is wanted, and another application or user has the file",
      "Close the other application or let the other user log off."
    ),
  ]

  private static let application: [Line] = [
    (
      0x8004_040B, .no, .none, "the session was begun in the wrong order",
      "Restart Web Connector; report a fault of autopost if it happens again."
    ),
    (
      0x8004_040C, .no, .none, "the session was used before it was begun",
      "Close the other program that talks to QuickBooks and restart Web Connector."
    ),
    (
      0x8004_040D, .yes, .unknown, "the session ended while the set was being worked on",
      "Run autopost recover first, so that QuickBooks is asked; nothing is sent twice."
    ),
    (
      0x8004_040F, .no, .none, "a session is open already",
      "Wait until the other session has ended, or restart Web Connector."
    ),
    (
      0x8004_0411, .no, .none, "the connection to QuickBooks was opened in the wrong order",
      "Exit Web Connector from the tray and start it again."
    ),
    (
      0x8004_0412, .no, .none, "the connection to QuickBooks was closed too early",
      "Leave Web Connector open until it says that it is done."
    ),
    (
      0x8004_0415, .no, .none, "the application gave no name",
      "Remove the connector from Web Connector and add the QWC file that autopost qwc writes."
    ),
    (
      0x8004_0418, .no, .none, "the application has never been let into this company file",
      "Log into the company file as Admin in single-user mode, run the next set from Web Connector, and choose \"Yes, always\"."
    ),
    (
      0x8004_041A, .no, .none, "the application may not use this company file",
      "Let the administrator tick the application under Edit > Preferences > Integrated Applications > Company Preferences."
    ),
    (
      0x8004_041D, .no, .none, "the application may not log in while nobody is there",
      "Tick \"Allow this application to login automatically\" in the application's Properties (Edit > Preferences > Integrated Applications), or keep QuickBooks open."
    ),
    (
      0x8004_041E, .no, .none,
      "the certificate of the service has changed or expired since access was granted",
      "Log into QuickBooks and choose \"Yes, always\" when QuickBooks asks anew at the next set."
    ),
    (
      0x8004_0420, .no, .none, "the person at QuickBooks answered No",
      "Answer Yes in QuickBooks when it asks at the next set."
    ),
    (
      0x8004_042C, .no, .none, "the certificate of the service has been revoked",
      "Let the administrator replace the certificate of the server that autopost runs on."
    ),
  ]

  private static let computer: [Line] = [
    (
      0x8004_0401, .yes, .none, "Web Connector cannot reach QuickBooks",
      "Start QuickBooks and Web Connector both with or both without \"Run as administrator\"."
    ),
    (
      0x8004_0405, .no, .none, "parts of QuickBooks that applications need are not installed",
      "Repair QuickBooks from the control panel."
    ),
    (
      0x8004_0407, .no, .none, "the installation of QuickBooks is not complete",
      "Finish or repair the installation of QuickBooks and register it."
    ),
    (
      0x8004_0408, .yes, .none, "QuickBooks could not be started",
      "Open the right company file in multi-user mode under a user of its own and close every dialog."
    ),
    (
      0x8004_040E, .yes, .none, "QuickBooks has no more memory",
      "Close other programs on QuickBooks' computer or restart it."
    ),
    (
      0x8004_0414, .yes, .none, "a dialog is open in QuickBooks and stops everything",
      "Close the dialog on QuickBooks' screen."
    ),
    (
      0x8004_041F, .no, .none, "this edition of QuickBooks does not serve applications",
      "Use QuickBooks Pro, Premier or Enterprise."
    ),
    (
      0x8004_0424, .yes, .none, "QuickBooks has not finished starting",
      "Wait until QuickBooks shows its home page."
    ),
    (
      0x8004_0427, .no, .none, "this QuickBooks is not registered",
      "Register it under Help > Register QuickBooks."
    ),
    (
      0x8004_042A, .no, .none, "QuickBooks does not allow access from another computer",
      "Run Web Connector on QuickBooks' own computer, or allow remote access in its settings."
    ),
    (
      0x8004_0438, .yes, .none, "another session of QuickBooks is in the way",
      "End the hidden QBW32.EXE in the Task Manager and start QuickBooks as the same Windows user as Web Connector."
    ),
    (
      0x8004_0154, .no, .none, "the part of QuickBooks that Web Connector calls is not registered",
      "Install QuickBooks Web Connector again on QuickBooks' computer."
    ),
    (
      0x8004_0308, .no, .none, "the request processor is not installed",
      "Install the QuickBooks SDK's request processor, or Web Connector again."
    ),
    (
      0x8001_0105, .ask, .unknown, "QuickBooks stopped in the middle of the work",
      "Start QuickBooks, open the company file, then run autopost recover."
    ),
  ]
}
