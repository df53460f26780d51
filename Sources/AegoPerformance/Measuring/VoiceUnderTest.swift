import AegoNumerics
import AegoSpace
import AegoSpectrum

/// The voice by itself, for measuring: what it makes of a list of decoded spectra.
struct VoiceUnderTest {
  let geometry: FrameGeometry
  let rate: Int

  init(_ space: LatentSpace) {
    geometry = FrameGeometry(size: space.fft, hop: space.hop, bins: space.bins)
    rate = space.rate
  }

  /// The samples of frames of roots of magnitudes, a hop each.
  func samples(_ frames: [[Float]], noise: Bool, seed: UInt64 = 1) -> [Float] {
    var voice = SpectralVoice(geometry: geometry, rate: rate, random: RandomStream(seed: seed, name: "noise"))
    voice.soundsNoise = noise
    var samples = [Float](repeating: 0, count: frames.count * geometry.hop)
    samples.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for (index, frame) in frames.enumerated() { voice.render(roots: frame, into: base + index * geometry.hop) }
    }
    return samples
  }

  /// Hops in a time.
  func hops(seconds: Double) -> Int { Int(seconds * Double(rate)) / geometry.hop }

  /// The K-weighted power of each sample after the first half second, in which the voice arrives.
  func power(_ samples: [Float]) -> [Double] {
    var curve = KWeighting(rate: rate)
    let power = samples.map { sample -> Double in
      let weighted = curve.filter(Double(sample))
      return weighted * weighted
    }
    return Array(power.dropFirst(rate / 2))
  }

  /// The modulation of the power from 1 to 60 Hz: 0 for steady partials further apart than that.
  func amplitudeModulation(_ samples: [Float]) -> Double {
    Modulation(of: power(samples), rate: Double(rate)).depth(1...60)
  }
}
