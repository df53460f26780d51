/// Understands the messages of UDP packets.
struct Datagram {
  /// The names that messages may have.
  var vocabulary: Vocabulary
  /// Called with each message and with the reason for each that is not taken, and its path where it has one.
  let take: (Result<Message, Refusal>, _ path: Bytes?) -> Void
  /// Called with each message about a module's charge.
  let takeCharge: (Message) -> Void

  /// Understands one packet. `bytes` is aligned for four-byte words.
  func read(_ bytes: UnsafeMutableRawBufferPointer) {
    let reader = PacketReader { found in
      guard let (path, arguments) = found else { return take(.failure(.malformed), nil) }
      if let result = message(path, arguments) { take(result, path) }
    }
    reader.read(bytes)
  }

  /// The message of a path; nil for what is not for the engine.
  private func message(_ path: Bytes, _ arguments: Arguments) -> Result<Message, Refusal>? {
    guard let known = Path(path, vocabulary), !known.isOfTheMachine else { return .failure(.unknownAddress) }
    switch known {
    case .message(let address) where address.takesName: return named(address, arguments)
    case .message(let address): return arguments.message(Message(address), vocabulary)
    case .sensor(let form, let module): return arguments.message(Message(form, module: module), vocabulary)
    case .charge(let form, let module):
      // Its state may follow in words. What is wrong with it is no matter of the performance.
      if case .success(let message) = arguments.leading.message(Message(form, module: module), vocabulary) {
        takeCharge(message)
      }
      return nil
    case .aside: return nil
    case .unexpectedModule: return .failure(.unexpectedModule)
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
    guard let index = vocabulary.scene(name) ?? vocabulary.scene(SceneName.decoded(name)) else {
      return .failure(.unknownScene)
    }
    return .success(Message(.jump, integers: [index]))
  }
}
