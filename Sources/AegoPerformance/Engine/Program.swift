import AegoAgent
import AegoMotion
import AegoNumerics
import AegoScore
import AegoSpace

/// All that a performance is made from before its first hop: the unrolled score and its spaces, loaded and checked.
public struct Program: Sendable {
  /// What a performance waits for before score time 0.
  public enum Start: Sendable, Equatable {
    /// Nothing.
    case now
    /// A go.
    case go
    /// Every arm still for so many nanoseconds, or a go.
    case stillness(Int64)
  }

  /// Which version of the score it is, counted from 1.
  public internal(set) var version = 1
  /// The scenes' names of the versions before, as messages number them.
  var earlierNames: [String] = []
  /// The scenes as played.
  public var timeline: Timeline
  /// The spaces by the score's order; a scene names one by its index.
  public var spaces: [LatentSpace]
  /// The spaces' names in the score.
  public var spaceNames: [String]
  /// Each space's gain in decibels.
  public var gains: [Double]
  /// What each space's agent begins with, as `CoExplorer.state(at:)` gave it; empty for nothing.
  public var states: [[Float]]
  /// The arms.
  public var motion = MotionSettings()
  /// What buttons and keys do.
  public var controls: [Control] = []
  /// What begins the piece.
  public var start = Start.now
  /// Within which time of a go a second one is refused, in nanoseconds.
  public var goGuard: Int64 = 1_000_000_000
  /// Whether all freezes on hold; else sound and learning play on.
  public var freezesOnHold = false
  /// How it is played otherwise than it is written; the timeline has the speed already.
  public var rehearsal = Rehearsal()
  /// How long before a reward the first credited action may lie, in nanoseconds.
  public var creditFrom: Int64 = 200_000_000
  /// How long before a reward the last credited action may lie, in nanoseconds.
  public var creditTo: Int64 = 1_200_000_000
  /// The stereo width, 0 (mono) to 1.
  public var width = 0.6
  /// The fade at the piece's beginning, in nanoseconds.
  public var fadeIn: Int64 = 3_000_000_000
  /// The fade after the last scene, in nanoseconds.
  public var fadeOut: Int64 = 10_000_000_000

  /// A program of a timeline over spaces, everything else at its default. At least one space.
  public init(timeline: Timeline, spaces: [LatentSpace], names: [String]) {
    precondition(!spaces.isEmpty && spaces.count == names.count, "each space has a name")
    self.timeline = timeline
    self.spaces = spaces
    spaceNames = names
    gains = Array(repeating: 0, count: spaces.count)
    states = Array(repeating: [], count: spaces.count)
  }

  /// The same program without the spaces' networks and the agents' first states: what is left to know of it once a
  /// performance has been made of it.
  public func withoutNetworks() -> Program {
    var program = self
    program.spaces = spaces.map { $0.withoutNetworks() }
    program.states = Array(repeating: [], count: spaces.count)
    return program
  }

  /// The agent of a space as it begins, but for what it may have learnt before.
  ///
  /// - Parameters:
  ///   - index: the space's place in the program.
  ///   - seed: what its random draws derive from.
  /// - Returns: an agent at home.
  func agent(_ index: Int, seed: UInt64) -> CoExplorer {
    var settings = CoExplorerSettings()
    settings.creditFrom = creditFrom
    settings.creditTo = creditTo
    let space = spaces[index]
    return CoExplorer(
      axes: space.latent, stepScales: StepScales.scales(sensitivity: space.sensitivity), settings: settings,
      random: RandomStream(seed: seed, name: "agent \(index)"))
  }

  /// The names that its messages have as numbers.
  public var vocabulary: Vocabulary { Vocabulary(scenes: sceneNames, motion: motion) }

  /// The played scenes' names by index. A later version's names keep the numbers that they had, and new ones follow, so
  /// that a message means the same scene whichever version is in force.
  private var sceneNames: [String] {
    let names = timeline.scenes.map(\.name)
    if version == 1 { return names }
    var known = Set(earlierNames)
    return earlierNames + names.filter { known.insert($0).inserted }
  }

  /// A later version of this program: its score, in these spaces.
  ///
  /// - Parameter score: the score, whose spaces are the same in any order.
  /// - Returns: the program without its networks; spaces stand in the order of this one.
  func revised(_ score: Score) -> Program {
    var program = withoutNetworks()
    program.version = version + 1
    program.earlierNames = sceneNames
    program.timeline = score.timeline().played(atSpeed: rehearsal.speed)
    let names = score.spaces.map(\.name)
    for index in program.timeline.scenes.indices {
      let name = names[program.timeline.scenes[index].space]
      program.timeline.scenes[index].space = spaceNames.firstIndex(of: name) ?? 0
    }
    program.controls = score.controls
    program.goGuard = score.transport.guard
    program.freezesOnHold = score.transport.hold == .freeze
    program.fadeOut = score.sound.fadeOut
    return program
  }

  /// Hops and samples of the program's spaces, which agree.
  public var clock: HopClock { HopClock(hop: spaces[0].hop, rate: spaces[0].rate) }
}

/// What a performance is started with, beside its program.
public struct StartArguments: Sendable, Equatable, Codable {
  /// What every random draw derives from.
  public var seed: UInt64
  /// The index of the played scene to begin with.
  public var scene = 0
  /// The time in that scene to begin at, in nanoseconds.
  public var offset: Int64 = 0
  /// How long the performance lasts from its begin, its fade out included, in nanoseconds; nil for the whole piece.
  public var limit: Int64?
  /// How it is played otherwise than it is written; nil for as it is. `Piece.rehearse` has told the program.
  public var rehearsal: Rehearsal?
  /// Where it goes on from a checkpoint of another performance; nil for one that begins.
  public var resumed: Resumed?

  /// A performance that goes on from a checkpoint.
  public struct Resumed: Sendable, Equatable, Codable {
    /// The hop that comes first.
    public var hop: Int64
    /// Over which time the sound fades in, in nanoseconds; 0 for none.
    public var fade: Int64
    /// The take that it goes on from.
    public var take: String

    /// From a take's hop on.
    public init(hop: Int64, fade: Int64, take: String) { (self.hop, self.fade, self.take) = (hop, fade, take) }
  }

  /// The whole piece with this seed.
  public init(seed: UInt64 = 0) { self.seed = seed }
}
