import AegoNumerics

/// Finds the peaks of a signal between its samples, as Recommendation ITU-R BS.1770 does in annex 2, but more closely.
///
/// There a filter of 48 taps in four phases of 12 makes the signal of four times the rate. Here it is one of 192 taps in
/// eight phases of 24, since the limiter's peaks have to be those that any meter may find: four points between samples
/// miss up to 0.7 dB of a peak, and 12 taps lose more near half the rate. One phase is the samples themselves; the
/// others are a sinc under a raised cosine, each of sum 1.
struct TruePeakFilter: ~Copyable {
  /// How many samples on each side a point between two samples is made of.
  static let reach = 12
  /// How many times the signal's rate the peaks are looked for at.
  static let points = 8

  /// The most that a point between samples exceeds the largest of those it is made of.
  let overshoot: Float
  // The factors of each point between two samples, row by row.
  private let factors: Storage<Float>

  init() {
    let rows = (1..<TruePeakFilter.points).map { TruePeakFilter.row(place: Double($0) / Double(TruePeakFilter.points)) }
    overshoot = rows.reduce(1) { max($0, $1.reduce(0) { $0 + abs($1) }) }
    factors = Storage(rows.flatMap { $0 })
  }

  /// The factors of the samples around a point at this place between two of them, from 11 before to 12 after.
  private static func row(place: Double) -> [Float] {
    let row = (1 - reach...reach).map { tap -> Double in
      let distance = Double(tap) - place
      let window = 0.5 + 0.5 * Portable.cos(.pi * distance / (Double(reach) + 0.5))
      return Portable.sin(.pi * distance) / (.pi * distance) * window
    }
    let sum = row.reduce(0, +)
    return row.map { Float($0 / sum) }
  }

  /// Looks for the peak of a stretch of samples.
  ///
  /// - Parameters:
  ///   - samples: the first of them, with 11 more before and 12 more after them to make the points from.
  ///   - count: how many they are, a multiple of 8.
  /// - Returns: the largest magnitude of the samples and of the points after each.
  func peak(of samples: UnsafePointer<Float>, count: Int) -> Float {
    var largest = SIMD8<Float>()
    var n = 0
    while n < count {
      largest = TruePeakFilter.larger(largest, Kernels.load(samples, n))
      let first = samples + (n + 1 - TruePeakFilter.reach)
      for point in 0..<TruePeakFilter.points - 1 {
        let row = factors.base + 2 * TruePeakFilter.reach * point
        var sum = SIMD8<Float>()
        for tap in 0..<2 * TruePeakFilter.reach { sum += Kernels.load(first, tap) * row[tap] }
        largest = TruePeakFilter.larger(largest, sum)
      }
      n += 8
    }
    return largest.max()
  }

  /// The larger of each positive number and another's magnitude.
  @inline(__always) static func larger(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
    let magnitude = unsafeBitCast(unsafeBitCast(b, to: SIMD8<UInt32>.self) & 0x7fff_ffff, to: SIMD8<Float>.self)
    return a.replacing(with: magnitude, where: magnitude .> a)
  }
}
