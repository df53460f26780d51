/// A place in a score: line and column, both counted from 1. Columns count characters (Unicode scalars).
public struct SourcePlace: Sendable, Hashable, Comparable {
  /// The line, from 1.
  public var line: Int
  /// The column, from 1.
  public var column: Int

  /// A place at this line and column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Whether a place stands before another in the file.
  public static func < (a: SourcePlace, b: SourcePlace) -> Bool { (a.line, a.column) < (b.line, b.column) }
}

/// What a value covers of the file: from its first character to the place after its last.
public struct SourceSpan: Sendable, Hashable {
  /// The first character's place.
  public var start: SourcePlace
  /// The place after the last character.
  public var end: SourcePlace

  /// A span from `start` up to `end`.
  public init(start: SourcePlace, end: SourcePlace) {
    self.start = start
    self.end = end
  }
}

/// The text of a score: valid UTF-8 without a byte order mark, cut into lines where YAML cuts them.
struct SourceText: Sendable {
  /// The most that a score may hold, in bytes.
  static let largest = 1 << 20

  /// The file's path, as messages show it.
  let path: String
  /// The file's bytes, without a byte order mark.
  let bytes: [UInt8]
  /// The offset of each line's first byte.
  private(set) var lineStarts = [0]
  /// What is wrong with the text as text: size, encoding, control characters. At most one.
  private(set) var fault: Diagnostic?

  /// What stands before the damaged line, which may be wrong too; nil for a text that is whole.
  var head: SourceText? {
    fault.flatMap { fault in
      fault.span.start.line > 1 && !fault.excerpt.isEmpty
        ? SourceText(path: path, bytes: Array(bytes[..<lineStarts[fault.span.start.line - 1]])) : nil
    }
  }

  /// The text of a file at `path`.
  init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    scan()
  }

  /// A line by its number from 1, without its line break; damaged bytes show as U+FFFD.
  func line(_ number: Int) -> String {
    guard lineStarts.indices.contains(number - 1) else { return "" }
    let start = lineStarts[number - 1]
    let end = number < lineStarts.count ? lineStarts[number] : bytes.count
    // A damaged file may be one endless line: nobody reads more of it than this. Behind the damage, no lines are counted.
    let shown = bytes[start..<min(end, start + 4096)]
    var text = Substring(String(decoding: shown.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self))
    while let last = text.unicodeScalars.last, Self.breaks.contains(last) { text.unicodeScalars.removeLast() }
    return String(text)
  }

  /// The line breaks of YAML 1.1, as libyaml counts them.
  private static let breaks: Set<Unicode.Scalar> = ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"]

  /// Finds the lines and the first thing that is no text.
  private mutating func scan() {
    guard bytes.count <= Self.largest else {
      fault = wholeFile(
        .tooLarge, "this file holds more than \(Self.largest) bytes, the most that a score can",
        help: "is it a score? A sound or a trained space belongs beside it, not in it")
      return
    }
    var (offset, column) = (0, 1)
    while offset < bytes.count {
      guard let (scalar, length) = decode(at: offset) else { return refuseEncoding(offset, column) }
      guard Self.isText(scalar) else { return refuseControl(scalar, column) }
      offset += length
      column += 1
      let pair = scalar == 0x0D && offset < bytes.count && bytes[offset] == 0x0A
      if !pair, scalar < 0x20 || scalar > 0x7E, let scalar = Unicode.Scalar(scalar), Self.breaks.contains(scalar) {
        lineStarts.append(offset)
        column = 1
      }
    }
  }

  /// Whether YAML admits a character.
  private static func isText(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20...0x7E, 0x09, 0x0A, 0x0D, 0x85: true
    case 0xA0...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }

  /// The character at an offset and its length in bytes; nil where the bytes are no UTF-8.
  private func decode(at offset: Int) -> (scalar: UInt32, length: Int)? {
    let first = bytes[offset]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard (0xC2...0xF4).contains(first), offset + length <= bytes.count else { return nil }
    var scalar = UInt32(first) & (0x7F >> UInt32(length))
    for byte in bytes[(offset + 1)..<(offset + length)] {
      guard byte & 0xC0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(byte & 0x3F)
    }
    let shortest: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
    return scalar >= shortest && Unicode.Scalar(scalar) != nil ? (scalar, length) : nil
  }

  private mutating func refuseEncoding(_ offset: Int, _ column: Int) {
    let wide = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    if wide { return refuseWide() }
    fault = diagnostic(
      .notUTF8, column: column, "byte 0x\(hex(UInt32(bytes[offset]))) is no UTF-8 text",
      help: "save the file with the encoding UTF-8")
  }

  private mutating func refuseWide() {
    fault = wholeFile(
      .notUTF8, "this file is UTF-16; a score is UTF-8", help: "save the file with the encoding UTF-8")
  }

  private mutating func refuseControl(_ scalar: UInt32, _ column: Int) {
    if scalar == 0, bytes.count > 1, bytes[0] == 0 || bytes[1] == 0 { return refuseWide() }
    fault = diagnostic(
      .notText, column: column, "the control character U+\(hex(scalar, digits: 4)) has no place in a score",
      help: "delete it; if the file is full of them, it is no text file")
  }

  private func diagnostic(_ code: Diagnostic.Code, column: Int, _ message: String, help: String) -> Diagnostic {
    let place = SourcePlace(line: lineStarts.count, column: column)
    let span = SourceSpan(start: place, end: SourcePlace(line: place.line, column: column + 1))
    return Diagnostic(code, message, path: path, span: span, excerpt: line(place.line), help: help)
  }

  private func wholeFile(_ code: Diagnostic.Code, _ message: String, help: String) -> Diagnostic {
    let start = SourcePlace(line: 1, column: 1)
    return Diagnostic(code, message, path: path, span: SourceSpan(start: start, end: start), excerpt: "", help: help)
  }
}

/// A number in hexadecimal capitals.
func hex(_ value: UInt32, digits: Int = 2) -> String {
  let text = String(value, radix: 16, uppercase: true)
  return String(repeating: "0", count: max(0, digits - text.count)) + text
}
