import AegoNumerics
import Foundation
import Testing

@testable import AegoSpectrum

@Suite struct PhaseIntegrationTests {
  static let small = FrameGeometry(size: 256, hop: 32, bins: 64)

  /// Partials whose frequencies in bins and amplitudes follow the sample's number, through a small window.
  static func frames(
    _ count: Int, _ geometry: FrameGeometry = small, _ partials: (Int) -> [(bin: Double, amplitude: Double)]
  ) -> [[Float]] {
    var phases = [Double](repeating: 0, count: 8)
    let signal = (0..<geometry.size + count * geometry.hop).map { n in
      var sum = 0.0
      for (index, partial) in partials(n).enumerated() {
        phases[index] += 2 * .pi * partial.bin / Double(geometry.size)
        sum += partial.amplitude * sin(phases[index])
      }
      return Float(sum)
    }
    return magnitudes(of: signal, size: geometry.size, hop: geometry.hop, bins: geometry.bins)
  }

  static func random(_ count: Int) -> [[Float]] {
    var random = RandomStream(seed: 11, name: "test")
    var levels = (0..<64).map { _ in 1.5 * random.normal() }
    return (0..<count).map { _ in
      levels = levels.map { 0.8 * $0 + 0.6 * random.normal() }
      return levels.map { exp($0) }
    }
  }

  static let cases: [(name: String, frames: [[Float]])] = [
    ("random", random(40)),
    ("tonal", frames(40) { _ in [(10.3, 1), (21.8, 0.3), (40.45, 0.1)] }),
    ("gliding", frames(60) { [(12.2 + 0.004 * Double($0), 1), (40.1 - 0.006 * Double($0), 0.5)] }),
    ("vibrato", frames(60) { [(20.2 + 1.5 * sin(0.01 * Double($0)), 1)] }),
    ("silent", [[Float]](repeating: [Float](repeating: 0, count: 64), count: 5)),
    (
      "starting and stopping",
      frames(80) { ($0 / 500) % 2 == 0 ? [(9.3, 1)] : ($0 / 500) % 4 == 1 ? [] : [(9.3, 0), (30.7, 1)] }
    ),
  ]

  /// The largest distance of the tonal bins' phases from the reference's, modulo a turn.
  static func distance(_ frames: [[Float]], _ geometry: FrameGeometry) -> Double {
    var fast = PhaseIntegration(geometry: geometry)
    var slow = ObviousPhaseIntegration(geometry: geometry)
    var random = RandomStream(seed: 7, name: "phases")
    var largest = 0.0
    for frame in frames {
      let others = frame.map { _ in 6 * random.unit() - 3 }
      var tonal = [Bool](repeating: false, count: geometry.bins)
      var phases = [Float](repeating: 0, count: geometry.bins)
      fast.advance(magnitudes: frame, otherPhases: others, tonal: &tonal, phases: &phases)
      let wanted = slow.advance(magnitudes: frame, otherPhases: others)
      if tonal != wanted.isTonal { return .infinity }
      for bin in 0..<geometry.bins {
        largest = max(largest, abs(remainder(Double(phases[bin]) - wanted.phases[bin], 2 * .pi)))
      }
    }
    return largest
  }

  @Test(arguments: cases) func `the phases are those of the plain reference`(name: String, frames: [[Float]]) {
    #expect(Self.distance(frames, Self.small) < 2e-3)
  }

  @Test func `they are so at full size too`() {
    let frames = Self.frames(10, FrameGeometry()) { [(40.3 + 0.0002 * Double($0), 1), (87.9, 0.4), (300.2, 0.1)] }
    #expect(Self.distance(frames, FrameGeometry()) < 2e-3)
  }
}
