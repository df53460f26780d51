import CLO

/// Takes UDP packets apart: messages, and bundles in bundles down to eight.
///
/// The walk through bundles is ours and liblo understands each message. Its own server would do both, but its 0.31
/// binds every address of the machine, and there is no server to hand a packet to without one; and it holds back
/// bundles that are dated in the future, while what a hand does is played as it comes: a bundle's time is not looked at.
struct PacketReader {
  private static let deepest = 8

  /// Called with the path and the arguments of each message, and with nothing for what is no message.
  let take: ((path: Bytes, arguments: Arguments)?) -> Void

  /// Takes one packet apart. `bytes` is aligned for four-byte words.
  func read(_ bytes: UnsafeMutableRawBufferPointer) { read(bytes, depth: 0) }

  private func read(_ bytes: UnsafeMutableRawBufferPointer, depth: Int) {
    guard let first = bytes.first, bytes.count % 4 == 0 else { return take(nil) }
    if first == UInt8(ascii: "#") {
      bundle(bytes, depth: depth)
    } else {
      message(bytes)
    }
  }

  /// `#bundle`, eight bytes of time, then elements, each after its size.
  private func bundle(_ bytes: UnsafeMutableRawBufferPointer, depth: Int) {
    guard depth < PacketReader.deepest, bytes.count >= 16, bytes.prefix(8).elementsEqual("#bundle\0".utf8) else {
      return take(nil)
    }
    var index = 16
    while index < bytes.count {
      let size = Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)))
      index += 4
      guard size > 0, size % 4 == 0, size <= bytes.count - index else { return take(nil) }
      read(UnsafeMutableRawBufferPointer(rebasing: bytes[index..<(index + size)]), depth: depth + 1)
      index += size
    }
  }

  private func message(_ bytes: UnsafeMutableRawBufferPointer) {
    var status: Int32 = 0
    guard let end = bytes.firstIndex(of: 0),
      let parsed = lo_message_deserialise(bytes.baseAddress, bytes.count, &status)
    else { return take(nil) }
    defer { lo_message_free(parsed) }
    bytes[..<end].withMemoryRebound(to: UInt8.self) { text in
      guard let start = text.baseAddress, let types = lo_message_get_types(parsed) else { return take(nil) }
      take(
        (
          Bytes(start, count: end),
          Arguments(types: types, values: lo_message_get_argv(parsed), count: Int(lo_message_get_argc(parsed)))
        ))
    }
  }
}

/// A message's arguments, in liblo's memory.
struct Arguments {
  let types: UnsafePointer<CChar>
  let values: UnsafeMutablePointer<UnsafeMutablePointer<lo_arg>?>?
  let count: Int

  /// The message with these arguments, if it takes them; nil where a button was let go.
  func message(_ empty: Message, _ vocabulary: Vocabulary) -> Result<Message, Refusal>? {
    guard count <= Message.capacity else { return .failure(.wrongArguments) }
    var message = empty
    for index in 0..<count {
      guard let value = values?[index] else {
        guard empty.form == .custom, empty.address == .sensor else { return .failure(.wrongArguments) }
        message.append(Int32(0))
        continue
      }
      // Not through `lo_arg`: that union is eight bytes long, and the message may end after four.
      let bits = UnsafeRawPointer(value)
      switch UInt8(bitPattern: types[index]) {
      case UInt8(ascii: "f"): message.append(bits.loadUnaligned(as: Float.self))
      case UInt8(ascii: "i"): message.append(bits.loadUnaligned(as: Int32.self))
      case UInt8(ascii: "d"): message.append(Float(bits.loadUnaligned(as: Double.self)))
      // A described module may send words between its numbers, which keep their columns.
      default:
        guard empty.form == .custom, empty.address == .sensor else { return .failure(.wrongArguments) }
        message.append(Int32(0))
      }
    }
    if message.isRelease { return nil }
    return vocabulary.refusal(of: message).map { .failure($0) } ?? .success(message.canonical)
  }

  /// Those before the first that is no number: what a module says of itself may end in words.
  var leading: Arguments {
    let numbers = (0..<count).prefix { "fid".utf8.contains(UInt8(bitPattern: types[$0])) }
    return Arguments(types: types, values: values, count: numbers.count)
  }

  /// The last argument, where it is a string.
  var lastString: String? {
    guard count > 0, types[count - 1] == UInt8(ascii: "s"), let value = values?[count - 1] else { return nil }
    return UnsafeRawPointer(value).withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
  }
}
