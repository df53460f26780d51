import AegoNumerics
import AegoPerformance
import AegoScore
import AegoServing

/// What the pages know of a piece before it is played.
public struct StageScore: Sendable {
  private(set) var timeline: Timeline
  let spaceNames: [String]
  private(set) var composer: String?
  private(set) var picture: String
  let clock: HopClock
  let size: Int
  let take: String
  private(set) var journal: Journal

  /// The score of a piece.
  ///
  /// - Parameters:
  ///   - piece: what is played.
  ///   - take: where the performance is kept.
  public init(_ piece: Piece, take: String) {
    timeline = piece.program.timeline
    spaceNames = piece.program.spaceNames
    composer = piece.score.composer
    picture = TimelinePicture(piece.score).svg
    clock = piece.program.clock
    size = piece.program.spaces[0].fft
    journal = Journal(piece.program)
    self.take = take
  }

  /// The same performance by a later version of its score.
  func revised(_ program: Program, _ score: Score) -> StageScore {
    var revised = self
    revised.timeline = program.timeline
    revised.composer = score.composer
    revised.picture = TimelinePicture(score).svg
    revised.journal.append(program)
    return revised
  }

  /// The message that a connection begins with, and that tells what has changed.
  ///
  /// - Parameters:
  ///   - run: a word that every start of the program draws anew.
  ///   - soundLatency: how long the sound takes from the engine to the loudspeaker's plug, in seconds.
  ///   - latency: how long after its hop a frame is to be shown, in seconds.
  /// - Returns: JSON.
  func hello(run: String, soundLatency: Double = 0, latency: Double = 0) -> String {
    JSONObject()
      .text("type", "hello").number("protocol", 1).text("program", "ægo \(Version.text)").text("run", run)
      .text("title", timeline.title).text("composer", composer).number("rate", clock.rate).number("hop", clock.hop)
      .number("bands", Bands.count).number("lowest", Bands.lowest).number("highest", Bands.highest)
      .number("soundLatency", soundLatency).number("latency", latency)
      .raw("image", StageScore.image(timeline.scenes.first?.image ?? ImageSettings()))
      .raw("scenes", "[" + timeline.scenes.map(scene).joined(separator: ",") + "]")
      .number("duration", timeline.duration).closed
  }

  private func scene(_ scene: PlayedScene) -> String {
    JSONObject()
      .number("start", scene.start).number("end", scene.end).text("movement", scene.movement).text("scene", scene.name)
      .text("space", spaceNames[scene.space]).numbers("dimensions", scene.dimensions)
      .text("direction", scene.direction).raw("open", "\(!scene.until.isEmpty)").number("max", scene.maximum)
      .raw("image", StageScore.image(scene.image)).closed
  }

  private static func image(_ image: ImageSettings) -> String {
    JSONObject().text("palette", image.palette.rawValue).raw("text", "\(image.text)")
      .raw("mirrored", "\(image.mirrored)").closed
  }
}
