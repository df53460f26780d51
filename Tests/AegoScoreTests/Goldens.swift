import Foundation
import Testing

@testable import AegoScore

/// The folder of golden pairs in the source tree.
let goldens = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Goldens")

/// Compares a text with the golden file of this name. With AEGO_RECORD set it writes the file instead, and fails.
func expectGolden(
  _ actual: String, named name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let url = goldens.appending(path: name)
  if ProcessInfo.processInfo.environment["AEGO_RECORD"] != nil {
    try Data(actual.utf8).write(to: url)
    Issue.record("recorded \(name): look at it, and run again without AEGO_RECORD", sourceLocation: sourceLocation)
    return
  }
  let expected = String(decoding: try Data(contentsOf: url), as: UTF8.self)
  #expect(actual == expected, sourceLocation: sourceLocation)
}

/// A latent space file as its name has it: `missing`, `damaged`, `44100`, `hop-1024`, `bins-512`; else one of 8 axes.
func imaginedSpace(_ path: String) -> Result<SpaceFacts, FileFault> {
  if path.contains("missing") { return .failure(.unreadable(reason: "no such file or directory")) }
  if path.contains("damaged") { return .failure(.unsuitable(what: "it ends in the middle of its header")) }
  let rate = path.contains("44100") ? 44100 : 48000
  let hop = path.contains("hop-1024") ? 1024 : 512
  let bins = path.contains("bins-512") ? 512 : 1024
  return .success(SpaceFacts(latent: path.hasPrefix("b.") ? 4 : 8, rate: rate, hop: hop, frame: 4096, bins: bins))
}

/// A learned state as its path has it: `missing`, or one of a space `bells` that no score has; else one that fits.
func imaginedState(_ path: String) -> Result<Void, FileFault> {
  if path.contains("missing") { return .failure(.unreadable(reason: "No such file or directory")) }
  if path.contains("bells") {
    return .failure(.unsuitable(what: "it holds what was learnt in \"bells\", and this score has no such space"))
  }
  return .success(())
}

/// A score with all its checks, spaces and states as their names have them.
func checked(_ path: String, _ bytes: [UInt8]) -> ScoreReader {
  var reader = ScoreReader(path: path, bytes: bytes)
  reader.check(spaces: imaginedSpace)
  reader.check(states: imaginedState)
  return reader
}
