import AegoAgent
import AegoNetwork
import AegoNumerics
import AegoScore

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

  /// Reads what `write` wrote, for a piece that is to begin or go on with it.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - spaces: the names of the piece's spaces with their numbers of axes; none where they are not known, then they
  ///     are not compared with.
  /// - Returns: the state, or why the piece cannot use it.
  public static func load(_ path: String, for spaces: [(name: String, axes: Int)]) -> Result<LearnedState, FileFault> {
    do throws(SafetensorsError) {
      let file = try Safetensors.read(path: path)
      guard file.metadata["format"] == LearnedState.format else {
        return .failure(.unsuitable(what: "it holds no learned state, which every take has as state.safetensors"))
      }
      let learnt = LearnedState(agents: file.tensors.mapValues(\.values))
      return learnt.misfit(spaces).map { .failure(.unsuitable(what: $0)) } ?? .success(learnt)
    } catch {
      switch error {
      case .unreadable(_, let reason), .unwritable(_, let reason): return .failure(.unreadable(reason: reason))
      case .damaged(_, let what): return .failure(.unsuitable(what: what))
      }
    }
  }

  private func misfit(_ spaces: [(name: String, axes: Int)]) -> String? {
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
