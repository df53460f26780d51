import AegoNumerics
import Foundation

@testable import AegoSpectrum

/// What `SpectralVoice` does, written slowly and plainly in double precision, every sample a sum of sines: the reference
/// of its tests. The phases are those of `ObviousPhaseIntegration`; the noise and the K curve, which have tests of their
/// own, are the voice's.
struct ObviousSpectralVoice {
  let geometry: FrameGeometry
  let rate: Int
  let soundsNoise: Bool

  /// The sound of frames of roots, `hop` samples each.
  func render(_ frames: [[Float]], random: RandomStream) -> [Double] {
    let (size, hop) = (geometry.size, geometry.hop)
    let noise = NoiseSpectra(geometry: geometry, random: random)
    var phases = ObviousPhaseIntegration(geometry: geometry)
    var sound = [Double](repeating: 0, count: frames.count * hop + size)
    for (index, roots) in frames.enumerated() {
      let magnitudes = levelled(roots)
      let bins = (0..<geometry.bins).map {
        (Double(noise.frame(index)[2 * $0]), Double(noise.frame(index)[2 * $0 + 1]))
      }
      let found = phases.advance(magnitudes: magnitudes.map { Float($0) }, otherPhases: bins.map(diamondAngle))
      let spectrum = bins.indices.map { bin -> (Double, Double) in
        let m = magnitudes[bin]
        if found.isTonal[bin] { return (m * cos(found.phases[bin]), m * sin(found.phases[bin])) }
        return soundsNoise ? (m * bins[bin].0, m * bins[bin].1) : (0, 0)
      }
      for (n, sample) in windowed(spectrum).enumerated() { sound[index * hop + n] += sample }
    }
    return evened(Array(sound.prefix(frames.count * hop)))
  }

  /// Magnitudes of unit K-weighted energy: nothing in the lowest two bins, half in the third, a slope at the upper end.
  private func levelled(_ roots: [Float]) -> [Double] {
    let curve = KWeighting(rate: rate)
    var energy = 0.0
    let magnitudes = roots.indices.map { bin -> Double in
      let left = geometry.bins - bin
      let slope = left <= 32 ? 0.5 - 0.5 * cos(.pi * Double(left) / 33) : 1
      let magnitude = Double(roots[bin] * roots[bin]) * (bin < 2 ? 0 : bin == 2 ? 0.5 : slope)
      energy += magnitude * magnitude * curve.power(at: Double(bin) / Double(geometry.size))
      return magnitude
    }
    return magnitudes.map { energy > 1e-20 ? $0 / energy.squareRoot() : 0 }
  }

  /// The phase of a bin of noise by the angle in a diamond.
  private func diamondAngle(_ bin: (Double, Double)) -> Float {
    let quarter = 0.5 * Double.pi * (1 - bin.0 / (abs(bin.0) + abs(bin.1) + 1e-20))
    return Float(bin.1 < 0 ? -quarter : quarter)
  }

  /// The real signal of a spectrum whose phases count from the middle, under the window, of a root mean square of 1
  /// where all frames overlap.
  private func windowed(_ spectrum: [(Double, Double)]) -> [Double] {
    let size = geometry.size
    let overlapping = 0.375 * Double(size / geometry.hop) * Double(geometry.unitFrameLevel)
    return (0..<size).map { n in
      var sum = spectrum[0].0
      for bin in 1..<spectrum.count {
        let angle = 2 * Double.pi * Double(bin * (n - size / 2)) / Double(size)
        sum += 2 * (spectrum[bin].0 * cos(angle) - spectrum[bin].1 * sin(angle))
      }
      let window = 0.5 - 0.5 * cos(2 * .pi * Double(n) / Double(size))
      return sum / Double(size) * window / overlapping
    }
  }

  /// Every hop over the root of the mean K-weighted power of what was heard so far, once the frames overlap: the older it
  /// is, the less it counts, by e each 60 ms; at most 4 dB.
  private func evened(_ sound: [Double]) -> [Double] {
    let hop = geometry.hop
    var curve = KWeighting(rate: rate)
    var (mean, gain, evened) = (1.0, 1.0, sound)
    let keep = exp(-Double(hop) / (0.06 * Double(rate)))
    for index in 0..<sound.count / hop {
      let power = sound[index * hop..<(index + 1) * hop].reduce(0) { sum, sample in
        let weighted = curve.filter(sample)
        return sum + weighted * weighted / Double(hop)
      }
      if index < geometry.size / hop { continue }
      if power > 0 { mean = keep * mean + (1 - keep) * power }
      let next = 1 / min(2.5, max(0.4, mean)).squareRoot()
      for n in 0..<hop { evened[index * hop + n] *= gain + (next - gain) * Double(n + 1) / Double(hop) }
      gain = next
    }
    return evened
  }
}
