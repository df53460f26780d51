import AegoMotion
import AegoScore
import AegoSpace

/// The spaces of a score heard one at a time, at positions that are set or that an agent goes to by itself.
///
/// It is a performance of a small score that is written anew whenever something else is to sound, so that a change of
/// space morphs and nothing clicks. One thread at a time calls it; `engine` is pulled by a sound output.
public final class Audition {
  /// What sounds.
  public struct Sounding: Sendable, Equatable {
    /// The space's place among those that were given.
    public var space: Int
    /// The axes along which the agent goes, counted from 1; none where it rests.
    public var dimensions: [Int]
    /// How often it goes, as a score writes it; of a ramp its beginning counts.
    public var period: String

    /// A space at rest, or explored.
    public init(space: Int, dimensions: [Int] = [], period: String = "100ms") {
      (self.space, self.dimensions, self.period) = (space, dimensions, period)
    }
  }

  /// A space as a score names it.
  public struct Space: Sendable, Equatable {
    /// Its name.
    public var name: String
    /// Its file, relative to the score's folder.
    public var file: String
    /// What it is amplified by, as a score writes it; nil for nothing.
    public var gain: String?

    /// A space of these.
    public init(name: String, file: String, gain: String? = nil) {
      (self.name, self.file, self.gain) = (name, file, gain)
    }
  }

  /// The engine; its stage's feed tells position and spectrum.
  public let engine: LiveEngine
  /// How many axes each space has.
  public let axes: [Int]
  private var piece: Piece
  private let spaces: [Space]

  private static let path = "audition"

  /// Loads spaces; the first to sound is at home.
  ///
  /// - Parameters:
  ///   - spaces: at least one; all of one rate and hop.
  ///   - folder: against which their files are resolved.
  ///   - sounding: what sounds first.
  /// - Throws: `ScoreError` with what is wrong with a space or a value.
  public init(_ spaces: [Space], folder: String, _ sounding: Sounding) throws {
    self.spaces = spaces
    let text = try Audition.text(spaces, sounding)
    var reader = ScoreReader(path: Audition.path, text: text, folder: folder)
    var loaded: [LatentSpace] = []
    reader.check(spaces: { path in
      SpaceInspection.load(path).map { space in
        loaded.append(space)
        return SpaceInspection.facts(space)
      }
    })
    guard let score = reader.score, loaded.count == spaces.count else {
      throw ScoreError.invalid(reader.diagnostics, count: reader.problemCount)
    }
    piece = Piece(path: Audition.path, folder: folder, text: Array(text.utf8), score: score, spaces: loaded)
    axes = loaded.map(\.latent)
    engine = try LiveEngine(piece, StartArguments(seed: 0), keepsStates: false, hasStage: true)
  }

  /// Has something else sound.
  ///
  /// - Parameter sounding: what.
  /// - Returns: false where too many changes wait already.
  /// - Throws: `ScoreError` for a value that no score could have.
  @discardableResult public func sound(_ sounding: Sounding) throws -> Bool {
    let text = try Audition.text(spaces, sounding)
    let revision = try piece.revision(Array(text.utf8), path: Audition.path)
    piece.append(revision)
    return engine.reload(revision) && engine.desk.push(Message(.jump, integers: [0]))
  }

  /// Sets the position of the space that sounds.
  ///
  /// - Parameter position: a number of 0...1 for each of its axes; another count changes nothing.
  public func place(_ position: [Float]) {
    engine.desk.push(Message(.samplePosition, floats: position.prefix(32).map { max(0, min(1, $0)) }))
  }

  /// Fades out; the engine is over then.
  ///
  /// - Returns: false where too many messages wait for it to be told now.
  @discardableResult public func stop() -> Bool { engine.desk.push(Message(.stop)) }

  /// The score of what sounds. Values are set by edits, so that no text can be more than a value.
  private static func text(_ spaces: [Space], _ sounding: Sounding) throws(ScoreError) -> String {
    var text = """
      score: 1
      title: audition
      spaces: {}
      sensors: {left: none, right: none}
      sound: {fade in: 300ms, fade out: 300ms}
      level: -6dB
      crossfade: 400ms
      movements: [{name: audition, scenes: [{name: here, for: 20h}]}]

      """
    var edits: [ScoreEdit] = []
    for space in spaces {
      let file = ScoreEdit.scalar(space.file)
      let value = space.gain.map { "{file: \(file), gain: \(ScoreEdit.scalar($0))}" } ?? file
      edits.append(ScoreEdit([.key("spaces"), .key(space.name)], value))
    }
    let name = spaces.indices.contains(sounding.space) ? spaces[sounding.space].name : ""
    edits.append(ScoreEdit([.key("space")], ScoreEdit.scalar(name)))
    let axes = sounding.dimensions.map(String.init).joined(separator: ", ")
    edits.append(ScoreEdit([.key("dimensions")], sounding.dimensions.isEmpty ? "0" : "[\(axes)]"))
    edits.append(ScoreEdit([.key("period")], sounding.period))
    for edit in edits { text = try edit.applied(to: text) }
    return text
  }
}
