import AegoMotion
import AegoScore
import Foundation

@testable import AegoPerformance

/// The project's folder.
let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path

/// A folder of its own for one test, removed when it is let go.
final class TestFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "aego-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String, _ text: String) throws -> String {
    try text.write(toFile: path + "/" + name, atomically: true, encoding: .utf8)
    return path + "/" + name
  }
}

/// The head of a score on the shipped spaces.
let scoreHead = """
  score: 1
  title: a test
  seed: 7
  spaces:
    additive: spaces/additive.safetensors
    instruments: spaces/instruments.safetensors
  sound: {fade in: 100ms, fade out: 500ms}

  """

/// A short score: two spaces, a period that falls, an opening axis.
let shortScore =
  scoreHead + """
    period: 100ms..30ms
    movements:
      - {name: first, space: additive, scenes: [{name: a, dimensions: 1, for: 1s}, {name: b, dimensions: 2, for: 1s}]}
      - {name: second, space: instruments, crossfade: 500ms, scenes: [{name: c, dimensions: 8, for: 2s}]}

    """

/// A piece from a score's text; its spaces are the shipped ones.
func piece(_ text: String, in folder: TestFolder) throws -> Piece {
  try Piece.load(path: try folder.file("score.yaml", text), folder: root + "/Scores")
}

/// Two hands as they would be sent: still for three seconds and more, then turning slowly.
func handMessages(hop: Int64) -> [Message] {
  let time = Double(hop) * 512 / 48000
  return (0..<2).map { arm in
    let angle = time < 3.5 ? 0 : 0.6 * sin(1.3 * (time - 3.5) + Double(arm))
    var values = [Float](repeating: 0, count: 22)
    (values[1], values[2]) = (Float(sin(angle)), Float(cos(angle)))
    (values[14], values[15]) = (Float(cos(angle / 2)), Float(sin(angle / 2)))
    return Message(.raw, module: Int32(arm), floats: values)
  }
}

/// What a performance does and sounds, pulled to its end.
struct Heard: Equatable {
  var lines: [String] = []
  var samples: [Int32] = []
}

func play(
  _ piece: Piece, _ arguments: StartArguments = StartArguments(seed: 7),
  messages: (Int64) -> [Message] = { _ in [] }
) -> Heard {
  let performance = Performance(piece.program, arguments)
  let journal = Journal(piece.program)
  var heard = Heard()
  var hop = [Int32](repeating: 0, count: 1024)
  var goesOn = true
  while goesOn {
    let input = messages(performance.nextHop)
    goesOn = performance.advance(input, count: input.count, into: &hop)
    heard.samples += hop
    while let event = performance.events.pop() { heard.lines.append(journal.line(event)) }
  }
  return heard
}

/// The same, so many hops decided before they sound together.
func play(_ piece: Piece, together: Int, messages: (Int64) -> [Message]) -> Heard {
  let performance = Performance(piece.program, StartArguments(seed: 7))
  let journal = Journal(piece.program)
  var heard = Heard()
  var samples = [Int32](repeating: 0, count: 1024 * together)
  var goesOn = true
  while goesOn {
    var decided = 0
    while goesOn && decided < together {
      let input = messages(performance.nextHop)
      goesOn = performance.decide(input, count: input.count)
      while let event = performance.events.pop() { heard.lines.append(journal.line(event)) }
      decided += 1
    }
    performance.sound(into: &samples)
    heard.samples += samples.prefix(1024 * decided)
  }
  return heard
}
