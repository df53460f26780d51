import AegoNumerics

/// Times as places on a sheet, and the ticks between.
struct TimeScale {
  /// Where the beginning lies, in pixels, and how wide the whole is.
  let left: Double
  let width: Double
  /// The whole, in nanoseconds.
  let length: Int64

  /// Where a time lies; one beyond the end lies at the end.
  func x(_ time: Int64) -> Double { left + width * min(1, max(0, Double(time) / Double(max(length, 1)))) }

  /// Times to write numbers at, at most a dozen, on whole steps of the clock.
  var ticks: [Int64] {
    let second: Int64 = 1_000_000_000
    let steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 21600]
    let step = (steps.first { Int64($0) * second * 12 >= length } ?? 21600)
    return Array(stride(from: 0, through: length, by: Int(second) * step)).map { Int64($0) }
  }
}
