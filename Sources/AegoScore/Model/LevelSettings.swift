/// A value and where it is written. Two are equal if their values are, wherever they stand.
public struct Written<Value: Sendable & Equatable>: Sendable, Equatable {
  /// The value.
  public var value: Value
  /// Where it stands in the score.
  public var span: SourceSpan

  /// Whether two values are the same.
  public static func == (a: Self, b: Self) -> Bool { a.value == b.value }
}

/// What may be written on a piece, a movement or a scene; nil where nothing is written. The innermost wins.
public struct LevelSettings: Sendable, Equatable {
  /// The latent space: its index in the score's `spaces`.
  public var space: Written<Int>?
  /// The open axes.
  public var dimensions: Written<Dimensions>?
  /// The action period, in nanoseconds.
  public var period: Written<WrittenRamp>?
  /// The rotation that gives a reward of ±1, in degrees.
  public var range: Written<WrittenRamp>?
  /// The factor on the reward.
  public var sense: Written<WrittenRamp>?
  /// The sound's level in decibels.
  public var level: Written<WrittenRamp>?
  /// How long the spectra morph where the space changes, in nanoseconds.
  public var crossfade: Written<Int64>?
  /// The agent's displacement.
  public var step: Written<AgentStep>?
  /// How the sound follows the position.
  public var glide: Written<Glide>?
  /// The probability of an exploratory action.
  public var exploration: Written<Double>?
  /// The time in which that falls to 1/e, in nanoseconds.
  public var settling: Written<Int64>?
  /// The weight of the novelty bonus.
  public var curiosity: Written<Double>?
  /// What the agent remembers.
  public var memory: Written<AgentMemory>?
  /// Where the agent stands.
  public var enter: Written<AgentEntry>?
  /// How spectra become sound.
  public var voice: Written<Voice>?
  /// The projection's look.
  public var image = WrittenImage()

  /// Nothing written.
  public init() {}
}

/// Which axes of a space are open.
public enum Dimensions: Sendable, Equatable {
  /// So many of the first.
  case first(Int)
  /// These, counted from 1, ascending.
  case axes([Int])

  /// The open axes, counted from 1, ascending.
  public var open: [Int] {
    switch self {
    case .first(let count): count > 0 ? Array(1...count) : []
    case .axes(let axes): axes
    }
  }
}

/// A value over time, as it is written on a level of unknown length.
public struct WrittenRamp: Sendable, Equatable {
  /// The value at the level's start.
  public var from: Double
  /// The value at the level's end.
  public var to: Double
  /// The way between the two.
  public var curve: Ramp.Curve = .linear

  /// The ramp over a level of `length` nanoseconds, seen from a scene that enters at `offset` of it.
  func over(length: Int64, offset: Int64) -> Ramp {
    from == to ? Ramp(constant: from) : Ramp(from: from, to: to, curve: curve, length: length, offset: offset)
  }
}

/// What is written about the projection's look; nil where nothing is.
public struct WrittenImage: Sendable, Equatable {
  /// Its colours.
  public var palette: Written<ImageSettings.Palette>?
  /// Whether the machine's state is shown as text.
  public var text: Written<Bool>?
  /// Whether left and right change places.
  public var mirrored: Written<Bool>?
}

/// The projection's look.
public struct ImageSettings: BitwiseCopyable, Sendable, Equatable {
  /// The projection's colours.
  public enum Palette: String, BitwiseCopyable, Sendable, Equatable, CaseIterable {
    /// White light.
    case white
    /// The light of a lamp.
    case warm
    /// The light of a screen.
    case cold
  }

  /// Its colours.
  public var palette: Palette = .white
  /// Whether the machine's state is shown as text.
  public var text = true
  /// Whether left and right change places.
  public var mirrored = false

  /// White, with text, not mirrored.
  public init() {}
}
