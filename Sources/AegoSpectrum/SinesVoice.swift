import AegoNumerics

/// Sound from a stream of decoded spectra by a bank of oscillators, one for each partial; what lies between the partials
/// is silent.
///
/// McAulay and Quatieri, "Speech analysis/synthesis based on a sinusoidal representation", IEEE Transactions on
/// Acoustics, Speech and Signal Processing 34, 1986: a frame's peaks are matched to the oscillators that sound; those
/// without a peak fade out, peaks without an oscillator fade in. Amplitude and frequency go in straight lines over the
/// hop, and phases go on without a break. A frame has fully arrived at its hop's end. Every frame is brought to the same
/// K-weighted energy, as `SpectralVoice` does, and the partials' power, which is known, is levelled.
public struct SinesVoice: ~Copyable {
  /// The most partials of a frame.
  public static let most = SpectralPeaks.most
  /// How far a partial may go in a hop: in bins, and in parts of its frequency, whichever is more.
  private static let reach: Float = 1.5
  private static let relativeReach: Float = 0.03

  /// The transform's sizes.
  public let geometry: FrameGeometry

  private let frameLevel: FrameLevel
  private let magnitudes: Storage<Float>
  private var peaks: SpectralPeaks
  // The oscillators that sound, the lowest first, and those of the next hop.
  private var sounding: Storage<Oscillator>
  private var next: Storage<Oscillator>
  private var count = 0
  private var leveller: Leveller

  /// A voice for frames of this geometry at `rate` samples per second.
  public init(geometry: FrameGeometry, rate: Int) {
    self.geometry = geometry
    frameLevel = FrameLevel(geometry: geometry, rate: rate)
    magnitudes = Storage(count: geometry.bins, repeating: 0)
    // A sine of amplitude 1 has the magnitude size / 4 through a Hann window; a frame's energy of 1 is brought to a root
    // mean square of 1.
    peaks = SpectralPeaks(geometry: geometry, scale: 4 / (Float(geometry.size) * geometry.unitFrameLevel))
    let silent = Oscillator(frequency: 0, amplitude: 0, phase: 0)
    sounding = Storage(count: SinesVoice.most, repeating: silent)
    next = Storage(count: SinesVoice.most, repeating: silent)
    leveller = Leveller(rate: rate, geometry: geometry)
  }

  /// Begins anew, as if nothing had sounded.
  @_noLocks public mutating func reset() {
    count = 0
    leveller.reset()
  }

  /// Renders the next hop.
  ///
  /// - Parameters:
  ///   - roots: the square roots of `bins` magnitudes, on any common scale; a frame of zeros gives silence.
  ///   - samples: set to `hop` samples; their K-weighted root mean square is about 1.
  @_noLocks public mutating func render(roots: UnsafePointer<Float>, into samples: UnsafeMutablePointer<Float>) {
    frameLevel.level(roots, into: magnitudes.base)
    peaks.find(in: magnitudes.base)
    samples.update(repeating: 0, count: geometry.hop)
    goOn(samples)
    leveller.level(samples, count: geometry.hop, meanSquare: meanSquare())
  }

  /// All that it remembers of what sounded.
  @_noLocks public mutating func pass(through copier: inout StateCopier) {
    copier.pass(&count)
    copier.pass(sounding)
    leveller.pass(through: &copier)
  }

  /// The K-weighted mean square of the partials.
  private func meanSquare() -> Double {
    var sum = 0.0
    for index in 0..<peaks.count {
      let partial = peaks.partials[index]
      sum += 0.5 * Double(partial.amplitude * partial.amplitude * frameLevel.weight(at: partial.place))
    }
    return sum
  }

  /// Matches the peaks to the oscillators, both in order of frequency, and sounds these.
  private mutating func goOn(_ samples: UnsafeMutablePointer<Float>) {
    var old = 0
    for index in 0..<peaks.count {
      let peak = peaks.partials[index]
      while old < count && place(old) < peak.place && !isMatch(old, index) {
        sound(sounding[old], toward: Partial(place: place(old), amplitude: 0), samples)
        old += 1
      }
      if old < count && isMatch(old, index) {
        next[index] = sound(sounding[old], toward: peak, samples)
        old += 1
      } else {
        next[index] = sound(begin(peak), toward: peak, samples)
      }
    }
    while old < count {
      sound(sounding[old], toward: Partial(place: place(old), amplitude: 0), samples)
      old += 1
    }
    swap(&sounding, &next)
    count = peaks.count
  }

  /// Whether a peak is within an oscillator's reach and each is nearer to the other than its next higher neighbour; the
  /// lower ones have been matched before.
  private func isMatch(_ old: Int, _ index: Int) -> Bool {
    let (from, to) = (place(old), peaks.partials[index].place)
    let distance = abs(from - to)
    if distance > max(SinesVoice.reach, from * SinesVoice.relativeReach) { return false }
    if old + 1 < count && abs(place(old + 1) - to) < distance { return false }
    return index + 1 >= peaks.count || abs(peaks.partials[index + 1].place - from) >= distance
  }

  /// A sounding oscillator's frequency in bins.
  private func place(_ index: Int) -> Float { Float(sounding[index].frequency * Double(geometry.size)) }

  /// A silent oscillator for a peak. Partials that begin together would be a pulse if they began in phase: each starts a
  /// golden section of a turn from where the next bin's would.
  private func begin(_ peak: Partial) -> Oscillator {
    let turns = Double(Int(peak.place)) * 0.6180339887498949
    return Oscillator(frequency: frequency(peak), amplitude: 0, phase: turns - Double(Int(turns)))
  }

  private func frequency(_ partial: Partial) -> Double { Double(partial.place) / Double(geometry.size) }

  @discardableResult private func sound(
    _ oscillator: Oscillator, toward partial: Partial, _ samples: UnsafeMutablePointer<Float>
  ) -> Oscillator {
    var oscillator = oscillator
    oscillator.glide(
      toFrequency: frequency(partial), amplitude: partial.amplitude, adding: samples, count: geometry.hop)
    return oscillator
  }
}
