public import Findings

extension FindingID {
  /// The manifest asks for a second transfer, which no file may ask for.
  public static let manifestRetransfer = FindingID("manifest-retransfer")
  /// The times of the bundle are those of another zone than the settings say.
  public static let manifestZoneDiffers = FindingID("manifest-zone-differs")
}
