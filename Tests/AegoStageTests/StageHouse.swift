import AegoMotion
import AegoNumerics
import AegoTestSupport
import Foundation
import Glibc
import Synchronization
import Testing

@testable import AegoPerformance
@testable import AegoStage

/// The project's folder.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

/// A score on a shipped space that begins at once, with two scenes.
let stageScore = """
  score: 1
  title: a test of the stage
  seed: 7
  spaces: {additive: spaces/additive.safetensors}
  start: now
  sound: {fade in: 100ms, fade out: 500ms}
  period: 50ms
  space: additive
  movements:
    - name: first
      scenes:
        - {name: line, dimensions: 1, direction: turn slowly, for: 4m}
        - {name: plane, dimensions: 2, until: go, for: {min: 0s, nominal: 4m, max: 10m}}

  """

/// A piece that is played hop by hop with a stage, in a folder of its own.
final class StageHouse {
  let folder: String
  let piece: Piece
  let engine: LiveEngine
  let server: StageServer
  let take: TakeWriter
  let recorder: LiveRecorder
  private(set) var lines: [String] = []
  private var samples = [Int32](repeating: 0, count: 1024)
  private var journal: Journal
  /// What is not in the engine's feed.
  let figures = Figures()

  /// Set by the test, read by the server.
  final class Figures: Sendable {
    let now = Mutex(StageFigures())
  }

  init(_ text: String = stageScore, _ alter: (inout StageSettings) -> Void = { _ in }) throws {
    folder = NSTemporaryDirectory() + "aego-stage-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try text.write(toFile: folder + "/score.yaml", atomically: true, encoding: .utf8)
    piece = try Piece.load(path: folder + "/score.yaml", folder: root + "/Scores")
    journal = Journal(piece.program)
    let arguments = StartArguments(seed: 7)
    let engine = try LiveEngine(piece, arguments, hasStage: true)
    self.engine = engine
    take = try TakeWriter(directory: folder + "/take", piece: piece, arguments: arguments, writesSeed: false)
    recorder = LiveRecorder(engine, take: take, files: StateFiles(piece))
    var settings = StageSettings()
    settings.serving.port = 0
    alter(&settings)
    let feed = try #require(engine.stage)
    server = try StageServer(
      settings, score: StageScore(piece, take: "takes/test"), vocabulary: piece.program.vocabulary,
      engine: .init(
        feed: feed, command: { engine.command($0) },
        figures: { [figures] in
          var now = figures.now.withLock { $0 }
          now.worst = engine.worstHop.load(ordering: .relaxed)
          now.late = engine.lateHops.load(ordering: .relaxed)
          return now
        }),
      run: "0123")
    server.start()
  }

  deinit {
    server.stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// Plays some hops; false once the performance is over.
  @discardableResult func play(_ hops: Int, isLate: Bool = false) -> Bool {
    var goesOn = true
    for _ in 0..<hops where goesOn {
      goesOn = engine.renderHop(into: &samples, isLate: isLate)
      for case .event(let event) in recorder.drain() { lines.append(journal.line(event)) }
    }
    return goesOn
  }

  /// Has the score replaced while it is played, as saving it does.
  func replaceScore(_ alter: (String) -> String) throws {
    let text = alter(try String(contentsOfFile: piece.path, encoding: .utf8))
    let revision = try piece.revision(Array(text.utf8), path: piece.path)
    server.append(revision.program, revision.score)
    journal.append(revision.program)
    _ = recorder.record(revision)
    #expect(engine.reload(revision))
  }

  /// Waits until a condition holds, and plays meanwhile where it is asked to.
  func wait(playing: Bool = false, _ condition: () -> Bool) -> Bool {
    for _ in 0..<10_000 {
      if condition() { return true }
      if playing { play(1) }
      poll(nil, 0, 1)
    }
    return condition()
  }

  /// A page that has connected and read its greeting.
  func page(path: String = "/live") throws -> Peer {
    let peer = try Peer(server.port)
    try peer.open(path)
    return peer
  }
}
