import AegoNumerics

/// Sound from a stream of decoded spectra: phases, inverse transform, overlap-add; one hop of samples a frame.
///
/// Bins near spectral peaks get integrated phases; those between get the spectra of a seeded noise. Each frame is
/// brought to the same K-weighted energy, and what sounds is levelled, so that the loudness is the caller's to decide.
/// The first effect of a frame sounds in the same hop; it has fully arrived half a window later.
public struct SpectralVoice: ~Copyable {
  /// The bins at the upper end that fade out, so that the band has no edge.
  private static let fadedBins = 32

  /// The transform's sizes.
  public let geometry: FrameGeometry
  /// Whether bins between partials sound as noise; else they are silent.
  public var soundsNoise = true

  private var integration: PhaseIntegration
  private let noise: NoiseSpectra
  private let fft: RealFFT
  private let window: Storage<Float>
  private let fade: Storage<Float>
  private let weights: Storage<Float>
  private let magnitudes: Storage<Float>
  private let phases: Storage<Float>
  private let noisePhases: Storage<Float>
  private let tonal: Storage<Bool>
  private let spectrum: Storage<Float>
  private let frame: Storage<Float>
  private let tail: Storage<Float>
  private var leveller: Leveller
  private var index = 0

  /// A voice for frames of this geometry at `rate` samples per second; its noise follows from `random`.
  public init(geometry: FrameGeometry, rate: Int, random: RandomStream) {
    self.geometry = geometry
    integration = PhaseIntegration(geometry: geometry)
    noise = NoiseSpectra(geometry: geometry, random: random)
    fft = RealFFT(size: geometry.size)
    // Analysis and synthesis windows sum to 3/8 · size / hop; the inverse transform scales by size; the frame's energy
    // of 1 is brought to a root mean square of 1.
    let overlap = 0.375 * Double(geometry.size / geometry.hop)
    let factor = 1 / (overlap * Double(geometry.size) * Double(geometry.unitFrameLevel))
    window = Storage(HannWindow.samples(size: geometry.size, times: factor))
    fade = Storage((0..<geometry.bins).map { SpectralVoice.fade(bin: $0, of: geometry.bins) })
    let curve = KWeighting(rate: rate)
    weights = Storage((0..<geometry.bins).map { Float(curve.power(at: Double($0) / Double(geometry.size))) })
    magnitudes = Storage(count: geometry.bins, repeating: 0)
    phases = Storage(count: geometry.bins, repeating: 0)
    noisePhases = Storage(count: geometry.bins, repeating: 0)
    tonal = Storage(count: geometry.bins, repeating: false)
    spectrum = Storage(count: geometry.size + 2, repeating: 0)
    frame = Storage(count: geometry.size, repeating: 0)
    tail = Storage(count: geometry.size, repeating: 0)
    leveller = Leveller(rate: rate, geometry: geometry)
  }

  /// What a bin is multiplied by: the band's upper end fades, and what lies below hearing, at 48 kHz under 20 Hz, is
  /// left out, since a decoder may put a steady pressure there that would take the room of the sound.
  private static func fade(bin: Int, of bins: Int) -> Float {
    switch (bin, bins - bin) {
    case (0...1, _): 0
    case (2, _): 0.5
    case (_, let left) where left <= fadedBins:
      Float(0.5 - 0.5 * Portable.cos(.pi * Double(left) / Double(fadedBins + 1)))
    default: 1
    }
  }

  /// Renders the next hop.
  ///
  /// - Parameters:
  ///   - roots: the square roots of `bins` magnitudes, on any common scale; a frame of zeros gives silence.
  ///   - samples: set to `hop` samples; their K-weighted root mean square is about 1.
  public mutating func render(roots: UnsafePointer<Float>, into samples: UnsafeMutablePointer<Float>) {
    takeMagnitudes(roots)
    let noiseFrame = noise.frame(index)
    drawPhases(noiseFrame)
    integration.advance(
      magnitudes: magnitudes.base, otherPhases: noisePhases.base, tonal: tonal.base, phases: phases.base)
    buildSpectrum(noiseFrame)
    fft.inverse(spectrum.base, into: frame.base)
    overlapAdd(into: samples)
    leveller.level(samples, count: geometry.hop)
    index += 1
  }

  /// Magnitudes of unit K-weighted energy, with the band's upper end faded.
  private func takeMagnitudes(_ roots: UnsafePointer<Float>) {
    var energy = SIMD8<Float>()
    var bin = 0
    while bin < geometry.bins {
      let root = Kernels.load(roots, bin)
      let magnitude = root * root * Kernels.load(fade.base, bin)
      Kernels.store(magnitude, magnitudes.base, bin)
      energy += magnitude * magnitude * Kernels.load(weights.base, bin)
      bin += 8
    }
    let total = Kernels.sum(energy)
    let scale = total > 1e-20 ? 1 / total.squareRoot() : 0
    bin = 0
    while bin < geometry.bins {
      Kernels.store(Kernels.load(magnitudes.base, bin) * scale, magnitudes.base, bin)
      bin += 8
    }
  }

  /// Phases of the noise at few places: only what starts anew needs one, so the sign bits and the order suffice.
  private func drawPhases(_ noiseFrame: UnsafePointer<Float>) {
    for bin in 0..<geometry.bins {
      // A diamond angle: monotone in the true one, within 0.07 rad of it.
      let (x, y) = (noiseFrame[2 * bin], noiseFrame[2 * bin + 1])
      let sum = abs(x) + abs(y) + 1e-20
      let quarter = 0.5 * Float.pi * (1 - x / sum)
      noisePhases[bin] = y < 0 ? -quarter : quarter
    }
  }

  /// The complex spectrum, its phases moved from the window's centre to the frame's edge.
  private func buildSpectrum(_ noiseFrame: UnsafePointer<Float>) {
    var bin = 0
    while bin < geometry.bins {
      let (sine, cosine) = Portable.sincos(Kernels.load(phases.base, bin))
      for lane in 0..<8 {
        let at = bin + lane
        let magnitude = at & 1 == 0 ? magnitudes[at] : -magnitudes[at]
        if tonal[at] {
          spectrum[2 * at] = magnitude * cosine[lane]
          spectrum[2 * at + 1] = magnitude * sine[lane]
        } else {
          let sounding = soundsNoise ? magnitude : 0
          spectrum[2 * at] = sounding * noiseFrame[2 * at]
          spectrum[2 * at + 1] = sounding * noiseFrame[2 * at + 1]
        }
      }
      bin += 8
    }
    // The transform of a real signal has no phase at zero frequency.
    spectrum[1] = 0
  }

  private func overlapAdd(into samples: UnsafeMutablePointer<Float>) {
    let (hop, size) = (geometry.hop, geometry.size)
    var n = 0
    while n < size {
      let sum = Kernels.load(tail.base, n) + Kernels.load(frame.base, n) * Kernels.load(window.base, n)
      Kernels.store(sum, n < hop ? samples + n : tail.base + n - hop, 0)
      n += 8
    }
    (tail.base + size - hop).update(repeating: 0, count: hop)
  }
}
