extension Timetag {
  /// Adds a timetag as seconds with ten decimals, from which it reads back exactly.
  static func append(seconds timetag: UInt64, to bytes: inout [UInt8]) {
    bytes.append(decimal: Int64(timetag >> 32))
    bytes.append(UInt8(ascii: "."))
    // Ten digits tell every 2^-32 s from the next. They are found in two halves, whose products fit in 64 bits.
    let (half, mask): (UInt64, UInt64) = (100_000, 0xffff_ffff)
    let upper = (timetag & mask) * half
    let lower = (upper & mask) * half + 1 << 31
    let first = bytes.count
    // The one in front keeps the zeros after it.
    bytes.append(decimal: Int64(half * half + (upper >> 32) * half + lower >> 32))
    bytes.remove(at: first)
  }

  /// The timetag that seconds in decimal write, or nil; beyond ten decimals and with an exponent as a double has it.
  static func timetag(seconds text: Bytes) -> UInt64? {
    guard let point = text.firstIndex(of: UInt8(ascii: ".")) else { return whole(text) ?? rounded(text) }
    let fraction = text.from(point + 1)
    guard let seconds = whole(text.slice(0, point)), (1...10).contains(fraction.count),
      let value = fraction.integer, fraction.digit(0) != nil
    else { return rounded(text) }
    var power: UInt64 = 1
    for _ in 0..<fraction.count { power *= 10 }
    let product = UInt64(value).multipliedFullWidth(by: 1 << 32)
    let (quotient, rest) = power.dividingFullWidth(product)
    return seconds + quotient + (2 * rest >= power ? 1 : 0)
  }

  private static func whole(_ text: Bytes) -> UInt64? {
    guard text.count > 0, text.digit(0) != nil, let seconds = text.integer, seconds < 1 << 32 else { return nil }
    return UInt64(seconds) << 32
  }

  private static func rounded(_ text: Bytes) -> UInt64? {
    guard text.count > 0, let seconds = Double(text.text), seconds >= 0, seconds < 0x1p32 else { return nil }
    return UInt64((seconds * 0x1p32).rounded(.down))
  }
}
