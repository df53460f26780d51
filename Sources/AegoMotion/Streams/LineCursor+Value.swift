/// The values of a line's types, as `oscdump` prints them.
extension LineCursor {
  /// The next value.
  ///
  /// - Parameters:
  ///   - type: its OSC type.
  ///   - isLast: whether nothing follows it. `oscdump` escapes no quotes, so that the last string of a line ends with
  ///     the line, and any other where a blank follows a quote.
  /// - Returns: it without its quotes; nil where none of this type stands here.
  mutating func value(_ type: UInt8, isLast: Bool) -> Bytes? {
    switch type {
    case UInt8(ascii: "s"): text(isLast: isLast)
    case UInt8(ascii: "c"): character()
    case UInt8(ascii: "b"): upTo(UInt8(ascii: "]"), from: UInt8(ascii: "["))
    case UInt8(ascii: "m"): upTo(UInt8(ascii: "]"), from: UInt8(ascii: "M"))
    case UInt8(ascii: "S"): symbol()
    default: nonEmpty(word())
    }
  }

  private func nonEmpty(_ bytes: Bytes) -> Bytes? { bytes.count > 0 ? bytes : nil }

  private mutating func symbol() -> Bytes? {
    let word = word()
    return word.count > 0 && word[0] == UInt8(ascii: "'") ? word.from(1) : nil
  }

  /// Between quotes.
  private mutating func text(isLast: Bool) -> Bytes? {
    guard skipBlanks(), line[index] == UInt8(ascii: "\"") else { return nil }
    let first = index + 1
    var end = first
    if isLast {
      end = line.count
      while end > first, line[end - 1] == UInt8(ascii: " ") { end -= 1 }
      end -= 1
      guard end >= first, line[end] == UInt8(ascii: "\"") else { return nil }
    } else {
      while end + 1 < line.count, line[end] != UInt8(ascii: "\"") || line[end + 1] != UInt8(ascii: " ") { end += 1 }
      guard end + 1 < line.count else { return nil }
    }
    move(to: end + 1)
    return line.slice(first, end)
  }

  /// Between apostrophes: one character, which may be a blank or an apostrophe.
  private mutating func character() -> Bytes? {
    guard skipBlanks(), line[index] == UInt8(ascii: "'"), index + 2 < line.count else { return nil }
    let first = index + 1
    guard let length = line.from(first + 1).firstIndex(of: UInt8(ascii: "'")) else { return nil }
    let end = first + 1 + length
    move(to: end + 1)
    return line.slice(first, end)
  }

  /// From one character to another, both included.
  private mutating func upTo(_ last: UInt8, from first: UInt8) -> Bytes? {
    guard skipBlanks(), line[index] == first, let length = line.from(index).firstIndex(of: last) else { return nil }
    let start = index
    move(to: start + length + 1)
    return line.slice(start, index)
  }
}
