/// From the messages of two modules to a reward: the rotation of both forearms, palm up positive, as one number.
///
/// ```swift
/// var hands = HandReward(settings: MotionSettings())
/// hands.receive(message, at: hopTime)                     // any number of times in a hop
/// let changes = hands.advance(to: hopTime, range: 60)     // once in each hop
/// let reward = hands.reward(sense: 1)
/// ```
///
/// All state is in the value. Nothing here allocates, waits, or asks for the time.
public struct HandReward: BitwiseCopyable, Sendable {
  /// One of the performer's arms.
  public enum Side: BitwiseCopyable, Sendable, CaseIterable {
    /// The left arm.
    case left
    /// The right arm.
    case right
  }

  /// What happened to the arms in a hop.
  public struct Changes: OptionSet, BitwiseCopyable, Sendable {
    /// One bit for each change.
    public let rawValue: UInt8

    /// The changes with these bits.
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// No packet came from the left arm for the time-out.
    public static let leftSilent = Changes(rawValue: 1)
    /// The left arm is heard again.
    public static let leftHeard = Changes(rawValue: 2)
    /// No packet came from the right arm for the time-out.
    public static let rightSilent = Changes(rawValue: 4)
    /// The right arm is heard again.
    public static let rightHeard = Changes(rawValue: 8)
    /// The left arm's module was switched off and on: its own time has begun anew.
    public static let leftRestarted = Changes(rawValue: 16)
    /// The right arm's module was switched off and on.
    public static let rightRestarted = Changes(rawValue: 32)
  }

  private var left: Arm
  private var right: Arm
  private let deadzone: Double
  private let arms: Int
  private var time: Int64 = 0

  /// Two arms at rest, from which nothing has been heard yet.
  public init(settings: MotionSettings) {
    left = Arm(settings.left, settings)
    right = Arm(settings.right, settings)
    deadzone = settings.deadzone
    arms = settings.arms
  }

  /// Takes a message of a module; others are ignored. Of several in a hop the last counts.
  ///
  /// - Parameters:
  ///   - message: what was consumed.
  ///   - time: the beginning of the hop that consumes it, in ns of performance time.
  @_noLocks public mutating func receive(_ message: Message, at time: Int64) {
    guard message.address == .sensor else { return }
    left.receive(message, at: time)
    right.receive(message, at: time)
  }

  /// Goes on to a hop. Call it once in each.
  ///
  /// - Parameters:
  ///   - time: when the hop begins, in ns of performance time.
  ///   - range: the rotation from rest that makes a full reward, in degrees.
  /// - Returns: which arms fell silent, were heard again, or have a module that was switched on again.
  @_noLocks @discardableResult
  public mutating func advance(to time: Int64, range: Double = 60) -> Changes {
    let elapsed = Double(max(0, time - self.time)) * 1e-9
    // The dead zone is taken from the range too, so that the whole range still gives ±1.
    let unit = max(range - deadzone, 0.1)
    self.time = time
    var changes = Changes(rawValue: 0)
    if left.isPresent && left.advance(to: time, elapsed: elapsed, unit: unit) {
      changes.insert(left.isSilent ? .leftSilent : .leftHeard)
    }
    if left.hasRestarted { changes.insert(.leftRestarted) }
    if right.isPresent && right.advance(to: time, elapsed: elapsed, unit: unit) {
      changes.insert(right.isSilent ? .rightSilent : .rightHeard)
    }
    if right.hasRestarted { changes.insert(.rightRestarted) }
    return changes
  }

  /// The reward, -1...1: the mean of the configured arms' parts, clipped, times `sense`.
  @_noLocks public func reward(sense: Double) -> Float {
    guard arms > 0 else { return 0 }
    let sum = (left.isPresent ? left.part(at: time) : 0) + (right.isPresent ? right.part(at: time) : 0)
    return Float(max(-1, min(1, sum / Double(arms))) * sense)
  }

  /// What became of a button since it was asked last; asked once in each hop.
  @_noLocks public mutating func take(_ event: ButtonEvent) -> Bool {
    switch event.side {
    case .left: left.buttons.take(event.button, event.gesture)
    case .right: right.buttons.take(event.button, event.gesture)
    }
  }

  /// How fast an arm's module says that it turns about the arm's axis, in degrees per second, palm up positive.
  public func speed(_ side: Side) -> Double { self[side].speed }

  /// How an arm's module lies, from its best source; nil while it is silent.
  func orientation(_ side: Side) -> Orientation? { self[side].orientation }

  /// What a message tells of an arm's module; nil where it is another's.
  @_noLocks public func reading(of message: Message, on side: Side) -> Reading? { self[side].reading(of: message) }

  /// Whether the score has this arm.
  @_noLocks public func isPresent(_ side: Side) -> Bool { self[side].isPresent }

  /// Whether something was heard of an arm's module, and within the time-out.
  @_noLocks public func isHeard(_ side: Side) -> Bool { self[side].isHeard }

  /// How many messages of an arm had been overtaken or came twice.
  public func overtaken(_ side: Side) -> Int { self[side].overtaken }

  /// An arm's smoothed rotation from rest in degrees, palm up positive; 0 without rest pose and while silent.
  @_noLocks public func angle(_ side: Side) -> Double { self[side].angle }

  /// Whether an arm is configured and has not been heard for the time-out.
  public func isSilent(_ side: Side) -> Bool { self[side].isSilent }

  /// Whether any configured arm is silent.
  public var hasSilentArm: Bool { @_noLocks get { left.isSilent || right.isSilent } }

  /// Whether an arm's rest pose is known.
  @_noLocks public func hasRestPose(_ side: Side) -> Bool { self[side].hasPose }

  /// For how long every configured arm's angle has stayed within 2°, in ns. A silent arm is not a still one.
  public var stillness: Int64 {
    @_noLocks get {
      guard left.isPresent || right.isPresent else { return 0 }
      let first = left.isPresent ? left.stillness(at: time) : .max
      return right.isPresent ? min(first, right.stillness(at: time)) : first
    }
  }

  /// Forgets the rest pose: the reward is 0 until the arms have been still again, each for itself.
  @_noLocks public mutating func takeRestPose() {
    left.takeRestPose(at: time)
    right.takeRestPose(at: time)
  }

  private subscript(side: Side) -> Arm { side == .left ? left : right }
}
