import AegoNumerics

/// The pitch of a sound.
public struct Pitch: Sendable, Equatable {
  /// Frequency of the fundamental, in Hz.
  public var frequency: Double
  /// How periodic the sound is, 0...1.
  public var clarity: Double

  /// The nearest note of the tempered scale on A = 440 Hz, as MIDI counts them: 69 is that A.
  public var note: Int { Int((69 + 12 * Portable.log(frequency / 440) / Portable.log(2)).rounded()) }
}

/// Finds the pitch of a sound: the median over its loudest moments, each by the normalised square difference function
/// (McLeod and Wyvill 2005, "A smarter way to find pitch").
final class PitchDetector {
  private let rate: Double
  /// Length of a moment: four and a half periods of the piano's lowest note, a power of 2.
  private let window: Int
  private let transform: KissTransform
  private var padded: [Float]
  private var spectrum: [Float]
  private var likeness: [Float]

  /// How often the highest frequencies are taken away: four times lower 6 kHz by 5 dB, 12 kHz by 24 dB, at 48 kHz.
  private static let softenings = 4
  /// Moments that are looked at.
  private static let moments = 9
  /// A moment less periodic than this has no pitch.
  private static let clear = 0.8
  /// The first maximum that reaches this part of the greatest one is the period: its multiples do as well.
  private static let first = 0.98

  /// - Parameter rate: samples per second.
  init(rate: Int) {
    self.rate = Double(rate)
    var window = 16
    while Double(window) < 0.16 * Double(rate) { window *= 2 }
    self.window = window
    transform = KissTransform(size: 2 * window)
    padded = [Float](repeating: 0, count: 2 * window)
    spectrum = [Float](repeating: 0, count: 2 * window + 2)
    likeness = [Float](repeating: 0, count: window / 2)
  }

  /// The pitch of a sound; nil if it has none that lasts, or is shorter than a moment (170 ms).
  func pitch(of samples: [Float]) -> Pitch? {
    let starts = loudest(samples)
    let found = starts.compactMap { moment(samples, at: $0) }
    guard 3 * found.count >= 2 * starts.count, !found.isEmpty else { return nil }
    let sorted = found.sorted { $0.frequency < $1.frequency }
    let middle = sorted[sorted.count / 2].frequency
    // Within half a tone of the median: 2^(1/12) = 1.0595.
    let agreeing = sorted.filter { $0.frequency < 1.0595 * middle && middle < 1.0595 * $0.frequency }
    guard 3 * agreeing.count >= 2 * sorted.count else { return nil }
    let clarity = agreeing.reduce(0) { $0 + $1.clarity } / Double(agreeing.count)
    return Pitch(frequency: middle, clarity: clarity)
  }

  /// Where the moments begin: evenly among those within 20 dB of the loudest, in time.
  private func loudest(_ samples: [Float]) -> [Int] {
    guard samples.count >= window else { return [] }
    let starts = Array(stride(from: 0, through: samples.count - window, by: window / 4))
    let energies = starts.map { start in
      stride(from: start, to: start + window, by: 4).reduce(Float(0)) { $0 + samples[$1] * samples[$1] }
    }
    guard let top = energies.max(), top > 0 else { return [] }
    let loud = starts.indices.filter { energies[$0] > 0.01 * top }.map { starts[$0] }
    return loud.thinned(to: Self.moments)
  }

  /// The pitch of one moment.
  private func moment(_ samples: [Float], at start: Int) -> Pitch? {
    compareWithItself(samples, at: start)
    // Beyond the first fall below 0 lie the maxima at the period and its multiples.
    guard var lag = likeness.firstIndex(where: { $0 < 0 }) else { return nil }
    var peaks: [Int] = []
    while lag + 1 < likeness.count {
      if likeness[lag] > 0 && likeness[lag] > likeness[lag - 1] && likeness[lag] >= likeness[lag + 1] {
        peaks.append(lag)
      }
      lag += 1
    }
    let tops = peaks.map(vertex)
    guard let greatest = tops.map(\.height).max(), greatest >= Self.clear,
      let period = tops.first(where: { $0.height >= Self.first * greatest })
    else { return nil }
    return Pitch(frequency: rate / period.lag, clarity: min(period.height, 1))
  }

  /// The vertex of the parabola through a maximum and its neighbours.
  private func vertex(_ peak: Int) -> (lag: Double, height: Double) {
    let (left, middle, right) = (Double(likeness[peak - 1]), Double(likeness[peak]), Double(likeness[peak + 1]))
    let curve = left - 2 * middle + right
    let shift = curve < 0 ? 0.5 * (left - right) / curve : 0
    return (Double(peak) + shift, middle - 0.25 * (left - right) * shift)
  }

  /// Takes the highest frequencies away, ¼ ½ ¼: maxima must be wide enough to be measured between the samples.
  private func soften() {
    padded.withUnsafeMutableBufferPointer { padded in
      var before = padded[0]
      for index in 0..<window {
        let here = padded[index]
        let after = index + 1 < window ? padded[index + 1] : here
        padded[index] = 0.25 * before + 0.5 * here + 0.25 * after
        before = here
      }
    }
  }

  /// Fills `likeness` with 2 Σ x(t) x(t + lag) / Σ (x(t)² + x(t + lag)²) for each lag up to half a moment.
  private func compareWithItself(_ samples: [Float], at start: Int) {
    let mean = samples[start..<start + window].reduce(Float(0), +) / Float(window)
    for index in 0..<window { padded[index] = samples[start + index] - mean }
    for _ in 0..<Self.softenings { soften() }
    for index in window..<2 * window { padded[index] = 0 }
    var energy = padded.reduce(0.0) { $0 + 2 * Double($1) * Double($1) }
    let edges = (0..<likeness.count).map { lag -> Double in
      guard lag > 0 else { return 0 }
      let (head, tail) = (Double(padded[lag - 1]), Double(padded[window - lag]))
      return head * head + tail * tail
    }
    transform.forward(padded, into: &spectrum)
    for bin in 0...window {
      let (real, imaginary) = (spectrum[2 * bin], spectrum[2 * bin + 1])
      (spectrum[2 * bin], spectrum[2 * bin + 1]) = (real * real + imaginary * imaginary, 0)
    }
    transform.inverse(spectrum, into: &padded)
    for lag in likeness.indices {
      energy -= edges[lag]
      likeness[lag] = energy > 0 ? Float(Double(padded[lag]) / Double(window) / energy) : 0
    }
  }
}
