/// A message as one line of a recorded stream: timetag, path, types, arguments.
///
/// A message without arguments is written with `i 1`, since `oscsendfile` cannot send one without types.
///
/// Floats are written as C's `%.9g` writes them, so that each reads back to the same float32. The stock `oscsendfile`
/// sends such lines and `oscdump` prints them back, its own floats rounded to six decimals.
public enum MessageText {
  /// Adds the line with its end to `bytes`, its names from a vocabulary.
  public static func append(
    _ message: Message, timetag: UInt64, _ vocabulary: Vocabulary = Vocabulary(), to bytes: inout [UInt8]
  ) {
    append(timetag: timetag, to: &bytes)
    appendPath(of: message, vocabulary, to: &bytes)
    guard message.address != .jump && message.nameLength == 0 else {
      bytes.append(contentsOf: " s \"".utf8)
      bytes.append(contentsOf: SceneName.encoded(name(in: message, vocabulary)))
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

  private static func name(in message: Message, _ vocabulary: Vocabulary) -> String {
    if message.nameLength > 0 { return message.name }
    let index = Int(Int32(bitPattern: message.bits[0]))
    return vocabulary.scenes.indices.contains(index) ? vocabulary.scenes[index] : ""
  }

  /// The line without its end.
  public static func line(_ message: Message, timetag: UInt64, _ vocabulary: Vocabulary = Vocabulary()) -> String {
    var bytes: [UInt8] = []
    append(message, timetag: timetag, vocabulary, to: &bytes)
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

  static func append(timetag: UInt64, to bytes: inout [UInt8]) {
    bytes.append(hexadecimal: UInt32(timetag >> 32))
    bytes.append(UInt8(ascii: "."))
    bytes.append(hexadecimal: UInt32(truncatingIfNeeded: timetag))
    bytes.append(UInt8(ascii: " "))
  }

  private static func appendPath(of message: Message, _ vocabulary: Vocabulary, to bytes: inout [UInt8]) {
    if let path = message.address.path {
      bytes.append(path)
    } else if message.address == .jump {
      bytes.append("/aego/jump")
    } else {
      let id = vocabulary.id(message.form.family, message.module).utf8
      if let prefix = message.form.address?.prefix { bytes.append(prefix) }
      bytes.append(contentsOf: id)
      if let suffix = message.form.address?.suffix { bytes.append(suffix) }
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(_ text: StaticString) {
    append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}
