/// One message that the engine consumes: an OSC message whose names have become numbers, of a fixed size, so that it
/// can cross a ring to the audio thread.
///
/// The original types and bits of the arguments are kept, so that the message is written to `input.osc` as it came.
public struct Message: BitwiseCopyable, Sendable {
  /// The most arguments that a message of ours has.
  public static let capacity = 32

  /// What the message is.
  public var address: Address
  /// Which form of a module's message it is, where its address is `sensor`.
  public private(set) var form = SensorForm.raw
  /// The module's number in `/<id>/raw` and the like; of a kind whose ids are words, the id's place in the vocabulary.
  /// Else 0.
  public var module: Int32
  /// How many arguments there are, 0...32.
  public var count: UInt8
  /// Bit i is set where argument i is an int32; else it is a float32.
  public var integers: UInt32
  /// The arguments' bits; of a message with a name, the name's.
  public var bits: InlineArray<32, UInt32>
  /// How many bytes of UTF-8 the name has that is the message's only argument; 0 for none.
  public private(set) var nameLength: UInt8 = 0

  /// A message without arguments.
  @_noLocks public init(_ address: Address) {
    self.address = address
    module = 0
    count = 0
    integers = 0
    bits = InlineArray(repeating: 0)
  }

  /// A message with float arguments, at most 32.
  public init(_ address: Address, floats: [Float]) {
    self.init(address)
    for value in floats { append(value) }
  }

  /// A message with int arguments, at most 32.
  public init(_ address: Address, integers: [Int32]) {
    self.init(address)
    for value in integers { append(value) }
  }

  /// A module's message without arguments.
  public init(_ form: SensorForm, module: Int32) {
    self.init(.sensor)
    self.form = form
    self.module = module
  }

  /// A module's message with float arguments, at most 32.
  public init(_ form: SensorForm, module: Int32, floats: [Float]) {
    self.init(form, module: module)
    for value in floats { append(value) }
  }

  /// A module's message with int arguments, at most 32.
  public init(_ form: SensorForm, module: Int32, integers: [Int32]) {
    self.init(form, module: module)
    for value in integers { append(value) }
  }

  /// A message with a name, at most 128 bytes of UTF-8; nil for a longer or an empty one. Of a model's name folders are
  /// left out: the Co-Explorer's patch sends a path.
  public init?(_ address: Address, name: String) {
    let isModel = address == .saveModel || address == .loadModel
    let name = isModel ? name.split(separator: "/").last.map(String.init) ?? "" : name
    if isModel, name.allSatisfy({ $0 == "." }) { return nil }
    guard (1...4 * Message.capacity).contains(name.utf8.count) else { return nil }
    self.init(address)
    for (index, byte) in name.utf8.enumerated() { bits[index / 4] |= UInt32(byte) << UInt32(index % 4 * 8) }
    nameLength = UInt8(name.utf8.count)
  }

  /// The name; empty for a message without one.
  public var name: String {
    let bytes = (0..<Int(nameLength)).map { UInt8(truncatingIfNeeded: bits[$0 / 4] >> ($0 % 4 * 8)) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Adds a float argument; ignored after the thirty-second.
  @_noLocks public mutating func append(_ value: Float) {
    guard Int(count) < Message.capacity else { return }
    bits[Int(count)] = value.bitPattern
    count += 1
  }

  /// Adds an int argument; ignored after the thirty-second.
  public mutating func append(_ value: Int32) {
    guard Int(count) < Message.capacity else { return }
    bits[Int(count)] = UInt32(bitPattern: value)
    integers |= 1 << UInt32(count)
    count += 1
  }

  /// Argument `index` as a number, whichever of the two types it has.
  @_noLocks public func number(_ index: Int) -> Float {
    isInteger(index) ? Float(Int32(bitPattern: bits[index])) : Float(bitPattern: bits[index])
  }

  /// Whether argument `index` is an int32.
  @_noLocks public func isInteger(_ index: Int) -> Bool { integers >> UInt32(index) & 1 == 1 }
}

extension Message: Equatable {
  /// Whether address, module, types and the arguments' bits are the same.
  public static func == (a: Message, b: Message) -> Bool {
    guard a.address == b.address, a.form == b.form, a.module == b.module, a.count == b.count,
      a.integers == b.integers, a.nameLength == b.nameLength
    else { return false }
    // Bits that no argument has are 0.
    for index in 0..<Message.capacity where a.bits[index] != b.bits[index] { return false }
    return true
  }
}

extension Message {
  /// The addresses that the engine knows.
  public enum Address: UInt8, BitwiseCopyable, Sendable, CaseIterable {
    /// What a module tells; its form says which of them.
    case sensor
    /// `/reward`: one rewarding event, -1...1.
    case reward
    /// `/super_like`: feedback about the zone, ±1.
    case superLike
    /// `/explore_state`: change zone.
    case exploreState
    /// `/explore_action`: try an action.
    case exploreAction
    /// `/pause`: the agent rests (1) or goes on (0).
    case pause
    /// `/sample_vst`: the position is set, one float an axis, 0...1.
    case samplePosition
    /// `/previous_state`: back in the history of positions.
    case previousState
    /// `/next_state`: forth in it.
    case nextState
    /// `/resample`: a larger or smaller step, ±1.
    case resample
    /// `/new_speed`: a shorter or longer period, ±1.
    case newSpeed
    /// `/stop_program` 0: the performance fades out and ends.
    case stopProgram
    /// `/reset_model`: the agent forgets.
    case resetModel
    /// `/save_model`: what the agent has learnt is kept under a name.
    case saveModel
    /// `/load_model`: the agent knows what was kept under a name; a file's name is for the outer layer.
    case loadModel
    /// `/aego/undo`: the last reward's effect is taken back.
    case undo
    /// `/aego/mark`: the place is kept under a name.
    case mark
    /// `/aego/return`: back to the place of that name.
    case `return`
    /// `/aego/toward`: a direction to go, one float an axis, -1...1.
    case toward
    /// `/aego/go`
    case go
    /// `/aego/hold`: 1 holds score time, 0 lets it go on.
    case hold
    /// `/aego/back`
    case back
    /// `/aego/repeat`
    case `repeat`
    /// `/aego/jump`: its argument is the scene's index among the played ones.
    case jump
    /// `/aego/panic`
    case panic
    /// `/aego/rest`: take the rest pose anew.
    case rest
    /// `/aego/state`: the agents know what a file of learned state holds, which was read before.
    case state
    /// `/aego/spectrum`: whoever listens wants a spectrum each so many hops, none where 0. Not for the engine.
    case spectrum
    /// `/aego/fader`: a reward that is in force as long as it is held; a second number of 0 lets it go.
    case fader
    /// `/aego/late`: a hop came too late.
    case late
    /// `/aego/stop`: the performance fades out and ends.
    case stop
    /// `/aego/score`: from the next scene on the piece goes on by this version of its score, which was read before.
    case score
  }
}
