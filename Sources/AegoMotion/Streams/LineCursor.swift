/// Reads one line of a recorded stream from left to right, word by word.
struct LineCursor {
  let line: Bytes
  private(set) var index = 0

  init(_ line: Bytes) { self.line = line }

  /// Goes past the blanks; whether anything follows.
  mutating func skipBlanks() -> Bool {
    while index < line.count, line[index] == UInt8(ascii: " ") { index += 1 }
    return index < line.count
  }

  /// The next word, up to a blank or the end; empty at the end.
  mutating func word() -> Bytes {
    guard skipBlanks() else { return line.from(line.count) }
    let first = index
    while index < line.count, line[index] != UInt8(ascii: " ") { index += 1 }
    return line.slice(first, index)
  }

  /// Goes on to a place in the line.
  mutating func move(to place: Int) { index = place }

  /// Everything that is left.
  mutating func rest() -> Bytes {
    _ = skipBlanks()
    return line.from(index)
  }

  /// A timetag: eight hexadecimal digits, a dot and eight more, then a blank or the end.
  mutating func timetag() -> UInt64? {
    let text = word()
    guard text.count == 17, text[8] == UInt8(ascii: ".") else { return nil }
    var value: UInt64 = 0
    for index in 0..<17 where index != 8 {
      guard let digit = hexadecimal(text[index]) else { return nil }
      value = value << 4 | UInt64(digit)
    }
    return value
  }
}

private func hexadecimal(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

extension Bytes {
  /// The whole number that these bytes write in decimal, or nil.
  var integer: Int64? {
    guard count > 0 else { return nil }
    let isNegative = self[0] == UInt8(ascii: "-")
    var index = isNegative ? 1 : 0
    guard index < count, count - index <= 19 else { return nil }
    var value: UInt64 = 0
    while index < count {
      guard let digit = digit(index) else { return nil }
      value = value * 10 + UInt64(digit)
      index += 1
    }
    if isNegative { return value <= 1 << 63 ? Int64(truncatingIfNeeded: 0 &- value) : nil }
    return Int64(exactly: value)
  }

  /// The float32 nearest to the number that these bytes write in decimal, or nil.
  ///
  /// `nan` and `inf` are numbers here, as `oscdump` writes them.
  var float: Float? {
    guard let decimal = Decimal(self) else { return special }
    // Clinger 1990: digits below 2^53 and a power of ten up to 22 are exact doubles, so the double is right to the
    // last bit. Rounding it again to a float is wrong only if it lies exactly between two of them.
    if decimal.digits < 1 << 53, decimal.exponent.magnitude <= 22, !decimal.isCut {
      let power = powersOfTen[Int(decimal.exponent.magnitude)]
      let double = decimal.exponent < 0 ? Double(decimal.digits) / power : Double(decimal.digits) * power
      let isBetween = double.bitPattern & 0x1fff_ffff == 0x1000_0000
      let isNormal = double >= 0x1p-126 && double < 0x1p127
      if double == 0 || isNormal && !isBetween { return decimal.isNegative ? -Float(double) : Float(double) }
    }
    return Float(text)
  }

  private var special: Float? {
    if equals("nan") || equals("-nan") { return .nan }
    if equals("inf") { return .infinity }
    return equals("-inf") ? -.infinity : nil
  }
}

/// A decimal number taken apart: ± digits · 10^exponent.
private struct Decimal {
  var isNegative = false
  var digits: UInt64 = 0
  var exponent = 0
  /// Whether there were more digits than `digits` holds.
  var isCut = false

  init?(_ text: Bytes) {
    var index = 0
    if text.count > 0, text[0] == UInt8(ascii: "-") || text[0] == UInt8(ascii: "+") {
      isNegative = text[0] == UInt8(ascii: "-")
      index = 1
    }
    let first = index
    takeDigits(text, &index, areFraction: false)
    var length = index - first
    if index < text.count, text[index] == UInt8(ascii: ".") {
      index += 1
      let point = index
      takeDigits(text, &index, areFraction: true)
      length += index - point
    }
    guard length > 0 else { return nil }
    guard index < text.count else { return }
    guard text[index] | 0x20 == UInt8(ascii: "e"), let written = Decimal.exponent(text.from(index + 1)) else {
      return nil
    }
    exponent += written
  }

  private mutating func takeDigits(_ text: Bytes, _ index: inout Int, areFraction: Bool) {
    while index < text.count, let digit = text.digit(index) {
      if digits < 1_000_000_000_000_000_000 {
        digits = digits * 10 + UInt64(digit)
        if areFraction { exponent -= 1 }
      } else {
        isCut = true
      }
      index += 1
    }
  }

  private static func exponent(_ text: Bytes) -> Int? {
    guard text.count > 0, text.count <= 6 else { return nil }
    guard text[0] == UInt8(ascii: "+") else { return text.integer.map { Int($0) } }
    guard text.count > 1, text.digit(1) != nil else { return nil }
    return text.from(1).integer.map { Int($0) }
  }
}

private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
  1e21, 1e22,
]
