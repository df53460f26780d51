import AegoMotion
import AegoScore
import Foundation
import Testing

@testable import AegoPerformance

/// One line of the journal, as far as the tests look at it.
struct JournalLine: Decodable {
  var t: Int64
  var event: String
  var scene: String?
  var space: String?
  var dimensions: [Int]?
  var axis: Int?
  var reward: Double?
  var expected: Double?
  var position: [Double]?
  var name: String?
  var why: String?
  var what: String?
  var how: String?
  var explored: Bool?
  var score: Int64?
  var by: String?
  var version: Int?

  static func all(_ lines: [String]) throws -> [JournalLine] {
    try lines.map { try JSONDecoder().decode(JournalLine.self, from: Data($0.utf8)) }
  }
}

@Suite struct PerformanceTests {
  @Test func `the same input gives the same journal and the same samples`() throws {
    let piece = try piece(shortScore, in: TestFolder())
    #expect(play(piece, messages: handMessages) == play(piece, messages: handMessages))
  }

  @Test(arguments: [2, 3, 5, 8, 9, 64])
  func `hops that are decided together and decoded in one pass sound as they do one by one`(together: Int) throws {
    let changeful = try piece(RealtimeTests.changeful, in: TestFolder())
    func messages(_ hop: Int64) -> [Message] {
      handMessages(hop: hop) + (hop % 9 == 0 ? [Message(.late)] : [])
        + (hop == 300 ? [Message(.samplePosition, floats: Array(repeating: 0.2, count: 8))] : [])
    }
    let alone = play(changeful, messages: messages)
    #expect(play(changeful, together: together, messages: messages) == alone)
  }

  @Test func `a late hop decides as it would in time, and keeps the spectrum that sounds`() throws {
    let score = try piece(shortScore, in: TestFolder())
    let late = play(score) { (40..<60).contains($0) ? [Message(.late)] : [] }
    let inTime = play(score)
    func actions(_ heard: Heard) -> [String] { heard.lines.filter { $0.contains("\"action\"") } }
    #expect(actions(late).prefix(5) == actions(inTime).prefix(5))
    #expect(late.samples.prefix(1024 * 40) == inTime.samples.prefix(1024 * 40))
    #expect(late.samples != inTime.samples)
    #expect(late.lines.filter { $0.contains("\"what\":\"late\"") }.count == 20)
  }

  @Test func `a scene in sines sounds as loud as one in spectra, and changes over without a gap`() throws {
    let text =
      scoreHead + """
        period: 50ms
        movements:
          - name: all
            space: instruments
            scenes: [{dimensions: 2, for: 2s}, {dimensions: 2, for: 2s, voice: sines}, {dimensions: 2, for: 2s}]

        """
    let heard = play(try piece(text, in: TestFolder()))
    let left = stride(from: 0, to: heard.samples.count, by: 2).map { Double(heard.samples[$0]) / 8_388_608 }
    let levels = stride(from: 24_000, to: 6 * 48_000 - 4800, by: 4800).map { start -> Double in
      let energy = left[start..<start + 4800].reduce(0) { $0 + $1 * $1 } / 4800
      return 10 * log10(energy)
    }
    let middle = levels.sorted()[levels.count / 2]
    #expect(levels.allSatisfy { abs($0 - middle) < 4 })
    let steps = zip(left, left.dropFirst()).map { abs($0 - $1) }
    // What a band of 12 kHz allows of the loudest that sounds around.
    #expect((steps.max() ?? 1) < 1.41 * (left.map(abs).max() ?? 0))
    #expect(Array(heard.samples[4 * 48_000..<5 * 48_000]) != Array(heard.samples[8 * 48_000..<9 * 48_000]))
  }

  @Test func `another seed gives another performance`() throws {
    let piece = try piece(shortScore, in: TestFolder())
    #expect(play(piece, StartArguments(seed: 7)) != play(piece, StartArguments(seed: 8)))
  }

  @Test func `actions come a period after each other, to the nanosecond`() throws {
    let piece = try piece(shortScore, in: TestFolder())
    let times = try JournalLine.all(play(piece).lines).filter { $0.event == "action" }.map(\.t)
    // The ramp of the whole piece, 100 ms to 30 ms in 4 s, rounded down.
    let (from, to, length): (Int64, Int64, Int64) = (100_000_000, 30_000_000, 4_000_000_000)
    var expected: [Int64] = []
    var time = from
    while time < length {
      expected.append(time)
      let fall = ((from - to) * time + length - 1) / length
      time += from - fall
    }
    #expect(times == expected)
  }

  @Test func `scenes follow each other at their very times`() throws {
    let piece = try piece(shortScore, in: TestFolder())
    let lines = try JournalLine.all(play(piece).lines)
    let scenes = lines.filter { $0.event == "scene" }
    #expect(scenes.map(\.t) == [0, 1_000_000_000, 2_000_000_000])
    #expect(scenes.map(\.scene) == ["a", "b", "c"])
    #expect(scenes.map(\.space) == ["additive", "additive", "instruments"])
    #expect(lines.last?.event == "end" && lines.last?.t == 4_500_000_000 && lines.last?.how == "complete")
  }

  @Test func `an action moves an open axis and no other`() throws {
    let piece = try piece(shortScore, in: TestFolder())
    var position: [Double] = []
    var open: [Int] = []
    for line in try JournalLine.all(play(piece, messages: handMessages).lines) {
      if line.event == "scene" {
        open = line.dimensions ?? []
        position = []
      }
      guard line.event == "action", let axis = line.axis, let now = line.position else { continue }
      #expect(open.contains(axis))
      for index in position.indices where index != axis - 1 { #expect(now[index] == position[index]) }
      #expect(now.allSatisfy { (0...1).contains($0) })
      position = now
    }
  }

  @Test func `turning hands give a reward once they have rested`() throws {
    let text = scoreHead + "period: 50ms\nspace: additive\ndimensions: 2\nmovements: [{scenes: [{for: 8s}]}]\n"
    let lines = try JournalLine.all(play(try piece(text, in: TestFolder()), messages: handMessages).lines)
    let rewards = lines.filter { $0.event == "action" }.map { ($0.t, $0.reward ?? 0) }
    #expect(rewards.filter { $0.0 < 3_000_000_000 }.allSatisfy { $0.1 == 0 })
    #expect(rewards.contains { abs($0.1) > 0.2 })
  }

  @Test func `a rewarding event counts for the next action only`() throws {
    let text = scoreHead + "period: 100ms\nspace: additive\ndimensions: 2\nmovements: [{scenes: [{for: 2s}]}]\n"
    let heard = play(try piece(text, in: TestFolder())) { $0 == 50 ? [Message(.reward, floats: [0.75])] : [] }
    let rewards = try JournalLine.all(heard.lines).filter { $0.event == "action" }.map { $0.reward ?? 0 }
    #expect(rewards.filter { $0 != 0 } == [0.75])
  }

  @Test func `a deaf machine hears no reward, an inverted one its opposite`() throws {
    for (sense, expected) in [("0", 0.0), ("-1", -0.75)] {
      let text =
        scoreHead + "sense: \(sense)\nperiod: 100ms\nspace: additive\ndimensions: 2\n"
        + "movements: [{scenes: [{for: 1s}]}]\n"
      let heard = play(try piece(text, in: TestFolder())) { $0 == 20 ? [Message(.reward, floats: [0.75])] : [] }
      let rewards = try JournalLine.all(heard.lines).compactMap(\.reward)
      #expect((rewards.first { $0 != 0 } ?? 0) == expected)
    }
  }

  @Test func `a piece that waits for go begins with it and is silent before`() throws {
    let folder = try TestFolder()
    let piece = try piece(shortScore.replacing("seed: 7", with: "seed: 7\nstart: go"), in: folder)
    let heard = play(piece) { $0 == 100 || $0 == 200 ? [Message(.go)] : [] }
    let lines = try JournalLine.all(heard.lines).filter { $0.event != "fault" }
    #expect(lines[0].event == "command" && lines[0].name == "go" && lines[0].t == 1_066_666_666)
    #expect(lines[1].event == "scene" && lines[1].t == 1_066_666_666 && lines[1].score == 0)
    #expect(lines.contains { $0.event == "refused" && $0.name == "go" && $0.why == "not-awaited" })
    #expect(heard.samples[..<(100 * 1024)].allSatisfy { $0 == 0 })
    #expect(heard.samples[(120 * 1024)...].contains { $0 != 0 })
  }

  @Test func `a piece that waits for stillness begins when the hands rest`() throws {
    let text = shortScore.replacing("seed: 7", with: "seed: 7\nstart: {stillness: 2s}")
    let lines = try JournalLine.all(play(try piece(text, in: TestFolder()), messages: handMessages).lines)
    let begin = try #require(lines.first { $0.event == "scene" })
    #expect(begin.t > 1_900_000_000 && begin.t < 2_200_000_000)
  }

  @Test func `stop fades out and ends`() throws {
    let heard = play(try piece(shortScore, in: TestFolder())) { $0 == 94 ? [Message(.stop)] : [] }
    let last = try #require(try JournalLine.all(heard.lines).last)
    #expect(last.event == "end" && last.how == "stopped")
    #expect(last.t == 1_002_666_666 + 500_000_000)
    #expect(heard.samples.suffix(100).allSatisfy { abs($0) < 200 })
  }

  @Test func `a second stop hurries the fade out`() throws {
    let text = shortScore.replacing("fade out: 500ms", with: "fade out: 20s")
    let heard = play(try piece(text, in: TestFolder())) { $0 == 94 || $0 == 188 ? [Message(.stop)] : [] }
    let last = try #require(try JournalLine.all(heard.lines).last)
    #expect(last.how == "stopped" && last.t == 2_005_333_333 + 300_000_000)
  }

  @Test func `a limited performance lasts as long as asked, its fade included`() throws {
    var arguments = StartArguments(seed: 7)
    arguments.limit = 2_000_000_000
    let heard = play(try piece(shortScore, in: TestFolder()), arguments)
    let last = try #require(try JournalLine.all(heard.lines).last)
    #expect(last.how == "limit" && last.t == 2_000_000_000)
  }

  @Test func `a performance limited to less than its fade out still plays two thirds of that`() throws {
    var arguments = StartArguments(seed: 7)
    arguments.limit = 1_500_000_000
    let text = shortScore.replacing("fade out: 500ms", with: "fade out: 20s")
    let lines = try JournalLine.all(play(try piece(text, in: TestFolder()), arguments).lines)
    let actions = lines.filter { $0.event == "action" }.map(\.t)
    #expect(actions.count > 5 && actions.allSatisfy { $0 < 1_000_000_000 })
    #expect(actions.last.map { $0 > 850_000_000 } == true)
    #expect(lines.last?.t == 1_500_000_000)
  }

  @Test func `a performance can begin in the middle of a scene`() throws {
    let piece = try piece(shortScore, in: TestFolder())
    let place = try piece.place(named: "1.5s")
    #expect(place == (1, 500_000_000))
    #expect(try piece.place(named: "c") == (2, 0))
    var arguments = StartArguments(seed: 7)
    (arguments.scene, arguments.offset) = place
    let lines = try JournalLine.all(play(piece, arguments).lines)
    #expect(lines.first?.scene == "b" && lines.first?.score == 1_500_000_000)
    #expect(lines.filter { $0.event == "scene" }.map(\.t) == [0, 500_000_000])
  }

  @Test func `the position is set at once when asked`() throws {
    let asked: [Float] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]
    let heard = play(try piece(shortScore, in: TestFolder())) {
      $0 == 2 ? [Message(.samplePosition, floats: asked)] : []
    }
    let position = try #require(try JournalLine.all(heard.lines).first { $0.event == "action" }?.position)
    for axis in 1..<8 { #expect(abs(position[axis] - Double(asked[axis])) < 1e-6) }
  }

  @Test func `a silent arm is told and found again`() throws {
    let text = scoreHead + "period: 50ms\nspace: additive\ndimensions: 2\nmovements: [{scenes: [{for: 6s}]}]\n"
    let heard = play(try piece(text, in: TestFolder())) { (100..<300).contains($0) ? [] : handMessages(hop: $0) }
    let faults = try JournalLine.all(heard.lines).filter { $0.event == "fault" }
    #expect(faults.filter { $0.what == "arm-silent" }.count == 2)
    #expect(faults.filter { $0.what == "arm-heard" }.count >= 2)
  }

  @Test func `one module on both arms counts the same way on both`() throws {
    let same =
      scoreHead
      + "sensors: {left: {source: riot, id: 7}, right: {source: riot, id: 7}}\nmovements: [{scenes: [{for: 1s}]}]\n"
    let arms = try piece(same, in: TestFolder()).program.motion
    #expect(arms.left.module == 7 && arms.right.module == 7 && !arms.left.isInverted && !arms.right.isInverted)
    let other = same.replacing("right: {source: riot, id: 7}", with: "right: {source: riot, id: 8}")
    #expect(try piece(other, in: TestFolder()).program.motion.left.isInverted)
  }

  @Test func `an address of ours that the score gives to a module is told`() throws {
    let text =
      scoreHead
      + "sensors: {left: {source: {address: /reward, gravity: [0, 1, 2]}}}\nmovements: [{scenes: [{for: 1s}]}]\n"
    #expect(
      try piece(text, in: TestFolder()).warnings == [
        "sensors: what comes to /reward is a module's in this score, and nothing else any more"
      ])
  }

  @Test func `written silence is silence`() throws {
    let text =
      scoreHead + "period: 100ms\nspace: additive\ndimensions: 1\n"
      + "movements: [{scenes: [{for: 1s}, {for: 1s, level: silent}, {for: 1s}]}]\n"
    let samples = play(try piece(text, in: TestFolder())).samples
    let silence = samples[124_800..<190_080]  // from 1.3 s to 1.98 s, two channels
    #expect(silence.allSatisfy { $0 == 0 })
    #expect(samples[(2 * 48000 * 23 / 10)...].contains { abs($0) > 100_000 })
  }

  @Test func `nothing clicks: no start, stop, jump, opening axis, change of level, voice or space`() throws {
    let text =
      scoreHead.replacing("fade in: 100ms, fade out: 500ms", with: "fade in: 0ms, fade out: 0ms") + """
        period: 50ms
        movements:
          - name: tones
            space: additive
            scenes:
              - {dimensions: 1, for: 1s}
              - {dimensions: 8, for: 1s, enter: random}
              - {dimensions: 8, for: 1s, level: -20dB}
              - {dimensions: 8, for: 1s, level: 0dB}
              - {dimensions: 8, for: 300ms, level: silent}
              - {dimensions: 8, for: 1s, level: 0dB}
          - name: notes
            space: instruments
            crossfade: 0ms
            scenes:
              - {dimensions: 2, for: 1s, enter: random}
              - {dimensions: 8, for: 1s, voice: sines}
              - {dimensions: 8, for: 1s, enter: home}

        """
    let samples = play(try piece(text, in: TestFolder())) { hop in
      if hop % 40 == 20 {
        return [Message(.samplePosition, floats: (0..<8).map { Float(hop / 40 * ($0 + 3) % 10) / 9 })]
      }
      return hop % 31 == 0 ? [Message(.late)] : []
    }.samples
    for channel in 0..<2 {
      let above = loudestAboveTheBand(stride(from: channel, to: samples.count, by: 2).map { Float(samples[$0]) })
      #expect(20 * log10(above / 8_388_608) < -80)
    }
  }

  /// The largest sample of what lies above 13.2 kHz, where a sound of 1024 bins has nothing and a click has half of its
  /// energy: a sinc of 255 taps under a Blackman window, over the sound with silence on both sides.
  private func loudestAboveTheBand(_ sound: [Float]) -> Double {
    let (reach, corner) = (127, 13_200.0 / 48_000)
    let taps = (-reach...reach).map { n -> Float in
      let place = Double(n) / Double(reach + 1)
      let window = 0.42 + 0.5 * cos(.pi * place) + 0.08 * cos(2 * .pi * place)
      let low = n == 0 ? 2 * corner : sin(2 * .pi * corner * Double(n)) / (.pi * Double(n))
      return Float(((n == 0 ? 1 : 0) - low) * window)
    }
    let silence = [Float](repeating: 0, count: 2 * reach)
    let padded = silence + sound + silence
    var largest: Float = 0
    for start in 0..<padded.count - taps.count {
      var sum: Float = 0
      for tap in taps.indices { sum += padded[start + tap] * taps[tap] }
      largest = max(largest, abs(sum))
    }
    return Double(largest)
  }
}
