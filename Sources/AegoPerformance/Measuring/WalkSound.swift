import AegoNumerics
import AegoSpace
import AegoSpectrum

/// What the voice makes of walks through a space from home: each 50 ms one axis moves by 0.15 in z, and the position glides after
/// it with a time constant of 60 ms.
struct WalkSound {
  private let voice: VoiceUnderTest
  private let frames: [[Float]]
  private let samples: [Float]

  /// - Parameters:
  ///   - space: the space.
  ///   - seconds: how long the walk lasts.
  ///   - seed: what it and the voice's noise are drawn from.
  ///   - noise: whether the voice's noise is heard.
  init(_ space: LatentSpace, seconds: Double, seed: UInt64, noise: Bool = true) {
    voice = VoiceUnderTest(space)
    frames = WalkSound.walk(space, hops: voice.hops(seconds: seconds), seed: seed)
    samples = voice.samples(frames, noise: noise, seed: seed)
  }

  private static func walk(_ space: LatentSpace, hops: Int, seed: UInt64) -> [[Float]] {
    let decoder = SpaceDecoder(space)
    var random = RandomStream(seed: seed, name: "walk")
    var target = [Float](repeating: 0.5, count: space.latent)
    var position = target
    let hopTime = Double(space.hop) / Double(space.rate)
    let part = Float(1 - Portable.exp(-hopTime / 0.06))
    var next = 0.05
    return (0..<hops).map { hop in
      while Double(hop) * hopTime >= next {
        let axis = random.below(space.latent)
        let step = 0.15 / (2 * space.range[axis])
        let moved = target[axis] + (random.unit() < 0.5 ? -step : step)
        target[axis] = moved < 0 ? -moved : moved > 1 ? 2 - moved : moved
        next += 0.05
      }
      for axis in position.indices { position[axis] += part * (target[axis] - position[axis]) }
      var roots = [Float](repeating: 0, count: space.bins)
      decoder.decode(position: position, into: &roots)
      return roots
    }
  }

  /// The modulation of the power, which the voice is to keep constant, from 1 to 60 Hz.
  var amplitudeModulation: Double { voice.amplitudeModulation(samples) }

  /// The standard deviation over frames of the K-weighted energy in decibels.
  var loudnessError: Double {
    let power = voice.power(samples)
    let (size, hop) = (voice.geometry.size, voice.geometry.hop)
    let window = HannWindow.samples(size: size)
    var levels: [Double] = []
    for start in stride(from: 0, through: power.count - size, by: hop) {
      let energy = (0..<size).reduce(0) { $0 + Double(window[$1] * window[$1]) * power[start + $1] }
      levels.append(10 * Portable.log(energy) / Portable.log(10.0))
    }
    let mean = levels.reduce(0, +) / Double(levels.count)
    return (levels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(levels.count)).squareRoot()
  }

  /// The log-spectral distance of what is heard from what was decoded, in decibels.
  var logDistance: Double { spectra.heard.logDistance(to: spectra.wanted) }

  /// The spectral convergence of what is heard to what was decoded, in decibels.
  var convergence: Double { spectra.heard.convergence(to: spectra.wanted) }

  /// Both without the frames in which the voice arrives.
  private var spectra: (heard: SoundSpectra, wanted: SoundSpectra) {
    let first = voice.geometry.size / voice.geometry.hop
    let heard = SoundSpectra(of: samples, geometry: voice.geometry).magnitudes.dropFirst(first)
    let wanted = frames.dropFirst(first).map { $0.map { root in root * root } }
    return (SoundSpectra(Array(heard), geometry: voice.geometry), SoundSpectra(wanted, geometry: voice.geometry))
  }
}
