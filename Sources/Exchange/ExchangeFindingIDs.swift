public import Findings

extension FindingID {
  public static let companyNameDiffers = FindingID("company-name-differs")
  public static let connectorRemoved = FindingID("connector-removed")
  public static let connectorServesNobody = FindingID("connector-serves-nobody")
  public static let defaultConnectorChanged = FindingID("default-connector-changed")
  public static let defaultServesFewer = FindingID("default-serves-fewer")
  public static let openForOtherCompany = FindingID("open-for-other-company")
  public static let organizationMoved = FindingID("organization-moved")
  public static let resourceMoved = FindingID("resource-moved")
  public static let startDateMissing = FindingID("start-date-missing")
}

extension FindingID {
  public static let fileNotRecognised = FindingID("file-not-recognised")
  public static let fileNotWhole = FindingID("file-not-whole")
  public static let requestsDropped = FindingID("requests-dropped")
  public static let workerCrashed = FindingID("worker-crashed")
}

extension FindingID {
  public static let answerTorn = FindingID("answer-torn")
  public static let answerUnknown = FindingID("answer-unknown")
  public static let effectUnknown = FindingID("effect-unknown")
  public static let postedInWrongCompany = FindingID("posted-in-wrong-company")
  public static let postedTwice = FindingID("posted-twice")
  public static let invoiceContradicted = FindingID("invoice-contradicted")
  public static let wrongCompany = FindingID("wrong-company")
}

extension FindingID {
  /// What QuickBooks answered has another customer, date or number than was sent.
  public static let differsFromSent = FindingID("differs-from-sent")
  public static let amountDiffers = FindingID("amount-differs")
  public static let entryNotMade = FindingID("entry-not-made")
  public static let listNotAnswered = FindingID("list-not-answered")
  public static let mappingNameDiffers = FindingID("mapping-name-differs")
  public static let mappingNameUnknown = FindingID("mapping-name-unknown")
  public static let mappingTargetInactive = FindingID("mapping-target-inactive")
  public static let mappingTargetUnknown = FindingID("mapping-target-unknown")
  public static let mappingUnproved = FindingID("mapping-unproved")
  public static let numbersMissing = FindingID("numbers-missing")
  public static let quickBooksRefused = FindingID("quickbooks-refused")
  public static let savedWithRemark = FindingID("saved-with-remark")
  public static let taxedTwice = FindingID("taxed-twice")
  public static let taxDiffers = FindingID("tax-differs")
}

extension FindingID {
  /// The words of a command that did what it was asked.
  public static let commandDone = FindingID("command-done")
  public static let commandNotPossible = FindingID("command-not-possible")
  /// What a person named is not the item.
  public static let notThatInvoice = FindingID("not-that-invoice")
  public static let itemUnknown = FindingID("item-unknown")
  public static let setUnknown = FindingID("set-unknown")
  public static let setRefused = FindingID("set-refused")
  public static let runNoteInvalid = FindingID("run-note-invalid")
  public static let runNoteLate = FindingID("run-note-late")
  /// A row of a file of resolutions that cannot be read.
  public static let resolveRowInvalid = FindingID("resolve-row-invalid")
  public static let wrongCompanyFile = FindingID("wrong-company-file")
  public static let storedAnswerMissing = FindingID("stored-answer-missing")
}

extension FindingID {
  public static let changedInQuickBooks = FindingID("changed-in-quickbooks")
  public static let deletedInQuickBooks = FindingID("deleted-in-quickbooks")
  public static let numberDuplicated = FindingID("number-duplicated")
  public static let paidWithoutDate = FindingID("paid-without-date")
  public static let partlyPaid = FindingID("partly-paid")
  public static let paymentNotAnswered = FindingID("payment-not-answered")
  public static let paymentTakenBack = FindingID("payment-taken-back")
  public static let voidedInQuickBooks = FindingID("voided-in-quickbooks")
}

extension FindingID {
  /// Somebody changed the file of an open message set.
  public static let setFileAltered = FindingID("set-file-altered")
  /// Somebody took the file of an open message set away.
  public static let setFileGone = FindingID("set-file-gone")
  /// The exact bytes of a message set are nowhere any more.
  public static let setLost = FindingID("set-lost")
}

extension FindingID {
  public static let practiceMixed = FindingID("practice-mixed")
}

extension FindingID {
  /// What comparing a period with QuickBooks shows.
  public static let auditNotAnswered = FindingID("audit-not-answered")
  public static let differsInQuickBooks = FindingID("differs-in-quickbooks")
  public static let doubledInQuickBooks = FindingID("doubled-in-quickbooks")
  /// QuickBooks has it, and it is still to be transferred.
  public static let inQuickBooksAlready = FindingID("in-quickbooks-already")
  /// QuickBooks has what may be it, posted by another program.
  public static let mayBeInQuickBooks = FindingID("may-be-in-quickbooks")
  public static let missingInQuickBooks = FindingID("missing-in-quickbooks")
}

extension FindingID {
  /// The settings name another company file than the one that was posted to.
  public static let companyFileChanged = FindingID("company-file-changed")
  /// Nothing is published while a company file is on its way.
  public static let connectorRelinking = FindingID("connector-relinking")
  /// Several answers of QuickBooks in one file.
  public static let severalAnswers = FindingID("several-answers")
  /// A user who has a QWC file was taken out of the settings.
  public static let userRemoved = FindingID("user-removed")
}
