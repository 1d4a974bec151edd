/// A setting of the connection, and how it reads back once it holds.
public struct Pragma: Hashable, Sendable {
  public let name: String
  public let value: String
  /// What `PRAGMA name` answers afterwards.
  public let readBack: String

  public init(_ name: String, _ value: String, readBack: String? = nil) {
    self.name = name
    self.value = value
    self.readBack = readBack ?? value
  }

  /// What a ledger needs.
  ///
  /// DELETE and EXTRA: version 3.40.1 can damage a WAL file, and EXTRA also syncs the directory once the journal
  /// is gone. The cache holds 64 MiB, so that a bundle's transaction seldom takes the exclusive lock early.
  /// Recursive triggers: without them `INSERT OR REPLACE` deletes rows past a delete trigger.
  public static let ledger: [Pragma] = [
    Pragma("busy_timeout", "10000"),
    Pragma("journal_mode", "DELETE", readBack: "delete"),
    Pragma("synchronous", "EXTRA", readBack: "3"),
    Pragma("locking_mode", "NORMAL", readBack: "normal"),
    Pragma("foreign_keys", "ON", readBack: "1"),
    Pragma("recursive_triggers", "ON", readBack: "1"),
    Pragma("trusted_schema", "OFF", readBack: "0"),
    Pragma("cell_size_check", "ON", readBack: "1"),
    Pragma("cache_size", "-65536"),
    Pragma("mmap_size", "0"),
    Pragma("temp_store", "MEMORY", readBack: "2"),
  ]
}
