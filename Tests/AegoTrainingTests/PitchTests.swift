import AegoTestSupport
import AegoSoundFile
import Foundation
import Testing

@testable import AegoTraining

@Suite struct PitchTests {
  /// Partials whose levels fall by a factor each, at a random phase.
  static func tone(_ frequency: Double, partials: Int, fall: Double, seconds: Double = 0.5) -> [Float] {
    let heard = (1...partials).filter { Double($0) * frequency < 20_000 }
    return (0..<Int(seconds * 48000)).map { sample in
      let time = Double(sample) / 48000
      let sum = heard.reduce(0.0) { sum, partial in
        let phase = 2 * Double.pi * frequency * Double(partial) * time + Double(partial * partial)
        return sum + pow(fall, Double(partial - 1)) * sin(phase)
      }
      return Float(0.1 * sum)
    }
  }

  @Test(arguments: [(1, 1.0), (10, 0.8), (20, 0.95)]) func `every note of the piano is found`(
    partials: Int, fall: Double
  ) throws {
    let detector = PitchDetector(rate: 48000)
    for note in 21...108 {
      let frequency = 440 * pow(2, Double(note - 69) / 12)
      let pitch = try #require(detector.pitch(of: Self.tone(frequency, partials: partials, fall: fall)), "\(note)")
      #expect(pitch.note == note, "\(note): \(pitch)")
      // Within a twentieth of a semitone, where a period is long enough to be measured so.
      if note < 96 { #expect(abs(12 * log2(pitch.frequency / frequency)) < 0.05, "\(note): \(pitch)") }
    }
  }

  @Test func `a missing fundamental is heard, noise and silence and clicks have no pitch`() throws {
    let detector = PitchDetector(rate: 48000)
    let upper = zip(Self.tone(440, partials: 1, fall: 1), Self.tone(660, partials: 1, fall: 1)).map { $0 + $1 }
    let pitch = try #require(detector.pitch(of: upper))
    #expect(abs(pitch.frequency - 220) < 1)
    var state: UInt64 = 1
    let noise = (0..<24000).map { _ -> Float in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Float(state >> 40) * 0x1p-24 - 0.5
    }
    #expect(detector.pitch(of: noise) == nil)
    #expect(detector.pitch(of: [Float](repeating: 0, count: 24000)) == nil)
    #expect(detector.pitch(of: [1] + [Float](repeating: 0, count: 23999)) == nil)
    #expect(detector.pitch(of: Self.tone(440, partials: 1, fall: 1, seconds: 0.05)) == nil)
  }

  @Test func `a pitch class is read and told by its name`() {
    let read = ["C", "c#", "Db", "B", "Cb", "B#", "F♯"].map { PitchClass(name: $0)?.semitones }
    #expect(read == [0, 1, 1, 11, 11, 0, 6])
    #expect(["", "H", "C##", "4"].compactMap { PitchClass(name: $0) }.isEmpty)
    #expect([60, 61, 0, 127].map { PitchClass(note: $0).description } == ["C", "C#", "C", "G"])
  }
}
