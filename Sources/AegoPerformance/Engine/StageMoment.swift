/// What stage and console show of one hop, of a fixed size, so that it can cross a ring.
public struct StageMoment: BitwiseCopyable, Sendable {
  /// What would become of a go.
  public enum Go: UInt8, BitwiseCopyable, Sendable {
    /// It would be carried out.
    case ready
    /// It would come too soon after the last one.
    case guarded
    /// Nothing waits for it.
    case notAwaited
    /// The scene waits for it, and is not yet as long as it is to be at least.
    case tooEarly
  }

  /// One arm.
  public struct Arm: BitwiseCopyable, Sendable {
    /// Whether the score has it.
    public var isPresent = false
    /// Whether its module is heard.
    public var isHeard = false
    /// Whether its rest pose is known.
    public var isRested = false
    /// Its rotation from rest in degrees, palm up positive; NaN where it is absent or silent.
    public var angle = Float.nan
    /// How many messages of its module the hop consumed.
    public var messages: Int32 = 0
    /// What its module told last of its charge: 0...1, or volts above 1; NaN where it has not.
    public var battery = Float.nan

    /// An arm of which nothing is known.
    @_noLocks public init() {}
  }

  /// The hop, and performance time at its end in nanoseconds.
  public var hop: Int64 = 0
  /// Performance time at its end, in nanoseconds.
  public var time: Int64 = 0
  /// Score time, in nanoseconds.
  public var score: Int64 = 0
  /// The scene's place among the played ones.
  public var scene: Int32 = 0
  /// Time in the scene, in nanoseconds.
  public var inScene: Int64 = 0
  /// How long the scene still lasts as things stand, in nanoseconds; -1 where nothing ends it.
  public var left: Int64 = -1
  /// Where the performance stands.
  public var phase = Performance.Phase.waiting
  /// What would become of a go.
  public var go = Go.notAwaited
  /// Whether score time is held.
  public var isHeld = false
  /// Whether the agent rests.
  public var isPaused = false
  /// How far a panic has gone: 0 there is none, 1 the sound fades, 2 it is mute.
  public var panic: UInt8 = 0
  /// The left arm.
  public var leftArm = Arm()
  /// The right arm.
  public var rightArm = Arm()
  /// The amplitude that sounds: level, fades and the space's gain; 1 is 0 dB.
  public var gain: Float = 0
  /// The reward in force, -1...1.
  public var reward: Float = 0
  /// The level of a fader that is held, in place of the hands' reward, -1...1; NaN where nobody holds it.
  public var fader = Float.nan
  /// How many actions it is about.
  public var credited: Int32 = 0
  /// The space that the scene plays in.
  public var space: Int32 = 0
  /// How many axes it has.
  public var axes: Int32 = 0
  /// A bit for each axis that is open, from the first.
  public var openAxes: UInt32 = 0
  /// The action period, in nanoseconds.
  public var period: Int64 = 0
  /// How restless the agent is, 0...1.
  public var unrest: Float = 0
  /// Where the agent stands, 0...1 on each axis.
  public var position: InlineArray<32, Float> = InlineArray(repeating: 0.5)
  /// Whether `expected` and `visits` are of this hop; they cost some microseconds and are not told in each.
  public var hasAgent = false
  /// The reward that the agent expects of each axis' positive direction, -1...1.
  public var expected: InlineArray<32, Float> = InlineArray(repeating: 0)
  /// How often it has been near its place along each open axis; 0 for closed ones.
  public var visits: InlineArray<32, Float> = InlineArray(repeating: 0)
  /// The greatest magnitude among the hop's samples, 24-bit.
  public var peak: Int32 = 0
  /// How long the hop before took to render, in nanoseconds.
  public var renderTime: Int64 = 0

  /// A moment before anything.
  @_noLocks public init() {}
}
