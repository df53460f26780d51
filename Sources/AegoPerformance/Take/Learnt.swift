import AegoAgent

/// What is left of the agents when a performance is over.
public struct Learnt: Sendable {
  /// What they have learnt and where they stand.
  public var state: LearnedState
  /// The models that the performer kept, by their names.
  public var models: [String: LearnedState]

  /// Spaces whose agents have no numbers left, which are not kept.
  var lost: [String] {
    ([state] + models.values).flatMap { state in state.agents.keys.filter { state.sound.agents[$0] == nil } }.sorted()
  }
}

extension Performance {
  /// What the agents have learnt up to now. Not for the thread that plays.
  ///
  /// - Parameter program: what is played.
  /// - Returns: each space's agent, and what was kept under names.
  func learnt(_ program: Program) -> Learnt {
    var learnt = Learnt(state: LearnedState(agents: [:]), models: [:])
    for (index, name) in program.spaceNames.enumerated() {
      learnt.state.agents[name] = agents[index].state(at: clock.nanoseconds(nextHop))
    }
    for (name, space, state) in keptModels(program) {
      learnt.models[name, default: LearnedState(agents: [:])].agents[program.spaceNames[space]] = state
    }
    return learnt
  }
}
