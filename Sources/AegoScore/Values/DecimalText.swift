/// A decimal number at the start of a text, and the rest behind it: "1.5m" is 15 · 10^-1 and "m".
///
/// A number has digits, at most one point with digits on both sides, at most one sign, no exponent.
struct DecimalText {
  /// The digits without sign and point.
  let digits: Int64
  /// How many of them stand behind the point.
  let decimals: Int
  let isNegative: Bool
  /// The number alone, as it is written.
  let text: Substring
  /// What follows.
  let rest: Substring

  init?(_ whole: some StringProtocol) {
    let whole = Substring(whole)
    var scan = whole[...]
    let sign = scan.utf8.first.flatMap { $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-") ? $0 : nil }
    if sign != nil { scan = scan[scan.utf8.index(after: scan.startIndex)...] }
    let integer = Self.digits(&scan)
    guard !integer.isEmpty else { return nil }
    var fraction: Substring = ""
    if scan.utf8.first == UInt8(ascii: ".") {
      var behind = scan[scan.utf8.index(after: scan.startIndex)...]
      fraction = Self.digits(&behind)
      guard !fraction.isEmpty else { return nil }
      scan = behind
    }
    guard integer.utf8.count + fraction.utf8.count <= 18, let digits = Int64(integer + fraction) else { return nil }
    self.digits = digits
    decimals = fraction.utf8.count
    isNegative = sign == UInt8(ascii: "-")
    text = whole[..<scan.startIndex]
    rest = scan
  }

  /// The number, correctly rounded.
  var value: Double { Double(text) ?? 0 }

  /// The number's size times `scale`, rounded to the nearest integer; nil if that is too large.
  func scaled(by scale: Int64) -> Int64? {
    var divisor: Int128 = 1
    for _ in 0..<decimals { divisor *= 10 }
    return Int64(exactly: (Int128(digits) * Int128(scale) + divisor / 2) / divisor)
  }

  private static func digits(_ scan: inout Substring) -> Substring {
    let end = scan.utf8.firstIndex { !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? scan.endIndex
    defer { scan = scan[end...] }
    return scan[..<end]
  }
}
