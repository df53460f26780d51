import AegoMotion
import AegoScore
import AegoSpace
import Foundation

/// A score read, checked against its spaces, and made a program: what is needed to begin a performance and to record it.
public struct Piece: Sendable {
  /// Where the score lies.
  public let path: String
  /// The score's text, byte for byte.
  public let text: [UInt8]
  /// The score.
  public let score: Score
  /// What the engine plays.
  public let program: Program

  /// A piece whose score and spaces have been read.
  init(path: String, text: [UInt8], score: Score, spaces: [LatentSpace]) {
    self.path = path
    self.text = text
    self.score = score
    program = Program(score, spaces: spaces)
  }

  /// A take's manifest before the performance: that of a broken one.
  func manifest(_ arguments: StartArguments) throws(PerformanceError) -> Manifest {
    var spaces: [Manifest.Space] = []
    for space in score.spaces {
      guard let sum = Checksum.file(space.path) else {
        throw .missingSpace(name: space.name, path: space.path)
      }
      spaces.append(.init(name: space.name, path: Piece.absolute(space.path), sha256: sum))
    }
    return Manifest(
      program: "ægo \(Version.text)", engine: Performance.engine, title: score.title, arguments: arguments,
      rate: program.clock.rate, hop: program.clock.hop, hops: 0, length: 0, ended: "broken", exact: false,
      score: .init(path: Piece.absolute(path), sha256: SHA256.hex(text)), spaces: spaces, files: [:])
  }

  private static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }
}

/// The program's version.
public enum Version {
  /// As `aego --version` and the takes have it.
  public static let text = "0.1.0"
}

extension Program {
  /// The program of a score whose spaces are loaded in its order.
  init(_ score: Score, spaces: [LatentSpace]) {
    self.init(timeline: score.timeline(), spaces: spaces, names: score.spaces.map(\.name))
    gains = score.spaces.map(\.gain)
    motion = MotionSettings(score.sensors)
    switch score.start {
    case .now: start = .now
    case .go: start = .go
    case .stillness(let time): start = .stillness(time)
    }
    creditFrom = score.agent.creditFrom
    creditTo = score.agent.creditTo
    width = score.sound.width
    fadeIn = score.sound.fadeIn
    fadeOut = score.sound.fadeOut
  }
}
