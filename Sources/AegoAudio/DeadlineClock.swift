/// Deadlines a hop apart, met by sleeping until absolute times, so that late wake-ups do not add up.
struct DeadlineClock {
  private let hop: Int64
  private let rate: Int64
  private let start: Int64
  private var count: Int64 = 0

  /// A clock that begins at a time of `MonotonicTime`.
  init(hop: Int, rate: Int, start: Int64 = MonotonicTime.now()) {
    self.hop = Int64(hop)
    self.rate = Int64(rate)
    self.start = start
  }

  /// Sleeps until the next deadline.
  ///
  /// - Returns: whether it had passed by more than a hop.
  mutating func wait() -> Bool {
    count += 1
    MonotonicTime.sleep(until: deadline(count))
    return MonotonicTime.now() > deadline(count + 1)
  }

  private func deadline(_ hops: Int64) -> Int64 {
    let (seconds, rest) = (hops * hop).quotientAndRemainder(dividingBy: rate)
    return start + seconds * 1_000_000_000 + rest * 1_000_000_000 / rate
  }
}
