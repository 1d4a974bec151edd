import Archive
import Findings
import TestSupport
import Testing

@Suite struct ProblemTests {
  @Test("Every reason has a finding of its own name", arguments: ArchiveProblem.Reason.allCases)
  func findings(reason: ArchiveProblem.Reason) {
    #expect(reason.findingID == FindingID("archive-" + reason.rawValue))
  }

  @Test("A refusal names the archive, the entry and what to do")
  func finding() throws {
    let shelf = try Shelf()
    let bytes = ZipMaker([.init("../a.json")]).bytes
    var text = ""
    do { _ = try shelf.contents(bytes, .zip) } catch let problem as ArchiveProblem {
      text = problem.finding(path: "march.zip").text
    }
    #expect(
      text == """
        march.zip/../a.json: refused: entry '../a.json' has '..' in its name [archive-unsafe-name]
          Give every file in it a short name of its own, pack them again, and drop the new archive into inbox/.
        """)
  }

  @Test(
    "What a file is shows in its first bytes, never in its name",
    arguments: [
      ([0x50, 0x4B, 3, 4], .zip), ([0x50, 0x4B, 5, 6], .zip), ([0x50, 0x4B, 7, 8], .zip),
      ([0x1F, 0x8B, 8], .tarGzip), ([0x28, 0xB5, 0x2F, 0xFD], .tarZstd),
      ([0x50, 0x2A, 0x4D, 0x18], .tarZstd),
      ([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], .sevenZip), (Array("{\"items\":[]}".utf8), nil),
      (Array("<?xml version='1.0'?>".utf8), nil), (Array("PK".utf8), nil), ([], nil),
      ([UInt8](repeating: 0, count: 512), .tar), ([UInt8](repeating: 0x20, count: 512), nil),
      (TarMaker.entry("a"), .tar),
    ] as [([UInt8], ArchiveFormat?)])
  func recognises(head: [UInt8], format: ArchiveFormat?) {
    #expect(ArchiveFormat.recognise(head: head) == format)
  }
}
