import Glibc

extension Array where Element == UInt8 {
  /// Adds the text that C's `%.9g` gives, from which a float32 reads back exactly.
  mutating func append(_ value: Float) {
    guard value.isFinite else {
      append(contentsOf: (value.sign == .minus ? "-" : "").utf8)
      append(contentsOf: (value.isNaN ? "nan" : "inf").utf8)
      return
    }
    if value.sign == .minus { append(UInt8(ascii: "-")) }
    guard value != 0 else { return append(UInt8(ascii: "0")) }
    guard let (digits, exponent) = nineDigits(value.magnitude) else {
      return append(contentsOf: textByC(value.magnitude))
    }
    appendGeneral(digits, exponent: exponent)
  }

  /// Adds a whole number in decimal.
  mutating func append(decimal value: Int64) {
    if value < 0 { append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    let first = count
    repeat {
      append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0
    self[first...].reverse()
  }

  /// Adds eight hexadecimal digits.
  mutating func append(hexadecimal value: UInt32) {
    for shift in stride(from: UInt32(28), through: 0, by: -4) {
      let digit = UInt8(value >> shift & 15)
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
    }
  }

  /// Adds `digits` (nine of them, the first before the point) times 10^exponent as `%g` writes it.
  private mutating func appendGeneral(_ digits: UInt32, exponent: Int) {
    var rest = digits
    var length = 9
    while rest % 10 == 0 {
      rest /= 10
      length -= 1
    }
    let isScientific = exponent < -4 || exponent >= 9
    let leading = isScientific ? 1 : exponent + 1
    if leading <= 0 { append(contentsOf: "0.0000".utf8.prefix(2 - leading)) }
    var power: UInt32 = 1
    for _ in 1..<length { power *= 10 }
    for index in 0..<length {
      if index == leading && index > 0 { append(UInt8(ascii: ".")) }
      append(UInt8(ascii: "0") + UInt8(rest / power % 10))
      power /= 10
    }
    if isScientific {
      append(UInt8(ascii: "e"))
      append(exponent < 0 ? UInt8(ascii: "-") : UInt8(ascii: "+"))
      if exponent.magnitude < 10 { append(UInt8(ascii: "0")) }
      append(decimal: Int64(exponent.magnitude))
    } else if leading > length {
      for _ in length..<leading { append(UInt8(ascii: "0")) }
    }
  }
}

/// The nine significant decimal digits of a positive float and the exponent of the first: rounded to nearest from the
/// exact value, ties to even, as glibc rounds. Nil below about 1e-23, where 128 bits do not hold the exact value.
private func nineDigits(_ value: Float) -> (digits: UInt32, exponent: Int)? {
  guard value.isNormal else { return nil }
  // value = mantissa · 2^binary.
  let mantissa = UInt64(value.bitPattern & 0x007f_ffff | 0x0080_0000)
  let binary = Int(value.bitPattern >> 23) - 150
  // floor((binary + 23) · log10 2): the exponent of the leading digit or one below it.
  var exponent = ((binary + 23) * 1233) >> 12
  guard 8 - exponent <= 31 else { return nil }
  var (whole, rounding) = scaled(mantissa, binary, power: 8 - exponent)
  if whole >= 1_000_000_000 {
    exponent += 1
    (whole, rounding) = scaled(mantissa, binary, power: 8 - exponent)
  }
  if rounding == .up || rounding == .tie && whole & 1 == 1 { whole += 1 }
  return whole == 1_000_000_000 ? (100_000_000, exponent + 1) : (UInt32(whole), exponent)
}

/// Where an exact value lies between its whole part and the next number.
private enum Rounding { case down, tie, up }

/// floor(mantissa · 2^binary · 10^power) and what is beyond it, exactly; the result is below 2^34.
private func scaled(_ mantissa: UInt64, _ binary: Int, power: Int) -> (UInt64, Rounding) {
  if power >= 0 && power <= 12 && binary < 0 && binary > -64 {
    // 24 bits times 10^12 fit 64.
    let product = mantissa * UInt64(truncatingIfNeeded: tens(power))
    let half = UInt64(1) << UInt64(-binary - 1)
    let rest = product & (half << 1 &- 1)
    return (product >> UInt64(-binary), rest < half ? .down : rest == half ? .tie : .up)
  }
  if power >= 0 && binary < 0 {
    let product = UInt128(mantissa) * tens(power)
    let half = UInt128(1) << UInt128(-binary - 1)
    let rest = product & (half << 1 &- 1)
    return (UInt64(product >> UInt128(-binary)), rest < half ? .down : rest == half ? .tie : .up)
  }
  let shifted = UInt128(mantissa) << UInt128(max(binary, 0))
  if power >= 0 { return (UInt64(shifted * tens(power)), .down) }
  let (whole, rest) = shifted.quotientAndRemainder(dividingBy: tens(-power))
  let twice = rest << 1
  return (UInt64(whole), twice < tens(-power) ? .down : twice == tens(-power) ? .tie : .up)
}

/// 10^power for 0...31.
private func tens(_ power: Int) -> UInt128 { powers[power] }

private let powers: [UInt128] = {
  var values: [UInt128] = [1]
  for _ in 1...31 { values.append((values.last ?? 1) * 10) }
  return values
}()

/// What C writes, for the few floats that are too small for the exact integers above.
private func textByC(_ value: Float) -> [UInt8] {
  var bytes = [CChar](repeating: 0, count: 32)
  let length = withVaList([Double(value)]) { vsnprintf(&bytes, bytes.count, "%.9g", $0) }
  return bytes.prefix(Int(length)).map { UInt8(bitPattern: $0) }
}
