/// Names as strings. libxml2 keeps one copy of each name, so its address is as good as the name.
struct NameCache {
  private var addresses = [UInt](repeating: 0, count: 256)
  private var strings = [String](repeating: "", count: 256)

  mutating func name(_ pointer: UnsafePointer<UInt8>) -> String {
    let address = UInt(bitPattern: pointer)
    let slot = Int((address ^ address >> 8) & 255)
    if addresses[slot] == address { return strings[slot] }
    let made = unsafe String(decodingCString: pointer, as: UTF8.self)
    addresses[slot] = address
    strings[slot] = made
    return made
  }
}
