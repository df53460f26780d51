import AegoNumerics
import Foundation

/// The whole engine before a hop of a take: a performance of the same piece goes on from there to the bit.
public struct Checkpoint: Sendable, Equatable {
  private static let format = "aego-checkpoint-2"

  /// What stands before the state in the file, as one line of JSON.
  private struct Header: Codable {
    var format: String
    var engine: Int
    var hop: Int64
    var size: Int
    var sha256: String
  }

  /// The hop that comes next.
  public let hop: Int64
  /// How many bytes the state has, and what `Performance.copyState` wrote, its runs of zeros written shorter.
  private let size: Int
  private let coded: [UInt8]

  /// Whether it is of use only until the next one is kept.
  let isPassing: Bool

  private init(hop: Int64, size: Int, coded: [UInt8]) {
    (self.hop, self.size, self.coded, isPassing) = (hop, size, coded, false)
  }

  /// A state that was kept before a hop.
  init(hop: Int64, state: UnsafeRawBufferPointer, isPassing: Bool = false) {
    (self.hop, size, self.isPassing) = (hop, state.count, isPassing)
    coded = ZeroRuns.encode(state)
  }

  /// The state of a performance as it is, all its decided hops having sounded. Not for the thread that plays.
  init(of performance: Performance) {
    let capacity = performance.stateCapacity
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 64)
    defer { memory.deallocate() }
    let count = memory.baseAddress.map { performance.copyState(to: $0, capacity: capacity) } ?? 0
    self.init(hop: performance.nextHop, state: UnsafeRawBufferPointer(rebasing: memory[..<count]))
  }

  /// Gives the state to whoever goes on from it; nil where it is none.
  func withState<Outcome>(_ take: (UnsafeRawBufferPointer) -> Outcome) -> Outcome? {
    ZeroRuns.decode(coded, size: size).map { $0.withUnsafeBytes(take) }
  }

  /// The folder of a take's checkpoints, in the take's folder.
  static let folder = "checkpoints"

  /// The file's name within the take's folder.
  static func name(ofHop hop: Int64) -> String {
    let digits = String(hop)
    return folder + "/" + String(repeating: "0", count: max(0, 10 - digits.count)) + digits + ".checkpoint"
  }

  /// The hops of a take's checkpoints, the first first.
  static func hops(inTake directory: String) -> [Int64] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory + "/" + folder)) ?? []
    return names.filter { $0.hasSuffix(".checkpoint") }.compactMap { Int64($0.prefix { $0 != "." }) }.sorted()
  }

  /// Writes it to a take's folder: whole, or not at all.
  func write(toTake directory: String) throws(PerformanceError) {
    let path = directory + "/" + Checkpoint.name(ofHop: hop)
    let header = Header(
      format: Checkpoint.format, engine: Performance.engine, hop: hop, size: size, sha256: SHA256.hex(coded))
    do {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      try FileManager.default.createDirectory(
        atPath: directory + "/" + Checkpoint.folder, withIntermediateDirectories: true)
      var file = try encoder.encode(header)
      file.append(10)
      file.append(contentsOf: coded)
      try file.write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch { throw .unwritable(path: path, reason: error.localizedDescription) }
  }

  /// Reads the checkpoint of a hop from a take's folder.
  ///
  /// - Throws: `unreadable`, `damagedTake` for a file that is not what was written, or by another engine.
  static func read(hop: Int64, inTake directory: String) throws(PerformanceError) -> Checkpoint {
    let path = directory + "/" + name(ofHop: hop)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .unreadable(path: path, reason: "there is no such file")
    }
    guard let end = data.firstIndex(of: 10),
      let header = try? JSONDecoder().decode(Header.self, from: data[..<end]), header.format == format
    else { throw .damagedTake(path: path, what: "it is no checkpoint of this program") }
    guard header.engine == Performance.engine else {
      throw .damagedTake(
        path: path, what: "it was kept by engine \(header.engine), and this is engine \(Performance.engine)")
    }
    let coded = Array(data[(end + 1)...])
    guard SHA256.hex(coded) == header.sha256, header.hop == hop, (0...1 << 30).contains(header.size) else {
      throw .damagedTake(path: path, what: "it is damaged: what it holds is not what was written")
    }
    return Checkpoint(hop: hop, size: header.size, coded: coded)
  }
}

extension Performance {
  /// A performance that goes on from a checkpoint of the same piece; from nothing, one that begins.
  ///
  /// - Throws: `PerformanceError.unusableCheckpoint`.
  public convenience init(_ piece: Piece, _ arguments: StartArguments, from checkpoint: Checkpoint?)
    throws(PerformanceError)
  {
    self.init(piece.program, arguments, revisions: piece.revisions.map(\.program))
    guard let checkpoint else { return }
    let isTaken = checkpoint.withState { takeUp($0, fadingIn: arguments.resumed?.fade ?? 0) }
    guard isTaken == true, nextHop == checkpoint.hop else { throw .unusableCheckpoint(hop: checkpoint.hop) }
  }
}
