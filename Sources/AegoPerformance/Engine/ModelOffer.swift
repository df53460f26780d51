import AegoAgent

/// What the agents of a performance are to know, made ready on another thread than the one that plays.
final class ModelOffer {
  /// Each agent's model, by the order of the spaces; nil for one that goes on with its own.
  let models: UnsafeMutablePointer<UnsafeMutableRawPointer?>
  private let count: Int

  /// Models from the states of agents.
  ///
  /// - Parameters:
  ///   - states: by the order of the program's spaces, what `CoExplorer.state(at:)` gave, or nothing. They fit.
  ///   - program: what is played.
  init(_ states: [[Float]], for program: Program) {
    count = states.count
    models = .allocate(capacity: count)
    for (index, state) in states.enumerated() {
      (models + index).initialize(to: nil)
      guard !state.isEmpty else { continue }
      var agent = program.agent(index, seed: 0)
      guard agent.restore(state, at: 0) else { preconditionFailure("a state is checked when it is read") }
      let model = UnsafeMutableRawPointer.allocate(byteCount: agent.modelSize(), alignment: 64)
      agent.keepModel(in: model)
      models[index] = model
    }
  }

  deinit {
    for index in 0..<count { models[index]?.deallocate() }
    models.deallocate()
  }
}

/// A `ModelOffer` as it crosses a ring.
struct OfferedModels: BitwiseCopyable, @unchecked Sendable {
  // Sendable because the offer is kept until it has been taken, and nothing changes in it.
  var models: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
}
