import AegoNumerics

/// Sound from a stream of decoded spectra by a bank of oscillators, one for each partial: what is between the partials
/// is silent.
///
/// McAulay and Quatieri, "Speech analysis/synthesis based on a sinusoidal representation", IEEE ASSP 1986: a frame's
/// peaks are matched to the oscillators that sound; those without a peak fade out, peaks without an oscillator fade in.
/// Amplitude and frequency go in straight lines over the hop, and so phases are continuous. A frame has fully arrived
/// at its hop's end.
public struct SinesVoice: ~Copyable {
  /// The most partials that sound at a time.
  public static let most = 128
  /// Peaks lower than this below the loudest do not sound: -60 dB.
  private static let floor: Float = 1e-3
  /// How far a partial may glide in a hop, in bins, and in parts of its frequency.
  private static let (reach, relativeReach): (Float, Float) = (1.5, 0.03)

  /// A partial: frequencies in bins, amplitudes, and the phase at the hop's beginning in turns.
  private struct Partial: BitwiseCopyable {
    var bin: Float
    var amplitude: Float
    var phase: Double
  }

  /// The transform's sizes.
  public let geometry: FrameGeometry
  private let scale: Float
  private let frameLevel: FrameLevel
  private let magnitudes: Storage<Float>
  private let peaks: Storage<Partial>
  private var peakCount = 0
  private var sounding: Storage<Partial>
  private var next: Storage<Partial>
  private var count = 0
  private var leveller: Leveller

  /// A voice for frames of this geometry at `rate` samples per second.
  public init(geometry: FrameGeometry, rate: Int) {
    self.geometry = geometry
    // A sine of amplitude 1 on a bin has the magnitude size / 4 through a Hann window.
    scale = 4 / (Float(geometry.size) * geometry.unitFrameLevel)
    frameLevel = FrameLevel(geometry: geometry, rate: rate)
    magnitudes = Storage(count: geometry.bins, repeating: 0)
    let silent = Partial(bin: 0, amplitude: 0, phase: 0)
    peaks = Storage(count: SinesVoice.most, repeating: silent)
    sounding = Storage(count: SinesVoice.most, repeating: silent)
    next = Storage(count: SinesVoice.most, repeating: silent)
    leveller = Leveller(rate: rate, geometry: geometry)
  }

  /// Begins anew, as if nothing had sounded.
  public mutating func reset() {
    count = 0
    leveller.reset()
  }

  /// Renders the next hop.
  ///
  /// - Parameters:
  ///   - roots: the square roots of `bins` magnitudes, on any common scale; a frame of zeros gives silence.
  ///   - samples: set to `hop` samples; their K-weighted root mean square is about 1.
  public mutating func render(roots: UnsafePointer<Float>, into samples: UnsafeMutablePointer<Float>) {
    frameLevel.level(roots, into: magnitudes.base)
    findPeaks()
    samples.update(repeating: 0, count: geometry.hop)
    goOn(samples)
    leveller.level(samples, count: geometry.hop)
  }

  // MARK: Peaks

  private mutating func findPeaks() {
    peakCount = 0
    var loudest: Float = 0
    for bin in 0..<geometry.bins { loudest = max(loudest, magnitudes[bin]) }
    guard loudest > 0 else { return }
    var least = loudest * SinesVoice.floor
    // Where there are too many, the quietest are left out.
    while countPeaks(above: least) > SinesVoice.most { least *= 1.25 }
    for bin in 2..<geometry.bins - 2 where isPeak(bin, above: least) {
      peaks[peakCount] = peak(bin)
      peakCount += 1
    }
  }

  private func countPeaks(above least: Float) -> Int {
    var count = 0
    for bin in 2..<geometry.bins - 2 where isPeak(bin, above: least) { count += 1 }
    return count
  }

  private func isPeak(_ bin: Int, above least: Float) -> Bool {
    let m = magnitudes.base + bin
    return m[0] > least && m[0] >= m[-1] && m[0] > m[1] && m[0] >= m[-2] && m[0] >= m[2]
  }

  /// The partial of a peak, by a Hann window's main lobe: its place from the larger neighbour, its amplitude from the
  /// lobe's height at that place, sin(πd) / (πd (1 - d²)).
  private func peak(_ bin: Int) -> Partial {
    let m = magnitudes.base + bin
    let ratio = max(m[-1], m[1]) / m[0]
    let offset = max(0, min(0.5, (2 * ratio - 1) / (ratio + 1)))
    let angle = Double.pi * Double(offset)
    let height = offset < 1e-3 ? 1 : Float(Portable.sin(angle) / angle) / (1 - offset * offset)
    let place = Float(bin) + (m[1] > m[-1] ? offset : -offset)
    // Partials that begin together would begin as a pulse if they began in phase.
    let turn = Double(bin) * 0.6180339887498949
    return Partial(bin: place, amplitude: m[0] * scale / height, phase: turn - Double(Int(turn)))
  }

  // MARK: Oscillators

  /// Matches peaks and oscillators, both in order of frequency, and sounds them.
  private mutating func goOn(_ samples: UnsafeMutablePointer<Float>) {
    var (place, kept) = (0, 0)
    for index in 0..<peakCount {
      let peak = peaks[index]
      while place < count && sounding[place].bin < peak.bin && !isNearest(place, to: index) {
        fadeOut(sounding[place], samples)
        place += 1
      }
      if place < count && isNearest(place, to: index) {
        next[kept] = glide(sounding[place], to: peak, samples)
        place += 1
      } else {
        let silent = Partial(bin: peak.bin, amplitude: 0, phase: peak.phase)
        next[kept] = glide(silent, to: peak, samples)
      }
      kept += 1
    }
    while place < count {
      fadeOut(sounding[place], samples)
      place += 1
    }
    swap(&sounding, &next)
    count = kept
  }

  /// Whether an oscillator is within a peak's reach, nearer to it than the next oscillator, and nearer than to the next
  /// peak.
  private func isNearest(_ place: Int, to index: Int) -> Bool {
    let (oscillator, peak) = (sounding[place].bin, peaks[index].bin)
    let distance = abs(oscillator - peak)
    if distance > max(SinesVoice.reach, peak * SinesVoice.relativeReach) { return false }
    if place + 1 < count && abs(sounding[place + 1].bin - peak) < distance { return false }
    return index + 1 >= peakCount || abs(peaks[index + 1].bin - oscillator) >= distance
  }

  private func fadeOut(_ partial: Partial, _ samples: UnsafeMutablePointer<Float>) {
    _ = glide(partial, to: Partial(bin: partial.bin, amplitude: 0, phase: 0), samples)
  }

  /// Adds an oscillator that goes from one frequency and amplitude to another over the hop; gives where it is then.
  private func glide(
    _ from: Partial, to: Partial, _ samples: UnsafeMutablePointer<Float>
  ) -> Partial {
    let hop = geometry.hop
    let turns = Double(from.bin) / Double(geometry.size)
    let change = Double(to.bin - from.bin) / Double(geometry.size) / Double(hop)
    let rise = (to.amplitude - from.amplitude) / Float(hop)
    let lanes = SIMD8<Float>(0, 1, 2, 3, 4, 5, 6, 7)
    let bend = lanes * lanes * (Float.pi * Float(change))
    var n = 0
    while n < hop {
      // The phase at the vector's first sample, and from there to the others by frequency and its change.
      let t = Double(n)
      let phase = SinesVoice.wrapped(from.phase + turns * t + 0.5 * change * t * t)
      let step = 2 * Float.pi * Float(turns + change * t)
      let angle = lanes * step + bend + 2 * Float.pi * Float(phase)
      let amplitude = lanes * rise + (from.amplitude + rise * Float(n))
      let (sine, _) = Portable.sincos(angle)
      Kernels.store(Kernels.load(samples, n) + sine * amplitude, samples, n)
      n += 8
    }
    let length = Double(hop)
    let end = SinesVoice.wrapped(from.phase + turns * length + 0.5 * change * length * length)
    return Partial(bin: to.bin, amplitude: to.amplitude, phase: end)
  }

  /// A phase in turns, within half a turn of 0.
  private static func wrapped(_ turns: Double) -> Double { turns - ((turns + 6_755_399_441_055_744) - 6_755_399_441_055_744) }
}
