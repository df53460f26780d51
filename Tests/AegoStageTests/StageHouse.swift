import AegoMotion
import AegoNumerics
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
    settings.port = 0
    alter(&settings)
    let feed = try #require(engine.stage)
    server = try StageServer(
      settings, score: StageScore(piece, take: "takes/test"), vocabulary: piece.program.vocabulary,
      engine: .init(
        feed: feed, command: { engine.command($0) },
        figures: { (engine.worstHop.load(ordering: .relaxed), engine.lateHops.load(ordering: .relaxed), 0) }),
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

/// The other end of a connection: bytes, as they are on the wire.
final class Peer {
  let descriptor: Int32
  private var bytes: [UInt8] = []

  struct Closed: Error {}

  init(_ port: UInt16, receiveBuffer: Int32? = nil) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var size = receiveBuffer {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard status == 0 else { throw Closed() }
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) { _ = Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) }

  func send(_ text: String) { send(Array(text.utf8)) }

  /// What comes until the other end closes, or ten seconds are over.
  func all() -> String {
    while let more = receive() { bytes += more }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func receive() -> [UInt8]? {
    var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    guard poll(&polled, 1, 10_000) > 0 else { return nil }
    var buffer = [UInt8](repeating: 0, count: 65536)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  /// Shakes hands.
  func open(_ path: String = "/live", headers: String = "") throws {
    send(
      "GET \(path) HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\(headers)"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
    while true {
      if let end = bytes.indices.dropFirst(3).first(where: { Array(bytes[($0 - 3)...$0]) == [13, 10, 13, 10] }) {
        let head = String(decoding: bytes[...end], as: UTF8.self)
        guard head.hasPrefix("HTTP/1.1 101") else { throw Closed() }
        bytes.removeFirst(end + 1)
        return
      }
      guard let more = receive() else { throw Closed() }
      bytes += more
    }
  }

  /// Sends a frame as a client does.
  func send(frame opcode: UInt8, _ payload: [UInt8], isLast: Bool = true) {
    let mask: [UInt8] = [1, 2, 3, 4]
    let head: [UInt8] =
      payload.count < 126
      ? [UInt8(payload.count) | 0x80] : [126 | 0x80, UInt8(payload.count >> 8), UInt8(payload.count & 255)]
    send([(isLast ? 0x80 : 0) | opcode] + head + mask + payload.enumerated().map { $1 ^ mask[$0 % 4] })
  }

  func send(message: String) { send(frame: 1, Array(message.utf8)) }

  /// The next frame from the server; nil where it has closed, or nothing comes.
  func next() -> (opcode: UInt8, payload: [UInt8])? {
    while true {
      if bytes.count >= 2 {
        let more = bytes[1] == 126 ? 2 : bytes[1] == 127 ? 8 : 0
        if bytes.count >= 2 + more {
          let length = more == 0 ? Int(bytes[1]) : bytes[2..<2 + more].reduce(0) { $0 << 8 | Int($1) }
          if bytes.count >= 2 + more + length {
            defer { bytes.removeFirst(2 + more + length) }
            return (bytes[0] & 15, Array(bytes[2 + more..<2 + more + length]))
          }
        }
      }
      guard let received = receive() else { return nil }
      bytes += received
    }
  }

  /// The next text of a type; nil where none comes any more.
  func next(_ type: String) -> [String: Any]? {
    while let (opcode, payload) = next() {
      guard opcode == 1 else { continue }
      let object = try? JSONSerialization.jsonObject(with: Data(payload)) as? [String: Any]
      if object?["type"] as? String == type { return object }
    }
    return nil
  }

  /// The next frame's bytes; nil where none comes any more.
  func nextFrame() -> [UInt8]? {
    while let (opcode, payload) = next() { if opcode == 2 { return payload } }
    return nil
  }
}
