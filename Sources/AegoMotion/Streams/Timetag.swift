/// Times of recorded streams and their hops, in integers only.
///
/// A timetag counts 2^-32 s from the start of the performance. Hop k begins at k · 512 / 48000 s, which is
/// k · 2^34 / 375 in that unit.
public enum Timetag {
  /// The hop that consumes a message with timetag `T`: the smallest k with floor(k · 512 · 2^32 / 48000) ≥ T.
  public static func hop(consuming timetag: UInt64) -> Int64 {
    // T is whole, so floor(x) ≥ T exactly where x ≥ T: k is T · 375 / 2^34, rounded up.
    let product = timetag.multipliedFullWidth(by: 375)
    let whole = product.high << 30 | product.low >> 34
    let isExact = product.low & (1 << 34 - 1) == 0
    return Int64(whole) + (isExact ? 0 : 1)
  }

  /// The timetag of hop `k`: floor(k · 512 · 2^32 / 48000).
  ///
  /// 0 before the start; the greatest timetag from hop 402,653,184,000 (136 years) on.
  public static func timetag(ofHop k: Int64) -> UInt64 {
    guard k > 0 else { return 0 }
    let (cycles, rest) = UInt64(k).quotientAndRemainder(dividingBy: 375)
    guard cycles < 1 << 30 else { return .max }
    return cycles << 34 + (rest << 34) / 375
  }
}
