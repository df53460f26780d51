import Glibc

/// A stretch of somebody else's memory, read byte by byte. Whoever makes one keeps the memory alive meanwhile.
struct Bytes {
  private let start: UnsafePointer<UInt8>
  let count: Int

  init(_ start: UnsafePointer<UInt8>, count: Int) {
    self.start = start
    self.count = count
  }

  subscript(index: Int) -> UInt8 {
    precondition(index >= 0 && index < count, "a byte outside of its line")
    return start[index]
  }

  /// What remains from `index` on.
  func from(_ index: Int) -> Bytes { slice(index, count) }

  /// The bytes from `index` to before `end`.
  func slice(_ index: Int, _ end: Int) -> Bytes {
    precondition(index >= 0 && index <= end && end <= count, "bytes outside of their line")
    return Bytes(start + index, count: end - index)
  }

  /// The value of the decimal digit at `index`, or nil.
  func digit(_ index: Int) -> UInt8? {
    let value = self[index] &- UInt8(ascii: "0")
    return value < 10 ? value : nil
  }

  /// Where `byte` first stands, or nil.
  func firstIndex(of byte: UInt8) -> Int? {
    guard count > 0, let found = memchr(start, Int32(byte), count) else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(start)
  }

  /// Whether these are the bytes of `text`.
  func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && memcmp(start, text.utf8Start, count) == 0
  }

  /// Whether these are the bytes of `text`.
  func equals(_ text: String) -> Bool {
    guard count == text.utf8.count else { return false }
    var index = 0
    for byte in text.utf8 {
      guard self[index] == byte else { return false }
      index += 1
    }
    return true
  }

  /// The bytes as text for a terminal: what is not UTF-8, and characters that command it, replaced.
  var printable: String {
    let isPlain = { (scalar: Unicode.Scalar) in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse: false
      default: true
      }
    }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isPlain(scalar) ? scalar : "\u{FFFD}") }
    return String(scalars)
  }

  /// The bytes as text, each that is not UTF-8 replaced.
  var text: String { String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self) }
}
