/// The time of a stream, from the timetags of its lines.
struct StreamClock {
  private var origin: UInt64?
  private var now: UInt64 = 0

  /// Second 0 is time 0.
  mutating func startAtZero() { origin = 0 }

  /// The time of the next line.
  mutating func advance(to timetag: UInt64) -> UInt64 {
    // A recording that began with bundles without a time (0) goes on with clock times, which are after 1968.
    let isClock = timetag >> 63 == 1
    guard let start = origin, start >> 63 == 1 || !isClock else {
      origin = timetag &- now
      return now
    }
    if timetag > 1 {
      // Wrapping, so that the clock's turn in 2036 is a step like others.
      let elapsed = Int64(bitPattern: timetag &- start)
      if elapsed > 0 { now = max(now, UInt64(elapsed)) }
    }
    return now
  }
}
