import Foundation
import Testing

@testable import AegoMotion

private let examples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .appending(path: "../../Examples/streams").standardizedFileURL

/// Runs the script that makes streams; nil where the machine has no Python.
private func made(_ arguments: [String]) throws -> String? {
  try output(of: "python3", [examples.appending(path: "hands.py").path] + arguments)
}

/// Plays a stream hop by hop: the reward at range 60° of every hop, and what became of the hands.
private func played(_ stream: [StreamEntry]) -> (curve: [Float], hands: HandReward) {
  var hands = HandReward(settings: MotionSettings())
  var curve: [Float] = []
  var index = 0
  while index < stream.count {
    let time = nanoseconds(ofHop: Int64(curve.count))
    while index < stream.count, Timetag.hop(consuming: stream[index].timetag) <= Int64(curve.count) {
      if case .message(let message) = stream[index].content { hands.receive(message, at: time) }
      index += 1
    }
    hands.advance(to: time, range: 60)
    curve.append(hands.reward(sense: 1))
  }
  return (curve, hands)
}

@Suite struct ExampleStreamTests {
  @Test func `the committed stream is what its script makes`() throws {
    guard let text = try made(["--seconds", "30", "--seed", "1"]), !text.isEmpty else { return }
    #expect(try text == String(contentsOf: examples.appending(path: "first-try.osc"), encoding: .utf8))
  }

  @Test func `the first try begins with a rest pose and then moves the reward both ways`() throws {
    let stream = try entries(at: examples.appending(path: "first-try.osc").path)
    let (curve, hands) = played(stream)
    #expect(hands.hasRestPose(.left) && hands.hasRestPose(.right))
    #expect(curve.prefix(375).allSatisfy { $0 == 0 })
    #expect(curve.max() == 1 && curve.min() == -1)
    #expect(stream.count > 11_500 && stream.count < 12_500)
  }

  @Test func `another seed gives other hands, the same seed the same`() throws {
    guard let first = try made(["--seconds", "6", "--seed", "5"]), !first.isEmpty else { return }
    #expect(try made(["--seconds", "6", "--seed", "5"]) == first)
    #expect(try made(["--seconds", "6", "--seed", "6"]) != first)
  }

  @Test func `the packets' own numbers agree with each other`() throws {
    for entry in try entries(at: examples.appending(path: "first-try.osc").path).prefix(9000) {
      guard case .message(let message) = entry.content,
        case .quaternion(let q)? = message.form.reading(of: message)?.orientation
      else {
        Issue.record("line \(entry.line) is no packet with a quaternion")
        return
      }
      let turned = Quaternion(
        yaw: Double(message.number(18)), pitch: Double(message.number(19)), roll: Double(message.number(20)))
      #expect(abs(abs(q.w * turned.w + q.x * turned.x + q.y * turned.y + q.z * turned.z) - 1) < 1e-5)
      let up = q.conjugate * Quaternion(w: 0, x: 0, y: 0, z: 1) * q
      #expect(abs(up.x - Double(message.number(0))) < 0.02)
      #expect(abs(up.y - Double(message.number(1))) < 0.02)
      #expect(abs(up.z - Double(message.number(2))) < 0.02)
    }
  }

  @Test func `the gyroscope tells the rotation that the quaternion makes`() throws {
    // Two samples of module 1 half a second apart: what the gyroscope sums up to is what the roll did.
    let stream = try entries(at: examples.appending(path: "first-try.osc").path).compactMap { entry -> Message? in
      if case .message(let message) = entry.content, message.module == 1 { message } else { nil }
    }
    let drift = stream.prefix(780).map { Double($0.number(3)) }.reduce(0, +) / 780
    for start in stride(from: 900, to: stream.count - 100, by: 100) {
      // Sampled evenly, 200 times a second; the sensor's axes turn with pitch and yaw by a little.
      let summed = stream[start..<(start + 100)].map { (Double($0.number(3)) - drift) * 1000 / 200 }.reduce(0, +)
      let turned = Double(stream[start + 100].number(20) - stream[start].number(20))
      #expect(abs(summed - turned) < 6, "\(start)")
    }
  }

  @Test func `wrong options are refused with a usage`() throws {
    guard let answer = try output(of: "python3", ["-c", "print(1)"]), answer == "1\n" else { return }
    let folder = try Folder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.path("none/there.osc")
    let script = examples.appending(path: "hands.py").path
    let program = "'\(script)' --seconds 0 2>&1; '\(script)' --seconds 1 -o '\(path)' 2>&1"
    let text = try #require(try output(of: "bash", ["-c", program]))
    #expect(text.contains("argument --seconds: invalid positive value: '0'"))
    #expect(text.hasSuffix("\(path): No such file or directory\n"))
  }

  #if !DEBUG
  @Test func `ten minutes of two modules are read and written in time`() throws {
    let folder = try Folder()
    defer { withExtendedLifetime(folder) {} }
    let stream = try entries(at: examples.appending(path: "first-try.osc").path)
    let writer = try StreamWriter(path: folder.path("long.osc"))
    let clock = ContinuousClock()
    let writing = try clock.measure {
      for round in 0..<20 as Range<UInt64> {
        for entry in stream {
          guard case .message(let message) = entry.content else { continue }
          try writer.write(message, timetag: entry.timetag + round * 30 << 32)
        }
      }
      try writer.close()
    }
    let reader = try StreamReader(path: folder.path("long.osc"))
    var count = 0
    let reading = try clock.measure { while try reader.next() != nil { count += 1 } }
    print("240000 packets: written in \(writing), read in \(reading)")
    #expect(count == 20 * stream.count)
    #expect(reading < .seconds(1.5) && writing < .seconds(2))
  }
  #endif
}
