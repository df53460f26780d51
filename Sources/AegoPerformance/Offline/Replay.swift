import AegoNumerics
import AegoMotion
import AegoScore
import AegoSoundFile
import Foundation

/// A take played again from its input.
public struct Replay {
  /// The take's folder.
  public let directory: String
  /// What the take says of itself.
  public let manifest: Manifest
  /// The take's score with its spaces.
  public let piece: Piece
  /// Files whose checksum is not the manifest's, by name.
  public let altered: [String]

  /// Opens a take and reads its score and spaces.
  ///
  /// - Throws: `PerformanceError` for what is no take; `ScoreError` when the score does not hold any more.
  public init(take directory: String) throws {
    self.directory = directory
    let manifest = try Manifest.read(take: directory)
    self.manifest = manifest
    let folder = (manifest.score.path as NSString).deletingLastPathComponent
    piece = try Piece.load(path: directory + "/score.yaml", folder: folder) { path in
      Replay.locate(path, take: directory)
    }
    altered = Replay.alteredFiles(directory, manifest, piece)
  }

  /// How many hops the take recorded; of one that was broken off, up to the journal's last line.
  public var recordedHops: Int64 {
    if manifest.hops > 0 { return manifest.hops }
    let journal = FileManager.default.contents(atPath: directory + "/journal.jsonl") ?? Data()
    let lines = String(decoding: journal, as: UTF8.self).split(separator: "\n")
    // The last line may have been cut.
    let times = lines.suffix(2).compactMap { line in
      line.split(separator: ",").first.flatMap { Int64($0.drop { !$0.isNumber }) }
    }
    return piece.program.clock.firstHop(notBefore: times.max() ?? 0) + 1
  }

  /// A rendering of the take.
  public func rendering() throws(MotionError) -> Rendering {
    let feed = try InputFeed(path: directory + "/input.osc", vocabulary: piece.program.vocabulary)
    return Rendering(piece, manifest.arguments, feed: feed)
  }

  /// Where the score had the space; else beside the take's files or among the scores of this folder.
  private static func locate(_ path: String, take: String) -> String {
    let name = (path as NSString).lastPathComponent
    let places = [path, take + "/" + name, "Scores/spaces/" + name]
    return places.first { FileManager.default.isReadableFile(atPath: $0) } ?? path
  }

  private static func alteredFiles(_ directory: String, _ manifest: Manifest, _ piece: Piece) -> [String] {
    var altered: [String] = []
    for (name, sum) in manifest.files.sorted(by: { $0.key < $1.key })
    where Checksum.file(directory + "/" + name) != sum { altered.append(name) }
    if manifest.files["score.yaml"] == nil, SHA256.hex(piece.text) != manifest.score.sha256 {
      altered.append("score.yaml")
    }
    for (space, path) in zip(manifest.spaces, piece.spacePaths) where Checksum.file(path) != space.sha256 {
      altered.append("space \(space.name) (\(path))")
    }
    if let state = manifest.state, let path = piece.score.agent.start?.value, Checksum.file(path) != state.sha256 {
      altered.append("learned state (\(path))")
    }
    for state in manifest.states ?? [] where Checksum.file(state.path) != state.sha256 {
      altered.append("learned state (\(state.path))")
    }
    return altered
  }
}
