import AegoMotion

/// Something that the engine did, of a fixed size, so that it can cross a ring; the journal prints it.
public struct Event: BitwiseCopyable, Sendable {
  /// What happened.
  public enum Kind: UInt8, BitwiseCopyable, Sendable {
    /// A scene begins: `index` is its place in the timeline, `period` the action period, `score` its score time, `cause`
    /// what brought it about.
    case scene
    /// The performance goes on from a kept state within a scene, told like one that begins.
    case resumed
    /// The agent took a step along `axis`.
    case action
    /// A command was carried out: `message`.
    case command
    /// A command was refused: `message`, `refusal` says why.
    case refused
    /// An arm fell silent (`index` 0 left, 1 right).
    case armSilent
    /// An arm is heard again.
    case armHeard
    /// An arm's module was switched off and on.
    case armRestarted
    /// The machine was late, and the hop kept the last spectrum.
    case late
    /// The performance is over; `ending` says how.
    case end
  }

  /// Why a command was not carried out.
  public enum Refusal: UInt8, BitwiseCopyable, Sendable {
    /// Nothing waits for this command now.
    case notAwaited
    /// It is a second go within the guard's time.
    case guarded
    /// The arguments make no sense here.
    case arguments
    /// The piece is fading out.
    case ending
    /// There is nothing left to take back or to go back to, or it is so already.
    case nothing
    /// Nothing of this space is kept under this name, or no scene has it.
    case unknown
    /// As much is kept as can be.
    case full
    /// The hop has carried out as many commands that take long as it can.
    case tooMany
  }

  /// What brought a scene about.
  public enum Cause: UInt8, BitwiseCopyable, Sendable {
    /// The piece's begin, or that the scene before had lasted as long as it may.
    case time
    /// A go.
    case go
    /// Arms that were still.
    case stillness
    /// A reward that stayed on one side of a value.
    case reward
    /// An agent that had settled.
    case settled
    /// The performer's command to go back.
    case back
    /// The performer's command to repeat.
    case `repeat`
    /// The performer's command to jump.
    case jump
  }

  /// How a performance ended.
  public enum Ending: UInt8, BitwiseCopyable, Sendable {
    /// The piece was played to its end.
    case complete
    /// It was stopped.
    case stopped
    /// The time that was asked for was over.
    case limit
  }

  /// Performance time in nanoseconds.
  public var time: Int64
  /// What happened.
  public var kind: Kind
  /// A number that the kind explains.
  public var index: Int32 = 0
  /// The version of the score that a scene is of, counted from 1.
  public var version: Int32 = 1
  /// The axis of an action, counted from 0.
  public var axis: Int8 = 0
  /// The direction of an action, +1 or -1.
  public var direction: Int8 = 0
  /// Whether an action was drawn rather than chosen.
  public var explored = false
  /// A command, as it came.
  public var message = Message(.go)
  /// Why a command was refused.
  public var refusal: Refusal = .notAwaited
  /// What brought a scene about.
  public var cause: Cause = .time
  /// How the performance ended.
  public var ending: Ending = .complete
  /// The reward in force at an action, -1...1.
  public var reward: Float = 0
  /// The reward that the agent expected of an action, -1...1.
  public var expected: Float = 0
  /// The displacement of an action along an axis of scale 1, as a fraction of its range.
  public var step: Float = 0
  /// The action period at a scene's entry or an action, in nanoseconds.
  public var period: Int64 = 0
  /// The score time at a scene's entry or an action, in nanoseconds.
  public var score: Int64 = 0
  /// The number of axes in `position`.
  public var axes: Int8 = 0
  /// The position after an action or a command that sets it, 0...1 on each axis.
  public var position: InlineArray<32, Float> = InlineArray(repeating: 0)

  /// An event at a performance time, its other fields at rest.
  public init(_ kind: Kind, at time: Int64) {
    self.kind = kind
    self.time = time
  }
}
