import AegoNumerics

/// Keeps the true peak of a stereo sound, that between the samples too, below -1 dB of full scale.
///
/// The peaks are those of the signal at four times the rate (Recommendation ITU-R BS.1770, annex 2). The gain, one for
/// both channels, goes in straight lines from block to block, one block ahead of the sound: a line ends where both the
/// block before and the block after are low enough. Sound that is low enough passes bit for bit, `latency` later.
public struct TruePeakLimiter: ~Copyable {
  /// What no peak exceeds: -1 dB of full scale. The limiter works towards a tenth of a decibel less, since peaks lie
  /// between the points of four times the rate too.
  public static let ceiling: Float = 0.891_250_9
  private static let target: Float = 0.881_048_9
  /// How many samples later the sound leaves than it came: two blocks, one to know the next one's peak and one for the
  /// gain to get there, and half of the interpolating filter.
  public static let latency = 2 * block + taps / 2

  private static let block = 32
  /// The filter's samples for each of the points between two samples.
  private static let taps = 12
  /// The time constant with which the gain returns, in seconds.
  private static let release = 0.15

  private let filter: Storage<Float>
  /// The most that the filter can raise a sample's peak.
  private let overshoot: Float
  private let keep: Float
  // The last `latency` frames, then the block that is being filled, left and right apart.
  private let left: Storage<Float>
  private let right: Storage<Float>
  private var filled = 0
  private var gain: Float = 1
  private var lineEnd: Float = 1
  private var need: Float = 1

  /// A limiter at `rate` samples per second.
  public init(rate: Int) {
    let taps = TruePeakLimiter.filter()
    filter = Storage(taps)
    var most: Float = 1
    for point in 0..<3 {
      let row = taps[point * TruePeakLimiter.taps..<(point + 1) * TruePeakLimiter.taps]
      most = max(most, row.reduce(0) { $0 + abs($1) })
    }
    overshoot = most
    keep = Float(Portable.exp(-Double(TruePeakLimiter.block) / (TruePeakLimiter.release * Double(rate))))
    left = Storage(count: TruePeakLimiter.latency + TruePeakLimiter.block, repeating: 0)
    right = Storage(count: TruePeakLimiter.latency + TruePeakLimiter.block, repeating: 0)
  }

  /// Interpolates at a quarter, a half and three quarters between two samples: a sinc under a Kaiser-like raised cosine
  /// of 12 samples, each row of sum 1.
  private static func filter() -> [Float] {
    (1...3).flatMap { quarter -> [Float] in
      let place = Double(quarter) / 4
      let row = (0..<taps).map { tap -> Double in
        let x = place - Double(tap - taps / 2 + 1)
        let window = 0.5 + 0.5 * Portable.cos(.pi * x / (Double(taps) / 2 + 0.5))
        return Portable.sin(.pi * x) / (.pi * x) * window
      }
      let sum = row.reduce(0, +)
      return row.map { Float($0 / sum) }
    }
  }

  /// Limits a stretch of sound of any length in its place; what comes out is what went in `latency` frames before.
  ///
  /// - Parameters:
  ///   - samples: left and right interleaved.
  ///   - frames: how many of both.
  public mutating func process(_ samples: UnsafeMutablePointer<Float>, frames: Int) {
    for n in 0..<frames {
      let slope = (lineEnd - gain) / Float(TruePeakLimiter.block)
      let place = TruePeakLimiter.latency + filled
      left[place] = samples[2 * n]
      right[place] = samples[2 * n + 1]
      let now = gain + slope * Float(filled)
      samples[2 * n] = left[filled] * now
      samples[2 * n + 1] = right[filled] * now
      filled += 1
      if filled == TruePeakLimiter.block { takeBlock() }
    }
  }

  /// A whole block has come: finds where the gain has to be at the end of the block that leaves next.
  private mutating func takeBlock() {
    gain = lineEnd
    let peak = truePeak()
    let needed = peak > TruePeakLimiter.target ? TruePeakLimiter.target / peak : 1
    // The line that begins now lies over the block before the one just measured, and ends where that begins.
    let released = 1 - (1 - gain) * keep
    lineEnd = min(min(need, needed), released > 0.99999 ? 1 : released)
    need = needed
    filled = 0
    let kept = TruePeakLimiter.latency
    left.base.update(from: left.base + TruePeakLimiter.block, count: kept)
    right.base.update(from: right.base + TruePeakLimiter.block, count: kept)
  }

  /// The true peak of both channels from the sample half a filter before the new block to as far before its end.
  private func truePeak() -> Float {
    let half = TruePeakLimiter.taps / 2
    let start = TruePeakLimiter.latency - half
    var peak: Float = 0
    for n in start..<start + TruePeakLimiter.block + half { peak = max(peak, max(abs(left[n]), abs(right[n]))) }
    if peak * overshoot <= TruePeakLimiter.target { return peak }
    for n in start..<start + TruePeakLimiter.block {
      peak = max(peak, max(pointsBetween(left.base, n), pointsBetween(right.base, n)))
    }
    return peak
  }

  /// The largest of the three points between sample n and the next.
  private func pointsBetween(_ samples: UnsafePointer<Float>, _ n: Int) -> Float {
    let first = samples + (n - TruePeakLimiter.taps / 2 + 1)
    var largest: Float = 0
    for point in 0..<3 {
      let row = filter.base + point * TruePeakLimiter.taps
      let low = Kernels.load(row, 0) * Kernels.load(first, 0)
      var sum = Kernels.sum(low)
      for tap in 8..<TruePeakLimiter.taps { sum += row[tap] * first[tap] }
      largest = max(largest, abs(sum))
    }
    return largest
  }
}
