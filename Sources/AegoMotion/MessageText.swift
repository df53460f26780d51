/// A message as one line of a recorded stream: timetag, path, types, arguments.
///
/// A message without arguments is written with `i 1`, since `oscsendfile` cannot send one without types.
///
/// Floats are written as C's `%.9g` writes them, so that each reads back to the same float32. The stock `oscsendfile`
/// sends such lines and `oscdump` prints them back, its own floats rounded to six decimals.
public enum MessageText {
  /// Adds the line with its end to `bytes`. `scene` is the name of the scene that a jump goes to.
  public static func append(_ message: Message, timetag: UInt64, scene: String = "", to bytes: inout [UInt8]) {
    append(timetag: timetag, to: &bytes)
    appendPath(of: message, to: &bytes)
    guard message.address != .jump && message.nameLength == 0 else {
      bytes.append(contentsOf: " s \"".utf8)
      bytes.append(contentsOf: SceneName.encoded(message.nameLength > 0 ? message.name : scene))
      bytes.append(contentsOf: "\"\n".utf8)
      return
    }
    if message.count == 0 && message.isPlain { bytes.append(contentsOf: " i 1".utf8) }
    if message.count > 0 { bytes.append(UInt8(ascii: " ")) }
    for index in 0..<Int(message.count) { bytes.append(UInt8(ascii: message.isInteger(index) ? "i" : "f")) }
    for index in 0..<Int(message.count) {
      bytes.append(UInt8(ascii: " "))
      if message.isInteger(index) {
        bytes.append(decimal: Int64(Int32(bitPattern: message.bits[index])))
      } else {
        bytes.append(Float(bitPattern: message.bits[index]))
      }
    }
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The line without its end.
  public static func line(_ message: Message, timetag: UInt64, scene: String = "") -> String {
    var bytes: [UInt8] = []
    append(message, timetag: timetag, scene: scene, to: &bytes)
    return String(decoding: bytes.dropLast(), as: UTF8.self)
  }

  /// A take's first line, with its end.
  static func appendTake(title: String, version: Int32, to bytes: inout [UInt8]) {
    append(timetag: 0, to: &bytes)
    bytes.append(contentsOf: "/aego/take si \"".utf8)
    bytes.append(contentsOf: SceneName.encoded(title))
    bytes.append(contentsOf: "\" ".utf8)
    bytes.append(decimal: Int64(version))
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The line that tells the seed, with its end.
  static func appendSeed(_ seed: UInt64, timetag: UInt64, to bytes: inout [UInt8]) {
    append(timetag: timetag, to: &bytes)
    bytes.append(contentsOf: "/aego/seed h ".utf8)
    bytes.append(decimal: Int64(bitPattern: seed))
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func append(timetag: UInt64, to bytes: inout [UInt8]) {
    bytes.append(hexadecimal: UInt32(timetag >> 32))
    bytes.append(UInt8(ascii: "."))
    bytes.append(hexadecimal: UInt32(truncatingIfNeeded: timetag))
    bytes.append(UInt8(ascii: " "))
  }

  private static func appendPath(of message: Message, to bytes: inout [UInt8]) {
    if let path = message.address.path {
      bytes.append(contentsOf: UnsafeBufferPointer(start: path.utf8Start, count: path.utf8CodeUnitCount))
      return
    }
    guard message.address != .jump else { return bytes.append(contentsOf: "/aego/jump".utf8) }
    bytes.append(UInt8(ascii: "/"))
    bytes.append(decimal: Int64(message.module))
    switch message.address {
    case .raw: bytes.append(contentsOf: "/raw".utf8)
    case .quaternion: bytes.append(contentsOf: "/quat".utf8)
    default: bytes.append(contentsOf: "/euler".utf8)
    }
  }
}
