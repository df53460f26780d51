import AegoMotion

/// Hops that consume as many messages as a hop can, all of one kind: what a flood of the dearest ones costs.
struct FloodedHops {
  private let piece: Piece

  init(_ piece: Piece) { self.piece = piece }

  /// For each kind of message what thirty such hops take, in parts of a hop's length.
  func measure() -> [(name: String, hops: [Double])] {
    let position = [Float](repeating: 0.3, count: piece.program.spaces.map(\.latent).max() ?? 0)
    let kinds: [Message] =
      [
        Message(.reward, floats: [0.5]), Message(.superLike, integers: [1]), Message(.exploreState),
        Message(.samplePosition, floats: position), Message(.previousState), Message(.undo), Message(.resetModel),
      ]
      + [Message(.mark, name: "a"), Message(.saveModel, name: "a"), Message(.loadModel, name: "a")].compactMap(\.self)
    return kinds.map { (Journal.name($0.address), times($0)) }
  }

  private func times(_ message: Message) -> [Double] {
    var (program, arguments) = (piece.program, StartArguments())
    program.start = .now
    arguments.scene = program.timeline.scenes.count - 1
    let performance = Performance(program, arguments)
    var samples = [Int32](repeating: 0, count: 2 * program.clock.hop)
    let length = Double(program.clock.nanoseconds(1))
    let flood = Array(repeating: message, count: Performance.messagesPerHop)
    // Something to work with: lessons, a history, a model.
    let before = [Message(.reward, floats: [0.5])] + [Message(.saveModel, name: "a")].compactMap(\.self)
    for _ in 0..<100 { _ = performance.advance(before, count: before.count, into: &samples) }
    return (0..<30).map { _ in
      while performance.events.pop() != nil {}
      let begin = ContinuousClock.now
      _ = performance.advance(flood, count: flood.count, into: &samples)
      return (ContinuousClock.now - begin) / .nanoseconds(1) / length
    }
  }
}
