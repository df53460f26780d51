import AegoNumerics

/// Keeps the true peak of a stereo sound, that between the samples too, below -1 dB of full scale.
///
/// The gain, one for both channels, goes in straight lines from block to block. A line ends where both the block it lies
/// over and the one after that are low enough, and so it is low enough everywhere; afterwards the gain returns to 1
/// exponentially. Sound that is low enough passes bit for bit, `latency` later.
public struct TruePeakLimiter: ~Copyable {
  /// What no peak exceeds: -1 dB of full scale.
  public static let ceiling: Float = 0.891_250_9
  /// How many samples later the sound leaves than it came: a block that the gain's line lies over, one that is known
  /// before the line begins, and what the last points between its samples are made of.
  public static let latency = 2 * block + TruePeakFilter.reach

  /// What the measured peaks are brought to: a tenth of a decibel less, for what the measurement misses.
  private static let target: Float = 0.881_048_9
  private static let block = 32
  /// The time constant with which the gain returns, in seconds.
  private static let release = 0.15
  /// From here on the gain has returned: -0.001 dB.
  private static let returned: Float = 0.9999

  private let filter = TruePeakFilter()
  private let keep: Float
  // The frames that have come and not left, and the block that comes.
  private let left: Storage<Float>
  private let right: Storage<Float>
  private var filled = 0
  // The gain's line over the block that leaves, and the highest gain that the block after that allows.
  private var lineStart: Float = 1
  private var lineEnd: Float = 1
  private var allowed: Float = 1

  /// A limiter at `rate` samples per second.
  public init(rate: Int) {
    keep = Float(Portable.exp(-Double(TruePeakLimiter.block) / (TruePeakLimiter.release * Double(rate))))
    let count = TruePeakLimiter.latency + TruePeakLimiter.block
    left = Storage(count: count, repeating: 0)
    right = Storage(count: count, repeating: 0)
  }

  /// Limits a stretch of sound in its place; what comes out is what went in `latency` frames before.
  ///
  /// - Parameters:
  ///   - samples: left and right interleaved.
  ///   - frames: how many of both, any number; where a stretch ends makes no difference to the sound.
  @_noLocks public mutating func process(_ samples: UnsafeMutablePointer<Float>, frames: Int) {
    var done = 0
    while done < frames {
      let count = min(frames - done, TruePeakLimiter.block - filled)
      exchange(samples + 2 * done, frames: count)
      done += count
      filled += count
      if filled == TruePeakLimiter.block { takeBlock() }
    }
  }

  /// Begins anew, as if nothing had sounded.
  @_noLocks public mutating func reset() {
    left.fill(0)
    right.fill(0)
    (filled, lineStart, lineEnd, allowed) = (0, 1, 1, 1)
  }

  /// All that it remembers of what sounded.
  @_noLocks public mutating func pass(through copier: inout StateCopier) {
    copier.pass(left)
    copier.pass(right)
    copier.pass(&filled)
    copier.pass(&lineStart)
    copier.pass(&lineEnd)
    copier.pass(&allowed)
  }

  /// Takes frames in and gives as many out, within a block.
  private func exchange(_ samples: UnsafeMutablePointer<Float>, frames: Int) {
    let slope = (lineEnd - lineStart) * (1 / Float(TruePeakLimiter.block))
    let (oldLeft, oldRight) = (left.base + filled, right.base + filled)
    for n in 0..<frames {
      oldLeft[TruePeakLimiter.latency + n] = samples[2 * n]
      oldRight[TruePeakLimiter.latency + n] = samples[2 * n + 1]
      let gain = lineStart + slope * Float(filled + n + 1)
      samples[2 * n] = oldLeft[n] * gain
      samples[2 * n + 1] = oldRight[n] * gain
    }
  }

  /// A whole block has come, and so all points of the block after the one that leaves next are known: where the gain
  /// has to be when that begins to leave.
  private mutating func takeBlock() {
    let peak = truePeak()
    let needed = peak > TruePeakLimiter.target ? TruePeakLimiter.target / peak : 1
    lineStart = lineEnd
    let risen = 1 - (1 - lineStart) * keep
    lineEnd = min(min(allowed, needed), risen > TruePeakLimiter.returned ? 1 : risen)
    allowed = needed
    filled = 0
    let kept = TruePeakLimiter.latency
    left.base.copy(from: left.base + TruePeakLimiter.block, count: kept)
    right.base.copy(from: right.base + TruePeakLimiter.block, count: kept)
  }

  /// The true peak of both channels over a block's length that ends `TruePeakFilter.reach` before the newest frame; no
  /// more than the samples' own where not even their worst order could be too loud.
  private func truePeak() -> Float {
    let start = 2 * TruePeakLimiter.block
    var largest = SIMD8<Float>()
    // All that the points are made of: a multiple of 8 frames.
    var n = start - TruePeakFilter.reach
    while n < start + TruePeakLimiter.block + TruePeakFilter.reach {
      largest = TruePeakFilter.larger(largest, Kernels.load(left.base, n))
      largest = TruePeakFilter.larger(largest, Kernels.load(right.base, n))
      n += 8
    }
    let peak = largest.max()
    if peak * filter.overshoot <= TruePeakLimiter.target { return peak }
    return max(
      filter.peak(of: left.base + start, count: TruePeakLimiter.block),
      filter.peak(of: right.base + start, count: TruePeakLimiter.block))
  }
}
