/// When the messages of one form arrived: how many a second, how evenly, and the longest gap.
struct Arrivals {
  /// How far back the rate and the jitter look, in ns.
  static let window: Int64 = 2_000_000_000
  /// How many arrivals are remembered at most; a flood has a rate of the last of them.
  private static let most = 2048

  /// How many have arrived.
  private(set) var count = 0
  /// The longest time between two, in ns.
  private(set) var longestGap: Int64 = 0
  /// When the last one arrived, in ns.
  private(set) var last: Int64 = 0
  private var times: [Int64] = []
  private var next = 0

  /// One more, at a time in ns.
  mutating func add(at time: Int64) {
    if count > 0 { longestGap = max(longestGap, time - last) }
    count += 1
    last = time
    if times.count < Arrivals.most {
      times.append(time)
    } else {
      times[next] = time
      next = (next + 1) % Arrivals.most
    }
  }

  /// How many a second, over the last two seconds; 0 where there were less than two.
  func rate(at time: Int64) -> Double {
    let recent = recent(at: time)
    guard let first = recent.first, let last = recent.last, last > first else { return 0 }
    return Double(recent.count - 1) / Double(last - first) * 1e9
  }

  /// The standard deviation of the times between them over the last two seconds, in ms.
  func jitter(at time: Int64) -> Double {
    let recent = recent(at: time)
    let gaps = zip(recent.dropFirst(), recent).map { Double($0 - $1) * 1e-6 }
    guard gaps.count > 1 else { return 0 }
    let mean = gaps.reduce(0, +) / Double(gaps.count)
    let variance = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(gaps.count - 1)
    return variance.squareRoot()
  }

  private func recent(at time: Int64) -> [Int64] {
    (times[next...] + times[..<next]).filter { time - $0 <= Arrivals.window }
  }
}
