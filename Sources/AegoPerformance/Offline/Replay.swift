import AegoNumerics
import AegoMotion
import AegoScore
import AegoSoundFile
import Foundation

/// Where the files are that a take was played with: spaces and learned states.
private struct Sources {
  private let take: String
  private let sums: [String: String]
  /// The learned states.
  let states: [Manifest.Source]

  init(_ manifest: Manifest, take: String) {
    self.take = take
    states = [manifest.state].compactMap(\.self) + (manifest.states ?? [])
    let spaces = manifest.spaces.map { ($0.path, $0.sha256) }
    sums = Dictionary(spaces + states.map { ($0.path, $0.sha256) }, uniquingKeysWith: { first, _ in first })
  }

  /// Where a file was; else, of that name, in the take's folder or beside it, or among the spaces of this folder's
  /// scores. One that is as it was goes before any that is not; a learned state has to be, since each take has another
  /// of that name.
  func locate(_ path: String) -> String {
    let name = (path as NSString).lastPathComponent
    let places = [path, take + "/" + name, take + "/../" + name, "Scores/spaces/" + name].filter {
      FileManager.default.isReadableFile(atPath: $0)
    }
    let absolute = Piece.absolute(path)
    if let exact = places.first(where: { Checksum.file($0) == sums[absolute] }) { return exact }
    return states.contains { $0.path == absolute } ? path : places.first ?? path
  }

  /// - Throws: `missingState` for a learned state that is nowhere.
  func checkStates() throws(PerformanceError) {
    for state in states where !FileManager.default.isReadableFile(atPath: locate(state.path)) {
      throw .missingState(path: state.path)
    }
  }
}

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
  private let sources: Sources

  /// Opens a take and reads its score and spaces.
  ///
  /// - Throws: `PerformanceError` for what is no take, or lacks a file of learned state; `ScoreError` when the score does
  ///   not hold any more.
  public init(take directory: String) throws {
    self.directory = directory
    let manifest = try Manifest.read(take: directory)
    self.manifest = manifest
    let folder = parentFolder(of: manifest.score.path)
    let sources = Sources(manifest, take: directory)
    try sources.checkStates()
    var piece = try Piece.load(path: directory + "/score.yaml", folder: folder, locate: sources.locate)
    if let rehearsal = manifest.arguments.rehearsal { piece.rehearse(rehearsal) }
    for number in 2... {
      let path = directory + "/" + Revision.fileName(number)
      guard let text = FileManager.default.contents(atPath: path) else { break }
      piece.append(try piece.revision(Array(text), path: path))
    }
    self.piece = piece
    self.sources = sources
    altered = Replay.alteredFiles(directory, manifest, piece, sources)
  }

  /// The take's first hop: 0, or that of the checkpoint that it goes on from.
  public var firstHop: Int64 { manifest.arguments.resumed?.hop ?? 0 }

  /// How many hops the take recorded; of one that was broken off, as many as its mark says, or up to the journal's last
  /// line.
  public var recordedHops: Int64 { endHop - firstHop }

  /// The hop after the last that was recorded.
  var endHop: Int64 {
    if manifest.hops > 0 { return firstHop + manifest.hops }
    let journal = FileManager.default.contents(atPath: directory + "/journal.jsonl") ?? Data()
    let lines = String(decoding: journal, as: UTF8.self).split(separator: "\n")
    // The last line may have been cut.
    let times = lines.suffix(2).compactMap { line in
      line.split(separator: ",").first.flatMap { Int64($0.drop { !$0.isNumber }) }
    }
    let toldHop = piece.program.clock.firstHop(notBefore: times.max() ?? 0) + 1
    return max(firstHop, toldHop, RecordedMark.read(take: directory) ?? 0)
  }

  /// A rendering of the take.
  ///
  /// - Throws: `MotionError` for its input, `PerformanceError` for the checkpoint that it goes on from.
  public func rendering() throws -> Rendering {
    let feed = try InputFeed(
      path: directory + "/input.osc", vocabulary: piece.lastProgram.vocabulary, firstHop: firstHop, startHop: firstHop,
      changesScore: true)
    return try Rendering(piece, manifest.arguments, feed: feed, files: stateFiles, from: start())
  }

  /// Reads the learned states that the take's input has taken up.
  var stateFiles: StateFiles { StateFiles(piece, locate: sources.locate) }

  /// The checkpoint that the take goes on from; nil for one that begins.
  func start() throws(PerformanceError) -> Checkpoint? {
    guard let resumed = manifest.arguments.resumed else { return nil }
    return try Checkpoint.read(hop: resumed.hop, inTake: directory)
  }

  private static func alteredFiles(
    _ directory: String, _ manifest: Manifest, _ piece: Piece, _ sources: Sources
  ) -> [String] {
    var altered: [String] = []
    for (name, sum) in manifest.files.sorted(by: { $0.key < $1.key })
    where Checksum.file(directory + "/" + name) != sum { altered.append(name) }
    if manifest.files["score.yaml"] == nil, SHA256.hex(piece.text) != manifest.score.sha256 {
      altered.append("score.yaml")
    }
    for (space, path) in zip(manifest.spaces, piece.spacePaths) where Checksum.file(path) != space.sha256 {
      altered.append("space \(space.name) (\(path))")
    }
    for state in sources.states where Checksum.file(sources.locate(state.path)) != state.sha256 {
      altered.append("learned state (\(sources.locate(state.path)))")
    }
    return altered
  }
}
