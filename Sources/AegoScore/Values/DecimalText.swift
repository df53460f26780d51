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
    let sign = scan.first.flatMap { "+-".contains($0) ? $0 : nil }
    if sign != nil { scan.removeFirst() }
    let integer = Self.digits(&scan)
    guard !integer.isEmpty else { return nil }
    var fraction: Substring = ""
    if scan.first == "." {
      var behind = scan.dropFirst()
      fraction = Self.digits(&behind)
      guard !fraction.isEmpty else { return nil }
      scan = behind
    }
    guard integer.count + fraction.count <= 18, let digits = Int64(integer + fraction) else { return nil }
    self.digits = digits
    decimals = fraction.count
    isNegative = sign == "-"
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
    let found = scan.prefix { ("0"..."9").contains($0) }
    scan = scan[found.endIndex...]
    return found
  }
}
