import Glibc

/// Deadlines a hop apart, met by sleeping until absolute times, so that late wake-ups do not add up.
struct DeadlineClock {
  private let hop: Int64
  private let rate: Int64
  private let start: Int64
  private var count: Int64 = 0

  /// A clock that begins now.
  init(hop: Int, rate: Int) {
    self.hop = Int64(hop)
    self.rate = Int64(rate)
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    start = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Sleeps until the next deadline.
  mutating func wait() {
    count += 1
    let (seconds, rest) = (count * hop).quotientAndRemainder(dividingBy: rate)
    let deadline = start + seconds * 1_000_000_000 + rest * 1_000_000_000 / rate
    var time = timespec(tv_sec: Int(deadline / 1_000_000_000), tv_nsec: Int(deadline % 1_000_000_000))
    while clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, nil) == EINTR {}
  }

  /// Deadlines since the beginning.
  var hops: Int64 { count }
}
