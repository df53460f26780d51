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

  @Option(name: .customLong("for"), help: "How long to play, such as 30s; the fade out lies within it.")
  var duration: String?

  func validate() throws {
    if let duration, (ScoreTime.nanoseconds(duration) ?? 0) <= 0 {
      throw ValidationError("--for \(duration): write a duration such as 30s, 1m30s or 1:30")
    }
    if state != nil && from == nil {
      throw ValidationError("--state begins at a place of a take: say with --from SCENE or --from TIME at which")
    }
  }

  /// The stream's path; nil for none.
  var stream: String? { sensors == "none" ? nil : sensors }

  /// The arguments for a piece whose seed has been settled.
  func arguments(_ piece: Piece, seed: UInt64) throws(PerformanceError) -> StartArguments {
    var arguments = StartArguments(seed: seed)
    if let from { (arguments.scene, arguments.offset) = try piece.place(named: from) }
    arguments.limit = duration.flatMap(ScoreTime.nanoseconds)
    return arguments
  }
}
