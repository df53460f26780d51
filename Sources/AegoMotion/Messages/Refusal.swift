/// Why something that arrived was not taken.
public enum Refusal: UInt8, Error, CaseIterable, Sendable {
  /// The bytes are not an OSC packet, or bundles are nested more than eight deep.
  case malformed
  /// Nobody here knows the address.
  case unknownAddress
  /// The arguments' number or types are not those of the address.
  case wrongArguments
  /// An argument is a NaN or an infinity.
  case notFinite
  /// A jump to a scene that the score does not have.
  case unknownScene
  /// A module that no arm of the score wears.
  case unexpectedModule
}

extension Message {
  /// Why the engine must not see this message, or nil where address, number, types and values of its arguments agree.
  ///
  /// Values are not clipped here: a message is recorded as it came.
  public var refusal: Refusal? {
    // First, since whoever looks at arguments may take them for numbers.
    guard isFinite else { return .notFinite }
    return hasItsArguments ? nil : .wrongArguments
  }

  private var isFinite: Bool {
    for index in 0..<Int(count) where !isInteger(index) && !Float(bitPattern: bits[index]).isFinite { return false }
    return true
  }

  private var hasItsArguments: Bool {
    switch address {
    case .sensor: form.reading(of: self) != nil
    case .mark, .return, .saveModel, .loadModel, .state: nameLength > 0
    case .samplePosition, .toward: count >= 1
    case .reward, .superLike, .pause, .resample, .newSpeed, .hold: count == 1
    case .stopProgram: count == 1 && number(0) == 0
    case .spectrum: count == 1 && (0...1000).contains(number(0))
    case .jump: count == 1 && integers == 1
    case .exploreState, .exploreAction, .previousState, .nextState, .resetModel: count <= 1
    // A phone's button sends 1 when it is pressed and 0 when it is released; the release commands nothing.
    case .undo, .go, .back, .repeat, .panic, .rest: count == 0 || count == 1 && number(0) != 0
    case .fader: nameLength == 0 && (1...2).contains(count)
    case .score: count == 1 && integers == 1
    case .late, .stop: true
    }
  }
}
