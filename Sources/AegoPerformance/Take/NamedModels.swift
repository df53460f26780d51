import AegoMotion
import Foundation

/// The files of learned state that the performer named when the performance was started: a message may have one taken up
/// by its name, and no other file is ever read because of a message.
public struct NamedModels: Sendable {
  /// Each file's absolute path, by its name without folders.
  private let paths: [String: String]
  /// What a performer should know of them, a sentence each.
  public let warnings: [String]

  /// No file.
  public static let none = NamedModels(paths: [:])

  private init(paths: [String: String]) {
    self.paths = paths
    warnings = []
  }

  /// Files that a piece's agents can take up.
  ///
  /// - Parameters:
  ///   - files: their paths; no two may have one name.
  ///   - piece: whose agents.
  /// - Throws: `PerformanceError.unusableModel` for one that they cannot take up.
  public init(_ files: [String], for piece: Piece) throws(PerformanceError) {
    var (paths, warnings) = ([String: String](), [String]())
    for file in files {
      let path = Piece.absolute(file)
      switch LearnedState.load(path, for: piece.agentAxes) {
      case .failure(let fault): throw .unusableModel(path: file, reason: fault.text)
      case .success(let learnt): warnings += learnt.remarks(file, for: piece.spaceFiles)
      }
      guard Message(.state, name: path) != nil else {
        throw .unusableModel(path: file, reason: "its path has more than 128 bytes")
      }
      let name = (path as NSString).lastPathComponent
      if let other = paths[name], other != path {
        throw .unusableModel(path: file, reason: "\(other) has the same name, by which messages ask for it")
      }
      paths[name] = path
    }
    self.paths = paths
    self.warnings = warnings
  }

  /// The message that has a file taken up which a `/load_model` names; nil where it names none of them.
  func state(for message: Message) -> Message? {
    guard message.address == .loadModel, let path = paths[message.name] else { return nil }
    return Message(.state, name: path)
  }
}
