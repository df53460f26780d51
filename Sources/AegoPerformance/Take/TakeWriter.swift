import AegoNumerics
import AegoMotion
import AegoSoundFile
import Foundation

/// Writes a take: a folder that holds all of one performance. Nothing is ever overwritten.
///
/// Not for the audio thread. The manifest is written first, as that of a broken take, and again at the end.
public final class TakeWriter {
  /// The take's folder.
  public let directory: String
  private var journal: Journal
  private let input: StreamWriter
  private let lines: LineWriter
  private let faults: LineWriter
  private let audio: SoundFileWriter
  private var manifest: Manifest
  private var checkpoints: [String] = []
  private var passing: String?
  private var scores = ["score.yaml"]
  private let recorded: RecordedMark
  private let disk: DiskSync

  /// Makes the folder and begins its files.
  ///
  /// - Parameters:
  ///   - directory: where; if it exists it must be empty.
  ///   - piece: the score's text and the program made from it.
  ///   - arguments: what the performance is started with.
  ///   - writesSeed: whether the seed is not the score's own, so that it belongs to the input.
  ///   - house: what the house gives the performance, so that it can go on there after a crash.
  /// - Throws: `PerformanceError`.
  public init(
    directory: String, piece: Piece, arguments: StartArguments, writesSeed: Bool, house: Manifest.House? = nil
  ) throws(PerformanceError) {
    self.directory = directory
    let program = piece.program
    manifest = try piece.manifest(arguments)
    manifest.house = house
    try TakeWriter.makeFolder(directory)
    try TakeWriter.write(Data(piece.text), to: directory + "/score.yaml")
    journal = Journal(program, revisions: piece.revisions.map(\.program))
    do {
      input = try StreamWriter(path: directory + "/input.osc", vocabulary: piece.lastProgram.vocabulary)
      try input.writeTake(title: program.timeline.title, version: 1)
      if writesSeed { try input.writeSeed(arguments.seed, timetag: 0) }
    } catch { throw PerformanceError(error, path: directory + "/input.osc") }
    lines = try LineWriter(path: directory + "/journal.jsonl")
    faults = try LineWriter(path: directory + "/faults.jsonl")
    do {
      audio = try SoundFileWriter(
        path: directory + "/audio.flac", rate: program.clock.rate, channels: 2, format: .flac)
    } catch { throw PerformanceError(error, path: directory + "/audio.flac") }
    for revision in piece.revisions {
      try TakeWriter.write(Data(revision.text), to: directory + "/" + revision.fileName)
      scores.append(revision.fileName)
    }
    recorded = try RecordedMark(inTake: directory)
    disk = DiskSync(["score.yaml", "input.osc", "journal.jsonl", "audio.flac"].map { directory + "/" + $0 })
    try writeManifest()
  }

  /// A message that hop `hop` consumed.
  public func record(_ message: Message, hop: Int64) throws(PerformanceError) {
    do {
      try input.write(message, timetag: Timetag.timetag(ofHop: hop))
    } catch { throw PerformanceError(error, path: directory + "/input.osc") }
  }

  /// A later version of the score, before its `/aego/score`.
  public func record(_ revision: Revision) throws(PerformanceError) {
    let path = directory + "/" + revision.fileName
    try TakeWriter.write(Data(revision.text), to: path)
    scores.append(revision.fileName)
    disk.add(path)
    input.vocabulary = revision.program.vocabulary
    journal.append(revision.program)
  }

  /// Something that the engine did.
  public func record(_ event: Event) throws(PerformanceError) { try lines.write(journal.line(event)) }

  /// The engine's state before a hop.
  public func record(_ checkpoint: Checkpoint) throws(PerformanceError) {
    try checkpoint.write(toTake: directory)
    let name = Checkpoint.name(ofHop: checkpoint.hop)
    if passing != name { removePassing() }
    if checkpoint.isPassing {
      passing = name
    } else if !checkpoints.contains(name) {
      checkpoints.append(name)
    }
  }

  /// The checkpoint that was of use until now.
  private func removePassing() {
    if let passing, !checkpoints.contains(passing) {
      try? FileManager.default.removeItem(atPath: directory + "/" + passing)
    }
    passing = nil
  }

  /// The samples of some frames, left and right interleaved, 24-bit numbers.
  public func record(_ samples: UnsafePointer<Int32>, frames: Int) throws(PerformanceError) {
    do {
      try audio.write(interleaved: samples, frames: frames)
    } catch { throw PerformanceError(error, path: directory + "/audio.flac") }
  }

  /// Something that happened around the engine.
  public func fault(_ what: String, _ detail: String, at time: Int64) throws(PerformanceError) {
    try faults.write(
      "{\"t\":\(time),\"what\":\(JSONString.quoted(what)),\"detail\":\(JSONString.quoted(detail))}")
  }

  /// Brings what was recorded to the disk.
  ///
  /// - Parameter hop: the hop before which everything was recorded.
  /// - Throws: `PerformanceError.unwritable`.
  public func flush(before hop: Int64) throws(PerformanceError) {
    do { try input.flush() } catch {
      throw PerformanceError(error, path: directory + "/input.osc")
    }
    try lines.flush()
    try faults.flush()
    try recorded.set(hop)
    disk.request()
  }

  /// Closes the take.
  ///
  /// - Parameters:
  ///   - hops: how many were played.
  ///   - ended: how the performance ended, as the journal has it.
  ///   - isExact: whether all that the engine consumed was recorded.
  ///   - learnt: what the agents have learnt.
  ///   - states: the files of learned state that were taken up while it was played.
  ///   - worstHop: the largest time a hop took over its length, where there was a clock.
  ///   - worstWork: the most that the processor worked for a hop, over its length.
  /// - Throws: `PerformanceError.unwritable`.
  public func close(
    hops: Int64, ended: String, isExact: Bool, learnt: Learnt, states: [Manifest.Source] = [], worstHop: Double? = nil,
    worstWork: Double? = nil
  ) throws(PerformanceError) {
    do { try input.close() } catch { throw PerformanceError(error, path: directory + "/input.osc") }
    do { try audio.close() } catch { throw PerformanceError(error, path: directory + "/audio.flac") }
    try lines.close()
    try faults.close()
    removePassing()
    let learnedFiles = try writeLearnt(learnt)
    manifest.hops = hops
    manifest.length = HopClock(hop: manifest.hop, rate: manifest.rate).nanoseconds(hops)
    manifest.ended = ended
    manifest.exact = isExact
    (manifest.worstHop, manifest.worstWork) = (worstHop, worstWork)
    if !states.isEmpty { manifest.states = states }
    for name in scores + ["input.osc", "journal.jsonl", "faults.jsonl", "audio.flac"] + learnedFiles + checkpoints {
      manifest.files[name] = Checksum.file(directory + "/" + name)
    }
    try writeManifest()
    recorded.remove()
  }

  /// Writes the state and a file for each model that was kept; their names.
  private func writeLearnt(_ learnt: Learnt) throws(PerformanceError) -> [String] {
    var files: [String: LearnedState] = ["state.safetensors": learnt.state]
    for (name, model) in learnt.models.sorted(by: { $0.key < $1.key }) {
      let plain = String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "-" })
      var file = "model-\(plain).safetensors"
      var number = 2
      // Names that differ in what a file's name cannot have.
      while files[file] != nil {
        file = "model-\(plain)-\(number).safetensors"
        number += 1
      }
      files[file] = model
    }
    for (name, state) in files.mapValues(\.sound) {
      let path = directory + "/" + name
      do { try state.write(path: path, spaces: manifest.spaces) } catch {
        throw .unwritable(path: path, reason: "\(error)")
      }
    }
    return files.keys.sorted()
  }

  private func writeManifest() throws(PerformanceError) {
    let path = directory + "/take.json"
    do {
      try manifest.encoded().write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch { throw .unwritable(path: path, reason: error.localizedDescription) }
  }

  private static func makeFolder(_ path: String) throws(PerformanceError) {
    let files = FileManager.default
    var isFolder: ObjCBool = false
    if files.fileExists(atPath: path, isDirectory: &isFolder) {
      guard isFolder.boolValue, (try? files.contentsOfDirectory(atPath: path))?.isEmpty == true else {
        throw .takeExists(path: path)
      }
      return
    }
    do {
      try files.createDirectory(atPath: path, withIntermediateDirectories: true)
    } catch { throw .unwritable(path: path, reason: error.localizedDescription) }
  }

  private static func write(_ data: Data, to path: String) throws(PerformanceError) {
    do {
      try data.write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
    } catch { throw .unwritable(path: path, reason: error.localizedDescription) }
  }
}
