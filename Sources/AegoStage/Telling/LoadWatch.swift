/// How loud it was since it was asked last, and how long hops took over the last second, as parts of a hop.
struct LoadWatch {
  private let hopTime: Double
  private let perSecond: Int
  private var times: [Double] = []
  private var next = 0
  private var peak: Int32 = 0

  /// A watch of hops of a length in nanoseconds.
  init(hopTime: Int64) {
    self.hopTime = Double(hopTime)
    perSecond = max(1, Int(1_000_000_000 / hopTime))
  }

  /// Takes a hop.
  mutating func take(peak: Int32, renderTime: Int64) {
    self.peak = max(self.peak, peak)
    let part = Double(renderTime) / hopTime
    if times.count < perSecond {
      times.append(part)
    } else {
      times[next] = part
      next = (next + 1) % perSecond
    }
  }

  /// The last second's longest hop as a part of its time.
  var load: Double { LoadWatch.thousandths(times.max() ?? 0) }

  /// A time as a part of a hop's.
  func part(_ nanoseconds: Int64) -> Double { LoadWatch.thousandths(Double(nanoseconds) / hopTime) }

  /// The magnitude of the loudest sample since it was taken last, 24-bit.
  mutating func takePeak() -> Int32 {
    defer { peak = 0 }
    return peak
  }

  private static func thousandths(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
