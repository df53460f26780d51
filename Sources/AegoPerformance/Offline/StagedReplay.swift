import AegoMotion

/// A take played again hop by hop, with what the stage would have been told of each.
public final class StagedReplay {
  /// What the engine tells; what is not taken before the next second is over is lost.
  public let feed: StageFeed
  /// How many hops have been handed out.
  public private(set) var hops: Int64 = 0
  private let recorded: Int64
  private let performance: Performance
  private let input: InputFeed
  private let files: StateFiles
  private var goesOn = true

  /// Prepares a take.
  ///
  /// - Throws: `MotionError` for its input, `PerformanceError` for the checkpoint that it goes on from.
  public init(_ replay: Replay) throws {
    recorded = replay.recordedHops
    performance = try Performance(replay.piece, replay.manifest.arguments, from: replay.start())
    input = try InputFeed(
      path: replay.directory + "/input.osc", vocabulary: replay.piece.lastProgram.vocabulary,
      firstHop: replay.firstHop, startHop: replay.firstHop, changesScore: true)
    files = replay.stateFiles
    feed = StageFeed(performance)
  }

  /// Plays the next hop.
  ///
  /// - Returns: its samples, left and right interleaved, as 24-bit numbers; nil after the last that was recorded.
  /// - Throws: `MotionError` where the input is malformed; `PerformanceError` for a learned state that it takes up.
  public func next() throws -> [Int32]? {
    guard goesOn, hops < recorded else { return nil }
    let messages = try input.messages(for: performance.nextHop)
    try files.prepare(messages, for: performance)
    var samples = [Int32](repeating: 0, count: 2 * performance.clock.hop)
    goesOn = performance.advance(messages, count: messages.count, into: &samples)
    while let event = performance.events.pop() { feed.hear(event) }
    feed.tell(performance, messages, count: messages.count, samples, renderTime: 0)
    hops += 1
    return samples
  }
}
