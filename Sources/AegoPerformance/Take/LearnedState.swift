import AegoAgent
import AegoNetwork
import AegoNumerics
import AegoScore
import Foundation

/// What the agents of a piece have learnt and where they stand, in one file: a tensor a space.
public struct LearnedState: Sendable, Equatable {
  private static let format = "aego-state-1"

  /// Where a state was learnt.
  struct Origin: Sendable, Equatable {
    /// The engine's number.
    var engine: Int?
    /// The checksums of the spaces' files by the spaces' names; empty where the file does not say.
    var spaces: [String: String]
    /// Whether the file has a checksum of what it holds.
    var isSummed: Bool
  }

  /// Each agent's numbers by its space's name in the score.
  var agents: [String: [Float]]
  /// Where it was learnt; nil for one that was not read from a file.
  var origin: Origin?

  /// Writes it as `.safetensors`.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - spaces: those that it was learnt in.
  /// - Throws: `SafetensorsError` if the file can't be written.
  func write(path: String, spaces: [Manifest.Space]) throws(SafetensorsError) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let learntIn = spaces.filter { agents[$0.name] != nil }.map { ($0.name, $0.sha256) }
    let sums = try? encoder.encode(Dictionary(learntIn, uniquingKeysWith: { first, _ in first }))
    let tensors = agents.map { name, numbers in
      (name, Safetensors.Tensor(shape: [numbers.count], values: numbers))
    }
    var file = Safetensors(
      tensors: Dictionary(uniqueKeysWithValues: tensors),
      metadata: [
        "format": LearnedState.format, "engine": "\(Performance.engine)",
        "spaces": String(decoding: sums ?? Data("{}".utf8), as: UTF8.self),
      ])
    file.metadata["sha256"] = LearnedState.sum(of: file)
    try file.write(path: path, precision: .single)
  }

  /// The checksum of all that a file holds but the checksum itself.
  private static func sum(of file: Safetensors) -> String {
    var sum = SHA256()
    for (key, text) in file.metadata.sorted(by: { $0.key < $1.key }) where key != "sha256" {
      sum.update(Array("\(key)=\(text)\n".utf8))
    }
    for (name, tensor) in file.tensors.sorted(by: { $0.key < $1.key }) {
      sum.update(Array("\(name) \(tensor.shape)\n".utf8))
      sum.update(tensor.values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } })
    }
    return sum.finish()
  }

  /// The agents whose numbers are numbers: an agent that has learnt from a damaged state may have none left.
  var sound: LearnedState {
    LearnedState(agents: agents.filter { $0.value.allSatisfy(\.isFinite) }, origin: origin)
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
      if let fault = formatFault(file.metadata["format"] ?? "") { return .failure(.unsuitable(what: fault)) }
      if let written = file.metadata["sha256"], written != sum(of: file) {
        return .failure(.unsuitable(what: "it is damaged: what it holds is not what was written"))
      }
      let learnt = LearnedState(agents: file.tensors.mapValues(\.values), origin: Origin(file.metadata))
      return learnt.misfit(spaces).map { .failure(.unsuitable(what: $0)) } ?? .success(learnt)
    } catch {
      switch error {
      case .unreadable(_, let reason), .unwritable(_, let reason): return .failure(.unreadable(reason: reason))
      case .damaged(_, let what): return .failure(.unsuitable(what: what))
      }
    }
  }

  /// What is wrong with a file of this format; nil for the one that is read.
  private static func formatFault(_ format: String) -> String? {
    if format == LearnedState.format { return nil }
    if format.hasPrefix("aego-state-") {
      return "its format is \(format), of another version of this program, which reads \(LearnedState.format)"
    }
    return "it holds no learned state, which every take has as state.safetensors"
  }

  private func misfit(_ spaces: [(name: String, axes: Int)]) -> String? {
    if spaces.isEmpty { return nil }
    let known = spaces.filter { agents[$0.name] != nil }
    guard !known.isEmpty else {
      let names = agents.keys.sorted().map { "\"\($0)\"" }.joined(separator: ", ")
      return "it holds what was learnt in \(names), and this score has no such space"
    }
    for space in known where !fits(space.name, axes: space.axes) {
      return "what it holds of \"\(space.name)\" is not of an agent with \(space.axes) axes"
        + (isOfThisEngine ? "" : " of this engine, \(Performance.engine): it was written by engine \(writer)")
    }
    return nil
  }

  private var isOfThisEngine: Bool { origin?.engine == Performance.engine }

  private var writer: String { origin?.engine.map(String.init) ?? "unknown" }

  /// What a performer should know before a piece goes on with it, though it can.
  ///
  /// - Parameters:
  ///   - path: the file that it was read from.
  ///   - spaces: those of the piece, with their files.
  /// - Returns: a sentence for each remark.
  func remarks(_ path: String, for spaces: [(name: String, path: String)]) -> [String] {
    var remarks: [String] = []
    if !isOfThisEngine {
      remarks.append(
        "\(path): written by engine \(writer), and this is engine \(Performance.engine): the agents may go on otherwise"
      )
    }
    if origin?.isSummed == false {
      remarks.append("\(path): it has no checksum, so that nobody can tell whether it is as it was written")
    }
    for space in spaces {
      if agents[space.name] == nil {
        remarks.append("\(path): nothing was learnt of \"\(space.name)\": its agent begins with nothing")
      } else if let sum = origin?.spaces[space.name], Checksum.file(space.path) != sum {
        remarks.append(
          "\(path): what it holds of \"\(space.name)\" was learnt with another file than \(space.path): "
            + "the agent may go where it was not sent")
      }
    }
    return remarks
  }

  private func fits(_ name: String, axes: Int) -> Bool {
    var agent = CoExplorer(
      axes: axes, stepScales: Array(repeating: 1, count: axes), settings: CoExplorerSettings(),
      random: RandomStream(seed: 0, name: name))
    return agent.restore(agents[name] ?? [], at: 0)
  }
}

extension LearnedState.Origin {
  /// What a file's metadata say of it.
  fileprivate init(_ metadata: [String: String]) {
    engine = metadata["engine"].flatMap { Int($0) }
    let sums = metadata["spaces"].flatMap { try? JSONDecoder().decode([String: String].self, from: Data($0.utf8)) }
    spaces = sums ?? [:]
    isSummed = metadata["sha256"] != nil
  }
}
