import AegoMotion
import AegoNumerics

/// A take's engine at any of its hops.
extension Replay {
  /// The engine's state before a hop of the take, and from where it was played again to get there.
  ///
  /// From the nearest checkpoint that is whole, or from the take's beginning, the input leads on as fast as it goes.
  ///
  /// - Parameter hop: the hop, at most the one after the last that was recorded.
  /// - Returns: the state, and the hop that playing it again began at.
  /// - Throws: `MotionError` where the take's input cannot be read, `PerformanceError` for its files.
  func checkpoint(before hop: Int64) throws -> (checkpoint: Checkpoint, from: Int64) {
    let nearest = nearestCheckpoint(before: hop)
    if let nearest, nearest.hop == hop { return (nearest, hop) }
    let begin = try nearest ?? start()
    let performance = try Performance(piece, manifest.arguments, from: begin)
    let from = performance.nextHop
    let feed = try InputFeed(
      path: directory + "/input.osc", vocabulary: piece.lastProgram.vocabulary, firstHop: from, startHop: from,
      changesScore: true)
    let files = stateFiles
    var samples = [Int32](repeating: 0, count: 2 * piece.program.clock.hop)
    var goesOn = true
    while goesOn && performance.nextHop < hop {
      let messages = try feed.messages(for: performance.nextHop)
      try files.prepare(messages, for: performance)
      goesOn = performance.advance(messages, count: messages.count, into: &samples)
      while performance.events.pop() != nil {}
    }
    return (Checkpoint(of: performance), from)
  }

  private func nearestCheckpoint(before hop: Int64) -> Checkpoint? {
    for candidate in Checkpoint.hops(inTake: directory).reversed() where candidate <= hop && candidate >= firstHop {
      if let checkpoint = try? Checkpoint.read(hop: candidate, inTake: directory),
        (try? Performance(piece, manifest.arguments, from: checkpoint)) != nil
      {
        return checkpoint
      }
    }
    return nil
  }
}
