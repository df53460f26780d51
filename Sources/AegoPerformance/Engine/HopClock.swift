/// The relation of hops, nanoseconds of performance time and OSC time tags; integers only.
public struct HopClock: BitwiseCopyable, Sendable, Equatable {
  /// Samples in a hop.
  public let hop: Int
  /// Samples in a second.
  public let rate: Int

  // hop · 10⁹ / rate in lowest terms, so that the product below stays in range for thousands of years.
  private let numerator: Int64
  private let denominator: Int64

  /// The clock of a performance.
  public init(hop: Int = 512, rate: Int = 48000) {
    self.hop = hop
    self.rate = rate
    let product = Int64(hop) * 1_000_000_000
    let divisor = HopClock.greatestCommonDivisor(product, Int64(rate))
    numerator = product / divisor
    denominator = Int64(rate) / divisor
  }

  /// The performance time at which hop `index` begins: floor(index · hop · 10⁹ / rate).
  public func nanoseconds(_ index: Int64) -> Int64 { index * numerator / denominator }

  /// The first hop that begins at or after a performance time.
  public func firstHop(notBefore time: Int64) -> Int64 {
    var index = time * denominator / numerator
    while nanoseconds(index) < time { index += 1 }
    while index > 0 && nanoseconds(index - 1) >= time { index -= 1 }
    return index
  }

  private static func greatestCommonDivisor(_ a: Int64, _ b: Int64) -> Int64 {
    b == 0 ? a : greatestCommonDivisor(b, a % b)
  }
}
