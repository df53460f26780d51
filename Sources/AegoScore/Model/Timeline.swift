/// A score unrolled: its scenes in the order in which they are played, with every inherited value resolved.
public struct Timeline: Sendable, Equatable {
  /// The piece's title.
  public var title: String
  /// The scenes as played: `order` and `repeat` unrolled; of a movement that repeats forever, one pass.
  public var scenes: [PlayedScene]
  /// The index of the scene to which a last movement with `repeat: forever` returns; nil for a piece that ends.
  public var loopStart: Int?

  /// A timeline of these scenes.
  public init(title: String, scenes: [PlayedScene], loopStart: Int? = nil) {
    self.title = title
    self.scenes = scenes
    self.loopStart = loopStart
  }

  /// The piece's nominal length in nanoseconds, without its fade out; nil for a piece that repeats forever.
  public var duration: Int64? { loopStart == nil ? (scenes.last?.end ?? 0) : nil }
}

/// One scene as it is played.
public struct PlayedScene: Sendable, Equatable {
  /// Nominal score time of the scene's entry, in nanoseconds.
  public var start: Int64
  /// Nominal score time of its end.
  public var end: Int64 { start + nominal }
  /// The movement's name.
  public var movement: String
  /// The scene's name; `MOVEMENT N`, counted from 1, where the score gives none.
  public var name: String
  /// Index of the latent space in the score's `spaces`.
  public var space: Int
  /// The open axes, counted from 1, ascending.
  public var dimensions: [Int]
  /// The time before which no condition is looked at, in nanoseconds.
  public var minimum: Int64
  /// The scene's nominal length.
  public var nominal: Int64
  /// The time after which the scene ends by itself.
  public var maximum: Int64
  /// What ends the scene, in the order in which it is looked at; empty for a fixed length.
  public var until: [SceneCondition]
  /// How long the spectra morph at this scene's entry if the space changes, in nanoseconds.
  public var crossfade: Int64
  /// The sentence for the performer.
  public var direction: String?
  /// The action period, in nanoseconds.
  public var period: Ramp
  /// The rotation from rest that gives a reward of ±1, in degrees.
  public var range: Ramp
  /// The factor on the reward, -1...1.
  public var sense: Ramp
  /// The sound's level in decibels; -infinity is silence.
  public var level: Ramp
  /// The agent's displacement.
  public var step: AgentStep
  /// The time constant with which the sound follows the position.
  public var glide: Glide
  /// The probability of an exploratory action at the scene's start, 0...1.
  public var exploration: Double
  /// The time in which that falls to 1/e, in nanoseconds.
  public var settling: Int64
  /// The weight of the novelty bonus, 0 or more.
  public var curiosity: Double
  /// What the agent remembers when the scene begins.
  public var memory: AgentMemory
  /// Where the agent stands when the scene begins.
  public var enter: AgentEntry
  /// How spectra become sound.
  public var voice: Voice
  /// The projection's look.
  public var image: ImageSettings
}

/// The agent's displacement at an action, as a fraction of an axis' range.
public enum AgentStep: Sendable, Equatable {
  /// So much in each second, whatever the period.
  case perSecond(Double)
  /// So much at each action.
  case perAction(Double)
}

/// The time constant with which the sound follows the agent's position.
public enum Glide: Sendable, Equatable {
  /// So many action periods.
  case periods(Double)
  /// So many nanoseconds.
  case duration(Int64)
}

/// What the agent remembers at a scene's start.
public enum AgentMemory: String, Sendable, Equatable, CaseIterable {
  /// Each space has its own learned state, resumed on return.
  case space
  /// What was learnt goes over to the new scene's space.
  case carry
  /// Nothing.
  case fresh
}

/// Where the agent stands at a scene's start.
public enum AgentEntry: String, Sendable, Equatable, CaseIterable {
  /// Where it was left in this space; home at first.
  case stay
  /// The middle of the box.
  case home
  /// A drawn position.
  case random
}

/// How spectra become sound.
public enum Voice: String, Sendable, Equatable, CaseIterable {
  /// Phase reconstruction, inverse transform and overlap-add.
  case spectral
  /// A bank of oscillators.
  case sines
}
