import AegoNumerics

/// Sound from a stream of decoded spectra: phases, inverse transform, overlap-add; one hop of samples a frame.
///
/// Bins near spectral peaks get integrated phases; those between get the spectra of a seeded noise. Each frame is
/// brought to the same K-weighted energy, and what sounds is levelled, so that the loudness is the caller's to decide.
/// The first effect of a frame sounds in the same hop; it has fully arrived half a window later.
public struct SpectralVoice: ~Copyable {
  /// The transform's sizes.
  public let geometry: FrameGeometry
  /// Whether bins between partials sound as noise; else they are silent.
  public var soundsNoise = true

  private var integration: PhaseIntegration
  private let noise: NoiseSpectra
  private let fft: RealFFT
  private let window: Storage<Float>
  private let frameLevel: FrameLevel
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
    frameLevel = FrameLevel(geometry: geometry, rate: rate)
    magnitudes = Storage(count: geometry.bins, repeating: 0)
    phases = Storage(count: geometry.bins, repeating: 0)
    noisePhases = Storage(count: geometry.bins, repeating: 0)
    tonal = Storage(count: geometry.bins, repeating: false)
    spectrum = Storage(count: geometry.size + 2, repeating: 0)
    frame = Storage(count: geometry.size, repeating: 0)
    tail = Storage(count: geometry.size, repeating: 0)
    leveller = Leveller(rate: rate, geometry: geometry)
  }

  /// Begins anew, as if nothing had sounded; the noise goes on.
  @_noLocks public mutating func reset() {
    tail.fill(0)
    integration.reset()
    leveller.reset()
  }

  /// Renders the next hop.
  ///
  /// - Parameters:
  ///   - roots: the square roots of `bins` magnitudes, on any common scale; a frame of zeros gives silence.
  ///   - samples: set to `hop` samples; their K-weighted root mean square is about 1.
  @_noLocks public mutating func render(roots: UnsafePointer<Float>, into samples: UnsafeMutablePointer<Float>) {
    frameLevel.level(roots, into: magnitudes.base)
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

  /// All that it remembers of what sounded.
  @_noLocks public mutating func pass(through copier: inout StateCopier) {
    integration.pass(through: &copier)
    leveller.pass(through: &copier)
    copier.pass(tail)
    copier.pass(&index)
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
