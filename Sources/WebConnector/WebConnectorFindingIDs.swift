public import Findings

extension FindingID {
  /// AppURL and AppSupport name different hosts (QBWC1000).
  public static let qwcHostMismatch = FindingID("qwc-host-mismatch")
  /// A URL names an IP address (QBWC1001, QBWC1002).
  public static let qwcAddressNotName = FindingID("qwc-address-not-name")
  /// A URL that is none.
  public static let qwcNotAURL = FindingID("qwc-not-a-url")
  /// AppURL is not https (QBWC1010, QBWC1051).
  public static let qwcNotHTTPS = FindingID("qwc-not-https")
  /// The address works on one computer only (QBWC1035).
  public static let qwcLocalhost = FindingID("qwc-localhost")
  /// An element that Web Connector demands is missing or empty (QBWC1039).
  public static let qwcElementMissing = FindingID("qwc-element-missing")
  /// An element stands there twice.
  public static let qwcElementTwice = FindingID("qwc-element-twice")
  /// An element that Web Connector does not know.
  public static let qwcElementUnknown = FindingID("qwc-element-unknown")
  /// OwnerID or FileID is no GUID in braces (QBWC1039).
  public static let qwcNotAGUID = FindingID("qwc-not-a-guid")
  /// OwnerID or FileID is copied from a public sample (QBWC1039).
  public static let qwcSampleGUID = FindingID("qwc-sample-guid")
  /// The description is longer than Web Connector shows.
  public static let qwcDescriptionLong = FindingID("qwc-description-long")
  /// QBType is not QBFS.
  public static let qwcWrongType = FindingID("qwc-wrong-type")
  /// IsReadOnly is true (QBWC1039, SDK 3263).
  public static let qwcReadOnly = FindingID("qwc-read-only")
  /// The schedule is no whole number from 1 on.
  public static let qwcBadSchedule = FindingID("qwc-bad-schedule")
  /// Two files would be one application to Web Connector.
  public static let qwcNotUnique = FindingID("qwc-not-unique")
}
