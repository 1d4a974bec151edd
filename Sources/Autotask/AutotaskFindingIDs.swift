public import Findings

extension FindingID {
  public static let columnUnknown = FindingID("column-unknown")
  public static let columnsContradict = FindingID("columns-contradict")
  public static let dateAmbiguous = FindingID("date-ambiguous")
  public static let numberAmbiguous = FindingID("number-ambiguous")
  public static let bundleIDReused = FindingID("bundle-id-reused")
  public static let entityUnknown = FindingID("entity-unknown")
  public static let exportIncomplete = FindingID("export-incomplete")
  public static let fileUnused = FindingID("file-unused")
  public static let jsonInvalid = FindingID("json-invalid")
  public static let manifestInvalid = FindingID("manifest-invalid")
  public static let manifestMismatch = FindingID("manifest-mismatch")
  public static let manifestTooNew = FindingID("manifest-too-new")
  public static let recordsAsText = FindingID("records-as-text")
  public static let recordWithoutID = FindingID("record-without-id")
  public static let rowRagged = FindingID("row-ragged")
  public static let tableInvalid = FindingID("table-invalid")
  public static let tableUnknown = FindingID("table-unknown")
  public static let tableWithoutID = FindingID("table-without-id")
  public static let transferTableInvalid = FindingID("transfer-table-invalid")
  public static let xmlInvalid = FindingID("xml-invalid")
}
