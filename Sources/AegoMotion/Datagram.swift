import CLO

/// Takes UDP packets apart: messages, and bundles in bundles down to eight.
///
/// The walk through bundles is ours and liblo understands each message. Its own server would do both, but its 0.31
/// binds every address of the machine, and there is no server to hand a packet to without one; and it holds back
/// bundles that are dated in the future, while what a hand does is played as it comes: a bundle's time is not looked at.
struct Datagram {
  private static let deepest = 8

  /// The index among the played scenes of a scene's name.
  let scene: (String) -> Int32?
  /// Called with each message and with the reason for each that is not taken.
  let take: (Result<Message, Refusal>) -> Void

  /// Takes one packet apart. `bytes` is aligned for four-byte words.
  func read(_ bytes: UnsafeMutableRawBufferPointer) { read(bytes, depth: 0) }

  private func read(_ bytes: UnsafeMutableRawBufferPointer, depth: Int) {
    guard let first = bytes.first, bytes.count % 4 == 0 else { return take(.failure(.malformed)) }
    if first == UInt8(ascii: "#") {
      bundle(bytes, depth: depth)
    } else {
      take(message(bytes))
    }
  }

  /// `#bundle`, eight bytes of time, then elements, each after its size.
  private func bundle(_ bytes: UnsafeMutableRawBufferPointer, depth: Int) {
    guard depth < Datagram.deepest, bytes.count >= 16, bytes.prefix(8).elementsEqual("#bundle\0".utf8) else {
      return take(.failure(.malformed))
    }
    var index = 16
    while index < bytes.count {
      let size = Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: index, as: UInt32.self)))
      index += 4
      guard size > 0, size % 4 == 0, size <= bytes.count - index else { return take(.failure(.malformed)) }
      read(UnsafeMutableRawBufferPointer(rebasing: bytes[index..<(index + size)]), depth: depth + 1)
      index += size
    }
  }

  private func message(_ bytes: UnsafeMutableRawBufferPointer) -> Result<Message, Refusal> {
    var status: Int32 = 0
    guard let end = bytes.firstIndex(of: 0),
      let parsed = lo_message_deserialise(bytes.baseAddress, bytes.count, &status)
    else { return .failure(.malformed) }
    defer { lo_message_free(parsed) }
    let path = bytes[..<end].withMemoryRebound(to: UInt8.self) { bytes in
      bytes.baseAddress.flatMap { Path(Bytes($0, count: end)) }
    }
    guard let path, !path.isOfTheMachine, let types = lo_message_get_types(parsed) else {
      return .failure(.unknownAddress)
    }
    let arguments = Arguments(
      types: types, values: lo_message_get_argv(parsed), count: Int(lo_message_get_argc(parsed)))
    switch path {
    case .message(let address, _) where address.takesName: return named(address, arguments)
    case .message(let address, let module): return arguments.message(address, module: module)
    case .jump: return jump(arguments)
    case .take, .seed: return .failure(.unknownAddress)
    }
  }

  private func named(_ address: Message.Address, _ arguments: Arguments) -> Result<Message, Refusal> {
    let most = address.takesFolder ? 2 : 1
    guard arguments.count <= most, let name = arguments.lastString,
      let message = Message(address, name: SceneName.decoded(name))
    else { return .failure(.wrongArguments) }
    return .success(message)
  }

  private func jump(_ arguments: Arguments) -> Result<Message, Refusal> {
    guard arguments.count == 1, let name = arguments.lastString else { return .failure(.wrongArguments) }
    // Sent by oscsendfile from a take, a blank arrives as %20.
    guard let index = scene(name) ?? scene(SceneName.decoded(name)) else { return .failure(.unknownScene) }
    return .success(Message(.jump, integers: [index]))
  }
}

/// A message's arguments, in liblo's memory.
private struct Arguments {
  let types: UnsafePointer<CChar>
  let values: UnsafeMutablePointer<UnsafeMutablePointer<lo_arg>?>?
  let count: Int

  /// The message of this address with these arguments, if it takes them.
  func message(_ address: Message.Address, module: Int32) -> Result<Message, Refusal> {
    guard count <= Message.capacity else { return .failure(.wrongArguments) }
    var message = Message(address, module: module)
    for index in 0..<count {
      guard let value = values?[index] else { return .failure(.wrongArguments) }
      // Not through `lo_arg`: that union is eight bytes long, and the message may end after four.
      let bits = UnsafeRawPointer(value)
      switch UInt8(bitPattern: types[index]) {
      case UInt8(ascii: "f"): message.append(bits.loadUnaligned(as: Float.self))
      case UInt8(ascii: "i"): message.append(bits.loadUnaligned(as: Int32.self))
      default: return .failure(.wrongArguments)
      }
    }
    return message.refusal.map { .failure($0) } ?? .success(message.canonical)
  }

  /// The last argument, where it is a string.
  var lastString: String? {
    guard count > 0, types[count - 1] == UInt8(ascii: "s"), let value = values?[count - 1] else { return nil }
    return UnsafeRawPointer(value).withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
  }
}
