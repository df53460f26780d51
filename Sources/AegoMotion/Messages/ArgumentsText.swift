import CLO

extension MessageText {
  /// Adds the line of any message, as `oscdump` prints it, floats with nine digits.
  static func append(_ path: Bytes, _ arguments: Arguments, timetag: UInt64, to bytes: inout [UInt8]) {
    append(timetag: timetag, to: &bytes)
    for index in 0..<path.count { bytes.append(path[index]) }
    if arguments.count > 0 { bytes.append(UInt8(ascii: " ")) }
    for index in 0..<arguments.count { bytes.append(UInt8(bitPattern: arguments.types[index])) }
    for index in 0..<arguments.count {
      bytes.append(UInt8(ascii: " "))
      let type = UInt8(bitPattern: arguments.types[index])
      if let value = arguments.values?[index] {
        appendValue(type, UnsafeRawPointer(value), to: &bytes)
      } else {
        appendWord(type, to: &bytes)
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func appendValue(_ type: UInt8, _ value: UnsafeRawPointer, to bytes: inout [UInt8]) {
    switch type {
    case UInt8(ascii: "f"): bytes.append(value.loadUnaligned(as: Float.self))
    case UInt8(ascii: "i"): bytes.append(decimal: Int64(value.loadUnaligned(as: Int32.self)))
    case UInt8(ascii: "h"): bytes.append(decimal: value.loadUnaligned(as: Int64.self))
    case UInt8(ascii: "d"): bytes.append(contentsOf: "\(value.loadUnaligned(as: Double.self))".utf8)
    case UInt8(ascii: "s"):
      bytes.append(contentsOf: "\"".utf8)
      bytes.append(contentsOf: SceneName.encoded(text(value)))
      bytes.append(contentsOf: "\"".utf8)
    case UInt8(ascii: "S"):
      bytes.append(UInt8(ascii: "'"))
      bytes.append(contentsOf: SceneName.encoded(text(value)))
    case UInt8(ascii: "t"):
      bytes.append(hexadecimal: value.loadUnaligned(as: UInt32.self))
      bytes.append(UInt8(ascii: "."))
      bytes.append(hexadecimal: value.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
    case UInt8(ascii: "c"):
      bytes.append(contentsOf: "'\(UnicodeScalar(value.loadUnaligned(as: UInt8.self)))'".utf8)
    case UInt8(ascii: "m"):
      let parts = (0..<4).map { "0x" + hexadecimal(value.loadUnaligned(fromByteOffset: $0, as: UInt8.self)) }
      bytes.append(contentsOf: "MIDI [\(parts.joined(separator: " "))]".utf8)
    case UInt8(ascii: "b"):
      let count = Int(value.loadUnaligned(as: Int32.self))
      let content = (0..<count).map { " 0x" + hexadecimal(value.loadUnaligned(fromByteOffset: 4 + $0, as: UInt8.self)) }
      bytes.append(contentsOf: "[\(count)b\(content.joined())]".utf8)
    default: appendWord(type, to: &bytes)
    }
  }

  /// Adds what is its type alone, with the word that liblo prints for it.
  static func appendWord(_ type: UInt8, to bytes: inout [UInt8]) {
    switch type {
    case UInt8(ascii: "T"): bytes.append(contentsOf: "#T".utf8)
    case UInt8(ascii: "F"): bytes.append(contentsOf: "#F".utf8)
    case UInt8(ascii: "N"): bytes.append(contentsOf: "Nil".utf8)
    default: bytes.append(contentsOf: "Infinitum".utf8)
    }
  }

  private static func text(_ value: UnsafeRawPointer) -> String {
    value.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
