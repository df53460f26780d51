/// A piece as its composer wrote it: settings at three levels (piece, movement, scene), not yet unrolled in time.
///
/// `timeline()` unrolls it. All times are nanoseconds.
public struct Score: Sendable, Equatable {
  /// The piece's title.
  public var title: String
  /// Who wrote it.
  public var composer: String?
  /// What every random draw derives from.
  public var seed: Seed
  /// What the performance waits for.
  public var start: Start
  /// The latent spaces, in the order in which they are written. `PlayedScene.space` counts in it.
  public var spaces: [SpaceReference]
  /// The arms and what they are heard by.
  public var sensors: SensorSettings
  /// The agent's settings that hold for the whole piece.
  public var agent: Agent
  /// The sound's settings that hold for the whole piece.
  public var sound: Sound
  /// How transport commands behave.
  public var transport: Transport
  /// What the performer's hands and feet do.
  public var controls: [Control]
  /// What is written on the piece as a whole.
  public var settings: LevelSettings
  /// The movements as they are written.
  public var movements: [Movement]
  /// The movements as they are played: indices of `movements`.
  public var order: [Int]

  /// What every random draw derives from.
  public enum Seed: Sendable, Equatable {
    /// This number.
    case number(UInt64)
    /// A number drawn when the piece is played; a rendering takes 0.
    case new
  }

  /// What a performance waits for, in silence, at score time 0.
  public enum Start: Sendable, Equatable {
    /// Nothing.
    case now
    /// A go.
    case go
    /// All arms still for so many nanoseconds.
    case stillness(Int64)
  }

  /// The agent's settings that hold for the whole piece.
  public struct Agent: Sendable, Equatable {
    /// The youngest action that a reward is about, in nanoseconds before the reward.
    public var creditFrom: Int64 = 200_000_000
    /// The oldest.
    public var creditTo: Int64 = 1_200_000_000
    /// A file of learned state to start from, resolved against the score's folder.
    public var start: Written<String>?
  }

  /// The sound's settings that hold for the whole piece.
  public struct Sound: Sendable, Equatable {
    /// Samples per second; the spaces' own.
    public var rate: Int = 48000
    /// Stereo width: 0 mono ... 1.
    public var width: Double = 0.6
    /// The length of the fade at the piece's start.
    public var fadeIn: Int64 = 3_000_000_000
    /// The length of the fade after the last scene's end.
    public var fadeOut: Int64 = 10_000_000_000
  }

  /// How transport commands behave.
  public struct Transport: Sendable, Equatable {
    /// What goes on while score time is held.
    public enum Hold: String, Sendable, Equatable, CaseIterable {
      /// Sound and learning play on.
      case play
      /// All freezes.
      case freeze
    }

    /// A second go within this time is refused.
    public var `guard`: Int64 = 1_000_000_000
    /// What goes on while score time is held.
    public var hold: Hold = .play
  }
}

/// A latent space that a score names.
public struct SpaceReference: Sendable, Equatable {
  /// Its name in the score.
  public var name: String
  /// Its file as the score has it.
  public var file: String
  /// Its file, resolved against the score's folder.
  public var path: String
  /// What its sound is amplified by, in decibels.
  public var gain: Double
  /// Where the score names the file.
  public var span: SourceSpan

  /// Whether two references mean the same, wherever they are written.
  public static func == (a: Self, b: Self) -> Bool {
    (a.name, a.file, a.path, a.gain) == (b.name, b.file, b.path, b.gain)
  }
}

/// A movement as it is written.
public struct Movement: Sendable, Equatable {
  /// Its name; `movement N`, counted from 1, where the score gives none.
  public var name: String
  /// What is written on it.
  public var settings: LevelSettings
  /// Its scenes as they are written.
  public var scenes: [Scene]
  /// How often it is played; nil is forever.
  public var passes: Int?
}

/// A scene as it is written.
public struct Scene: Sendable, Equatable {
  /// Its name; `MOVEMENT N`, counted from 1, where the score gives none.
  public var name: String
  /// What is written on it.
  public var settings: LevelSettings
  /// How long it lasts.
  public var length: SceneLength
  /// What ends it, in the order in which it is looked at; empty for a fixed length.
  public var until: [SceneCondition]
  /// The sentence for the performer.
  public var direction: String?
  /// How often it is played.
  public var passes: Int
}

/// How long a scene lasts, in nanoseconds: minimum ≤ nominal ≤ maximum, all equal for a fixed length.
public struct SceneLength: Sendable, Equatable {
  /// Before this no condition is looked at.
  public var minimum: Int64
  /// What ramps and the timeline count with.
  public var nominal: Int64
  /// Then the scene ends by itself.
  public var maximum: Int64
}
