import AegoNumerics
import AegoMotion
import AegoScore
import AegoSpace
import Foundation

/// A score read, checked against its spaces, and made a program: what is needed to begin a performance and to record it.
public struct Piece: Sendable {
  /// Where the score lies.
  public internal(set) var path: String
  /// The score's text, byte for byte.
  public let text: [UInt8]
  /// The score.
  public let score: Score
  /// What the engine plays.
  public private(set) var program: Program
  /// The later versions of the score, in their order.
  public internal(set) var revisions: [Revision] = []
  /// Where the spaces were found, by the score's order.
  var spacePaths: [String]
  /// Where the files lie that the score names.
  var folder: String
  /// What the score's reader warned of, with its place.
  var scoreRemarks: [String] = []
  /// What a performer should know of the learned state that it begins with.
  private(set) var stateRemarks: [String] = []
  /// Where the file of learned state was found that it begins with; nil for none.
  var statePath: String?

  /// A piece whose score and spaces have been read.
  init(path: String, folder: String? = nil, text: [UInt8], score: Score, spaces: [LatentSpace]) {
    self.folder = folder ?? parentFolder(of: path)
    self.path = path
    self.text = text
    self.score = score
    program = Program(score, spaces: spaces)
    spacePaths = score.spaces.map(\.path)
  }

  /// Begins with what was learnt in another performance.
  mutating func begin(with learnt: LearnedState, from path: String) {
    program.states = states(of: learnt)
    statePath = path
    stateRemarks = learnt.remarks(path, for: spaceFiles)
  }

  /// Is to be played otherwise than it is written; once.
  public mutating func rehearse(_ rehearsal: Rehearsal) {
    program.timeline = program.timeline.played(atSpeed: rehearsal.speed)
    program.rehearsal = rehearsal
  }

  /// Begins with what was learnt in a take up to a moment, which no file has.
  mutating func begin(with learnt: LearnedState) { program.states = states(of: learnt) }

  /// What a performer should know before the piece is played, a sentence each.
  public var warnings: [String] { scoreRemarks + takenAddresses + stateRemarks }

  /// Lets go what only the making of a performance needs, some megabytes a space.
  public mutating func releaseNetworks() { program = program.withoutNetworks() }

  /// Each space's part of a learned state; empty for a space that it does not know.
  func states(of learnt: LearnedState) -> [[Float]] { score.spaces.map { learnt.agents[$0.name] ?? [] } }

  /// The spaces' names with their numbers of axes.
  var agentAxes: [(name: String, axes: Int)] {
    zip(program.spaceNames, program.spaces).map { ($0, $1.latent) }
  }

  /// The spaces' names with their files.
  var spaceFiles: [(name: String, path: String)] { Array(zip(program.spaceNames, spacePaths)) }

  /// Where a file lies that is named relative to the score.
  func path(ofFile name: String) -> String {
    name.hasPrefix("/") || folder.isEmpty ? name : folder + "/" + name
  }

  /// A take's manifest before the performance: that of a broken one.
  func manifest(_ arguments: StartArguments) throws(PerformanceError) -> Manifest {
    var spaces: [Manifest.Space] = []
    for (space, path) in zip(score.spaces, spacePaths) {
      guard let sum = Checksum.file(path) else { throw .missingSpace(name: space.name, path: path) }
      spaces.append(.init(name: space.name, path: Piece.absolute(path), sha256: sum))
    }
    return Manifest(
      program: "ægo \(Version.text)", engine: Performance.engine, title: score.title, arguments: arguments,
      rate: program.clock.rate, hop: program.clock.hop, hops: 0, length: 0, ended: "broken", exact: false,
      score: .init(path: Piece.absolute(path), sha256: SHA256.hex(text)), spaces: spaces,
      state: statePath.flatMap { path in
        Checksum.file(path).map { .init(path: Piece.absolute(path), sha256: $0) }
      }, files: [:])
  }

  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}

/// The program's version.
public enum Version {
  /// As `aego --version` and the takes have it.
  public static let text = "0.1.0"
}
