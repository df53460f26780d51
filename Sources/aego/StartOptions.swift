import AegoPerformance
import AegoScore
import ArgumentParser
import Foundation

/// Where a performance begins, how long it lasts, and its seed: the options that play and render share.
struct StartOptions: ParsableArguments {
  @Option(help: "A recorded stream of sensor messages, or none.")
  var sensors: String?

  @Option(help: "The folder that the take is written to; it is never overwritten.")
  var take: String?

  @Option(name: .customLong("model"), help: "A file of learned state that /load_model may take up by its name.")
  var modelFiles: [String] = []

  @Option(help: "The number that every random draw derives from, instead of the score's.")
  var seed: UInt64?

  @Option(help: "The scene or the time to begin at, such as volume or 2:30.")
  var from: String?

  @Option(
    help: ArgumentHelp(
      "A take to begin from: with --from, all is as it was there, or what was learnt if the score has changed since.",
      valueName: "take"))
  var state: String?

  @Flag(help: "Let a scene begin anew where it ends, to rehearse it; jump and back lead to others.")
  var loop = false

  @Option(help: "How many times faster the scenes follow each other, such as 4; the sound is as written.")
  var speed: Double?

  @Option(help: "Take what scenes wait for as given once their min is over (true), or as never given (false).")
  var conditions: Bool?

  @Option(name: .customLong("for"), help: "How long to play, such as 30s; the fade out lies within it.")
  var duration: String?

  func validate() throws {
    if let duration, (ScoreTime.nanoseconds(duration) ?? 0) <= 0 {
      throw ValidationError("--for \(duration): write a duration such as 30s, 1m30s or 1:30")
    }
    if let speed, !(0.01...1000).contains(speed) {
      throw ValidationError("--speed \(speed): write a factor from 0.01 to 1000, such as 4 for a quarter of the time")
    }
    if state != nil && from == nil {
      throw ValidationError("--state begins at a place of a take: say with --from SCENE or --from TIME at which")
    }
  }

  /// The stream's path; nil for none.
  var stream: String? { sensors == "none" ? nil : sensors }

  /// Whether nothing is asked for but the piece from its beginning, as it is written.
  var isWhole: Bool { from == nil && state == nil && seed == nil && rehearsal == nil }

  /// How the piece is to be played otherwise than it is written; nil for as it is.
  private var rehearsal: Rehearsal? {
    var rehearsal = Rehearsal()
    rehearsal.speed = speed ?? 1
    rehearsal.conditions = conditions
    rehearsal.loops = loop
    return rehearsal == Rehearsal() ? nil : rehearsal
  }

  /// The arguments for a piece whose seed has been settled.
  func arguments(_ piece: Piece, seed: UInt64) throws(PerformanceError) -> StartArguments {
    var arguments = StartArguments(seed: seed)
    if let from { (arguments.scene, arguments.offset) = try piece.place(named: from) }
    arguments.rehearsal = rehearsal
    if let speed { arguments.offset = Int64((Double(arguments.offset) / speed).rounded()) }
    arguments.limit = duration.flatMap(ScoreTime.nanoseconds)
    return arguments
  }
}
