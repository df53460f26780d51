import AegoNumerics
import AegoSpace
import AegoSpectrum

/// What positions that are held for three seconds let hear of the frames that make them: home and places of the space's
/// own sounds, where a spectrum is one sound's.
struct HeldPositions {
  private let voice: VoiceUnderTest
  private let spectra: [[Float]]

  /// - Parameters:
  ///   - space: whose decoder is held still.
  ///   - count: how many of its sounds are held beside home.
  init(_ space: LatentSpace, count: Int = 15) {
    voice = VoiceUnderTest(space)
    let decoder = SpaceDecoder(space)
    let sounds = (try? space.sounds(path: "")) ?? []
    let stride = max(1, sounds.count / max(count, 1))
    let chosen = sounds.indices.filter { $0 % stride == stride / 2 }.prefix(count).map { sounds[$0].position }
    spectra = ([[Float](repeating: 0.5, count: space.latent)] + chosen).map { position in
      var roots = [Float](repeating: 0, count: space.bins)
      decoder.decode(position: position, into: &roots)
      return roots
    }
  }

  /// The modulation of the power at each position, with the noise between the partials or without.
  func amplitudeModulation(noise: Bool) -> [Double] {
    spectra.map { voice.amplitudeModulation(held($0, seconds: 3.5, noise: noise)) }
  }

  /// At each position the loudest of the lines that lie multiples of the frame rate beside the strongest partial and at
  /// no partial, against that partial in decibels; without noise. Positions with partials
  /// wherever such a line could be have none.
  func sidebands() -> [Double] { spectra.compactMap { sideband(of: $0) } }

  private func held(_ roots: [Float], seconds: Double, noise: Bool) -> [Float] {
    voice.samples(Array(repeating: roots, count: voice.hops(seconds: seconds)), noise: noise)
  }

  private func sideband(of roots: [Float]) -> Double? {
    // A Blackman-Harris window's side lobes are 92 dB down, and its main lobe is 8 bins of 0.73 Hz wide.
    let size = 65536
    let samples = held(roots, seconds: 2.5, noise: false).dropFirst(voice.rate / 2).prefix(size)
    var signal = [Float](repeating: 0, count: size)
    for (n, sample) in samples.enumerated() {
      let angle = 2 * Double.pi * Double(n) / Double(size)
      let first = 0.35875 - 0.48829 * Portable.cos(angle)
      let second = 0.14128 * Portable.cos(2 * angle) - 0.01168 * Portable.cos(3 * angle)
      signal[n] = Float(first + second) * sample
    }
    var bins = [Float](repeating: 0, count: size + 2)
    RealFFT(size: size).forward(signal, into: &bins)
    let power = (0...size / 2).map { bin -> Double in
      let (real, imaginary) = (Double(bins[2 * bin]), Double(bins[2 * bin + 1]))
      return real * real + imaginary * imaginary
    }
    guard let peak = power.indices.max(by: { power[$0] < power[$1] }) else { return nil }
    let frameRate = Double(voice.rate) / Double(voice.geometry.hop)
    let step = frameRate * Double(size) / Double(voice.rate)
    var lines: [Double] = []
    for multiple in 1...8 {
      for sign in [-1.0, 1] {
        let distance: Double = sign * Double(multiple) * step
        let place = Int((Double(peak) + distance).rounded())
        guard place > 8 && place < size / 2 - 8, !isNearPartial(place, roots, size) else { continue }
        lines.append(power[place - 2...place + 2].max() ?? 0)
      }
    }
    guard let loudest = lines.max() else { return nil }
    return 10 * Portable.log(max(loudest, 1e-30) / power[peak]) / Portable.log(10.0)
  }

  /// Whether the decoded spectrum itself sounds at a place of the fine spectrum.
  private func isNearPartial(_ place: Int, _ roots: [Float], _ size: Int) -> Bool {
    let bin = Double(place) * Double(voice.geometry.size) / Double(size)
    let (low, high) = (max(0, Int(bin) - 2), min(roots.count - 1, Int(bin) + 3))
    let loudest = roots.max() ?? 0
    guard low <= high else { return false }
    // -65 dB in magnitude is a ratio of 0.0237 of the roots.
    return roots[low...high].contains { $0 > 0.0237 * loudest }
  }
}
