public import Findings

extension FindingID {
  // autopost.yaml
  public static let settingsUnreadable = FindingID("settings-unreadable")
  public static let settingsKeyUnknown = FindingID("settings-key-unknown")
  public static let settingsKeyMissing = FindingID("settings-key-missing")
  public static let settingsValueMissing = FindingID("settings-value-missing")
  public static let settingsValueOfWrongType = FindingID("settings-value-of-wrong-type")
  public static let settingsValueUnknown = FindingID("settings-value-unknown")
  public static let settingsValueInvalid = FindingID("settings-value-invalid")
  public static let settingsValueTwice = FindingID("settings-value-twice")
  public static let timeZoneUnknown = FindingID("time-zone-unknown")
  public static let connectorNameInvalid = FindingID("connector-name-invalid")
  public static let connectorTwice = FindingID("connector-twice")
  public static let companyFileInvalid = FindingID("company-file-invalid")
  public static let companyFileShared = FindingID("company-file-shared")
  public static let companyNameShared = FindingID("company-name-shared")
  public static let companyFileMissing = FindingID("company-file-missing")
  public static let webConnectorURLInvalid = FindingID("web-connector-url-invalid")

  // mappings/*.csv
  public static let mappingFileUnknown = FindingID("mapping-file-unknown")
  public static let mappingUnreadable = FindingID("mapping-unreadable")
  public static let mappingColumnUnknown = FindingID("mapping-column-unknown")
  public static let mappingColumnMissing = FindingID("mapping-column-missing")
  public static let mappingColumnTwice = FindingID("mapping-column-twice")
  public static let mappingRowRagged = FindingID("mapping-row-ragged")
  public static let mappingConnectorUnknown = FindingID("mapping-connector-unknown")
  public static let mappingValueMissing = FindingID("mapping-value-missing")
  public static let mappingValueInvalid = FindingID("mapping-value-invalid")
  public static let mappingRowTwice = FindingID("mapping-row-twice")
  public static let organizationMappedTwice = FindingID("organization-mapped-twice")
  public static let resourceMappedTwice = FindingID("resource-mapped-twice")
}
