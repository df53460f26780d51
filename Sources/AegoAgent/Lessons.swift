/// What a reward belongs to: rewards that follow each other without a gap and with one sign are one lesson, which is
/// taken back as a whole; a single rewarding event is one of its own, but those of one instant are one lesson.
struct Lessons: BitwiseCopyable {
  /// The gap that ends a lesson, in nanoseconds.
  private static let gap: Int64 = 500_000_000

  /// When the last reward came; far back for none.
  private var lastTime = Int64.min / 2
  private var wasPositive = false
  /// When the last lessons began, the newest first; far back for none.
  private var begun = InlineArray<4, Int64>(repeating: .min / 2)

  /// When the last lesson that can be taken back began.
  var last: Int64? { begun[0] > .min / 2 ? begun[0] : nil }

  /// Whether a reward begins a lesson.
  mutating func begins(_ reward: Float, at time: Int64, isEvent: Bool) -> Bool {
    let follows = !isEvent && (reward > 0) == wasPositive && time - lastTime <= Lessons.gap
    let goesOn = follows || time == lastTime
    (lastTime, wasPositive) = (time, reward > 0)
    guard !goesOn else { return false }
    for index in 1..<4 { begun[4 - index] = begun[3 - index] }
    begun[0] = time
    return true
  }

  /// The last lesson was taken back.
  mutating func takeBack() {
    for index in 0..<3 { begun[index] = begun[index + 1] }
    begun[3] = .min / 2
    lastTime = .min / 2
  }
}
