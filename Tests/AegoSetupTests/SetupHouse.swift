import AegoTestSupport
import AegoTraining
import Foundation
import Testing

@testable import AegoServing
@testable import AegoSetup

/// The project's folder.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

/// A score on shipped spaces.
let setupScore = """
  score: 1
  title: a test of setup  # kept
  spaces:
    additive: spaces/additive.safetensors
    instruments: spaces/instruments.safetensors
  movements:
    - name: first
      space: additive
      scenes:
        - {name: line, dimensions: 1, for: 20s}   # one
        - name: plane
          dimensions: 2
          for: 20s

  """

/// A folder with a score, served.
final class SetupHouse {
  let folder: String
  let server: SetupServer

  init(
    _ text: String = setupScore, training: TrainingSettings = TrainingSettings(),
    _ alter: (inout ServingSettings) -> Void = { _ in }
  ) throws {
    folder = NSTemporaryDirectory() + "aego-setup-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder + "/spaces", withIntermediateDirectories: true)
    for name in ["additive", "instruments"] {
      let file = "/spaces/\(name).safetensors"
      try FileManager.default.createSymbolicLink(atPath: folder + file, withDestinationPath: root + "/Scores" + file)
    }
    try text.write(toFile: folder + "/piece.yaml", atomically: true, encoding: .utf8)
    var settings = ServingSettings()
    settings.port = 0
    alter(&settings)
    server = try SetupServer(
      settings, folder: ScoreFolder(path: folder), score: "piece.yaml", training: training, run: "0123")
    server.start()
  }

  deinit {
    server.stop()
    try? FileManager.default.removeItem(atPath: folder)
  }

  /// A page that has connected.
  func page() throws -> Page { try Page(server.port) }

  func read(_ name: String = "piece.yaml") throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }
}

/// A page as a client of the protocol.
final class Page {
  private let peer: Peer

  init(_ port: UInt16) throws {
    peer = try Peer(port)
    try peer.open()
  }

  func tell(_ message: [String: Any]) throws {
    let data = try JSONSerialization.data(withJSONObject: message)
    peer.send(message: String(decoding: data, as: UTF8.self))
  }

  /// Sends a message and gives the first answer of a type.
  func ask(_ message: [String: Any], _ type: String) throws -> [String: Any] {
    try tell(message)
    return try #require(peer.next(type))
  }

  func next(_ type: String) throws -> [String: Any] { try #require(peer.next(type)) }

  func nextFrame() throws -> [UInt8] { try #require(peer.nextFrame()) }
}
