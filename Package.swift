// swift-tools-version: 6.2
import PackageDescription

/// One strictness for every Swift target.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let strictC: [CSetting] = [.define("_GNU_SOURCE"), .treatAllWarnings(as: .error)]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = [],
  exclude: [String] = []
) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.target(name: name)] + dependencies, exclude: exclude,
    resources: resources, swiftSettings: strict)
}

func library(_ name: String, pkgConfig: String, package: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([package])])
}

let package = Package(
  name: "autopost",
  products: [
    .executable(name: "autopost", targets: ["autopost"]),
    .library(name: "CFaultInjection", type: .dynamic, targets: ["CFaultInjection"]),
  ],
  targets: [
    // Debian's libraries
    library("CArchive", pkgConfig: "libarchive", package: "libarchive-dev"),
    library("CXML2", pkgConfig: "libxml-2.0", package: "libxml2-dev"),
    library("CSQLite", pkgConfig: "sqlite3", package: "libsqlite3-dev"),
    library("CSodium", pkgConfig: "libsodium", package: "libsodium-dev"),
    library("CYAML", pkgConfig: "yaml-0.1", package: "libyaml-dev"),
    .target(name: "CSystem", cSettings: strictC),

    // Ground floor
    module("Findings"),
    module("Accounting"),
    module("ByteFormats"),

    // One library each; C types stop here
    module("JSON", ["ByteFormats"]),
    module("XML", ["CXML2"]),
    module("YAML", ["CYAML"]),
    module("Archive", ["CArchive", "Findings"]),
    module("SQLite", ["CSQLite"]),
    module("Sodium", ["CSodium"]),
    module("Filesystem", ["CSystem"]),
    module("Threads"),

    // The two systems and the rules between them
    module("Autotask", ["Accounting", "ByteFormats", "Findings", "JSON", "XML"]),
    module("QBXML", ["Accounting", "XML"]),
    module("Settings", ["Accounting", "ByteFormats", "Findings", "YAML"]),
    module("PostingRules", ["Accounting", "Autotask", "ByteFormats", "Findings", "QBXML", "Settings"]),
    module("WebConnector", ["Accounting", "Findings", "XML"]),
    module("Report", ["Accounting", "ByteFormats", "Findings", "JSON"]),

    // State
    module(
      "Ledger",
      [
        "Accounting", "Autotask", "ByteFormats", "Findings", "JSON", "PostingRules", "QBXML", "SQLite",
        "Sodium",
      ]),
    module("Spool", ["Accounting", "ByteFormats", "Filesystem", "Findings", "Sodium"]),
    module(
      "Exchange",
      [
        "Accounting", "Archive", "Autotask", "ByteFormats", "Filesystem", "Findings", "JSON", "Ledger",
        "PostingRules", "QBXML", "Report", "Settings", "Sodium", "Spool", "Threads", "WebConnector", "XML",
      ]),

    // Rehearsal
    module("PracticeCompany", ["XML"]),

    .executableTarget(
      name: "autopost",
      dependencies: [
        "Accounting", "Exchange", "Filesystem", "Findings", "JSON", "Ledger", "PracticeCompany",
        "Report", "SQLite", "Settings", "Spool",
      ],
      swiftSettings: strict),

    // Tests
    .target(
      name: "CFaultInjection", path: "Tests/CFaultInjection", cSettings: strictC,
      linkerSettings: [.linkedLibrary("dl")]),
    .target(
      name: "TestSupport", dependencies: ["Filesystem"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .executableTarget(
      name: "FaultRehearsal", dependencies: ["Filesystem", "SQLite", "Sodium", "Spool"],
      path: "Tests/FaultRehearsal", swiftSettings: strict),
    .testTarget(
      name: "FaultInjectionTests",
      dependencies: ["CFaultInjection", "FaultRehearsal", "Filesystem", "SQLite", "Spool", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "ErrorGalleryTests",
      dependencies: [
        "Accounting", "Archive", "Exchange", "Filesystem", "Findings", "Ledger", "PracticeCompany", "Report",
        "SQLite", "Settings", "Spool", "TestSupport", "WebConnector",
      ], exclude: ["Shop"], swiftSettings: strict),
    // The program is run as a file.
    .testTarget(
      name: "autopostTests", dependencies: ["Filesystem", "JSON", "TestSupport"], swiftSettings: strict),
    tests("Accounting"),
    tests("Autotask", ["Accounting"]),
    tests(
      "Ledger", ["Accounting", "Autotask", "Filesystem", "Findings", "PostingRules", "SQLite", "TestSupport"]),
    tests("PostingRules", ["Accounting", "Autotask", "Findings", "QBXML", "Settings"]),
    tests("Archive", ["Filesystem", "Findings", "TestSupport"]),
    tests("ByteFormats"),
    tests(
      "Exchange",
      [
        "Accounting", "Filesystem", "Findings", "JSON", "Ledger", "PostingRules", "PracticeCompany", "Report",
        "SQLite", "Sodium", "Spool", "TestSupport", "WebConnector",
      ], exclude: ["Golden"]),
    tests("Findings"),
    tests("QBXML", ["Accounting", "XML"], exclude: ["Golden"]),
    tests("Filesystem", ["TestSupport"]),
    tests("JSON"),
    tests("Report", ["Accounting", "Filesystem", "Findings", "Sodium", "TestSupport"], exclude: ["Golden"]),
    tests("SQLite", ["Filesystem", "TestSupport"]),
    tests("Settings", ["Accounting", "ByteFormats", "Findings"]),
    tests("Sodium"),
    tests("Threads"),
    tests("Spool", ["Filesystem", "Findings", "Sodium", "TestSupport"]),
    tests("WebConnector", ["Accounting", "Findings"]),
    tests("XML"),
    tests("YAML"),
    tests("PracticeCompany"),
  ]
)

// Fuzzing: one executable a reader of foreign bytes, only when asked for, since it has libFuzzer's main.
if Context.environment["FUZZ"] != nil {
  package.targets += [
    .executableTarget(
      name: "FuzzJSON", dependencies: ["JSON"], path: "Fuzz/JSON", exclude: ["Corpus"],
      swiftSettings: strict)
  ]
}
