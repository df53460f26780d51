import AegoAgent
import AegoNetwork
import AegoNumerics

/// What the agents of a piece have learnt and where they stand, in one file: a tensor a space.
public struct LearnedState: Sendable, Equatable {
  private static let format = "aego-state-1"

  /// Each agent's numbers by its space's name in the score.
  var agents: [String: [Float]]

  /// Writes it as `.safetensors`.
  func write(path: String) throws(SafetensorsError) {
    let tensors = agents.map { name, numbers in
      (name, Safetensors.Tensor(shape: [numbers.count], values: numbers))
    }
    let file = Safetensors(
      tensors: Dictionary(uniqueKeysWithValues: tensors),
      metadata: ["format": LearnedState.format, "engine": "\(Performance.engine)"])
    try file.write(path: path, precision: .single)
  }

  /// Reads what `write` wrote.
  static func read(path: String) throws(SafetensorsError) -> LearnedState {
    let file = try Safetensors.read(path: path)
    guard file.metadata["format"] == LearnedState.format else {
      throw .damaged(path: path, what: "it holds no learned state, which every take has as state.safetensors")
    }
    return LearnedState(agents: file.tensors.mapValues(\.values))
  }

  /// Looks whether a piece can start from a file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - spaces: the names of the piece's spaces with their numbers of axes.
  /// - Returns: why it cannot; nil where it can.
  public static func problem(_ path: String, spaces: [(name: String, axes: Int)]) -> String? {
    do throws(SafetensorsError) {
      return try read(path: path).misfit(spaces)
    } catch {
      switch error {
      case .unreadable(_, let reason), .unwritable(_, let reason):
        return reason.prefix(1).lowercased() + reason.dropFirst()
      case .damaged(_, let what): return what
      }
    }
  }

  private func misfit(_ spaces: [(name: String, axes: Int)]) -> String? {
    // A score with other errors has no spaces to compare with yet.
    if spaces.isEmpty { return nil }
    let known = spaces.filter { agents[$0.name] != nil }
    guard !known.isEmpty else {
      let names = agents.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
      return "it holds what was learnt in \(names), and this score has no such space"
    }
    for space in known where !fits(space.name, axes: space.axes) {
      return "what it holds of \"\(space.name)\" is not of an agent with \(space.axes) axes of this engine"
    }
    return nil
  }

  private func fits(_ name: String, axes: Int) -> Bool {
    var agent = CoExplorer(
      axes: axes, stepScales: Array(repeating: 1, count: axes), settings: CoExplorerSettings(),
      random: RandomStream(seed: 0, name: name))
    return agent.restore(agents[name] ?? [], at: 0)
  }
}

extension Performance {
  /// What the agents have learnt up to now. Not for the thread that plays.
  ///
  /// - Parameter spaceNames: the program's.
  /// - Returns: the state of each space's agent.
  func learnedState(_ spaceNames: [String]) -> LearnedState {
    var learnt = LearnedState(agents: [:])
    for (index, name) in spaceNames.enumerated() {
      learnt.agents[name] = agents[index].state(at: clock.nanoseconds(nextHop))
    }
    return learnt
  }
}
