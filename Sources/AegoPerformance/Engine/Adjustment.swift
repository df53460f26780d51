/// How the performer has altered the written period and step, until the scene ends.
///
/// As the Co-Explorer's knobs do: there the period is a second over a number of actions, 10 at first, and each
/// `/new_speed` of n takes 2n from that number; each `/resample` of n halves the step n times.
struct Adjustment: BitwiseCopyable {
  /// How many actions there are in the time of ten written ones.
  private var actions = 10
  private var halvings = 0

  mutating func changeSpeed(by number: Float) { actions = max(1, min(64, actions - 2 * Adjustment.whole(number))) }

  mutating func changeStep(by number: Float) { halvings = max(-8, min(8, halvings + Adjustment.whole(number))) }

  private static func whole(_ number: Float) -> Int { Int(max(-32, min(32, number)) + (number < 0 ? -0.5 : 0.5)) }

  /// The period in force where one is written, both in nanoseconds; an altered one is 10 ms to 10 s.
  func period(_ written: Int64) -> Int64 {
    actions == 10 ? written : max(10_000_000, min(10_000_000_000, written * 10 / Int64(actions)))
  }

  /// The displacement in force where one is written, as a fraction of an axis; an altered one is at most half of it.
  func displacement(_ written: Float) -> Float {
    if halvings == 0 { return written }
    return min(0.5, halvings > 0 ? written / Float(1 << halvings) : written * Float(1 << -halvings))
  }
}
