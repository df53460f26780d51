import AegoPerformance
import AegoServing

/// How well an arm's module is heard, by the messages that hops consumed; and its charge.
struct ArmWatch {
  /// How far back the rate looks, in nanoseconds.
  private static let window: Int64 = 2_000_000_000
  /// From how long a silence on it is a gap, in nanoseconds.
  private static let gap: Int64 = 100_000_000

  private var heard: [(time: Int64, count: Int32)] = []
  private var begun: Int64?
  private var last: Int64?
  private var isInGap = false
  /// How often nothing came for a tenth of a second since the module was first heard.
  private(set) var gaps = 0
  /// The last moment of the arm.
  private(set) var arm = StageMoment.Arm()

  /// Takes a hop.
  mutating func take(_ arm: StageMoment.Arm, at time: Int64) {
    self.arm = arm
    begun = begun ?? time
    heard.removeAll { $0.time <= time - ArmWatch.window }
    if arm.messages > 0 {
      heard.append((time, arm.messages))
      (last, isInGap) = (time, false)
    } else if let last, !isInGap, time - last >= ArmWatch.gap {
      isInGap = true
      gaps += 1
    }
  }

  /// How many messages came a second, over the last two or since it is looked at.
  func rate(at time: Int64) -> Double {
    let seconds = Double(max(1, min(ArmWatch.window, time - (begun ?? time)))) / 1e9
    return (Double(heard.reduce(0) { $0 + $1.count }) / seconds * 10).rounded() / 10
  }

  /// The arm in words for a page.
  ///
  /// - Parameters:
  ///   - side: `left` or `right`.
  ///   - time: performance time in nanoseconds.
  ///   - charge: what its module told of its charge beside the engine, 0...1 or volts; nil where it did not.
  /// - Returns: JSON.
  func json(_ side: String, at time: Int64, charge: Double?) -> String {
    JSONObject()
      .text("side", side).number("angle", arm.angle).raw("heard", "\(arm.isHeard)").raw("present", "\(arm.isPresent)")
      .raw("rested", "\(arm.isRested)").number("rate", rate(at: time)).number("gaps", gaps)
      .number("battery", ArmWatch.part(charge.map(Float.init) ?? arm.battery)).closed
  }

  /// A charge as a part; whose module tells volts has a lithium cell, empty at 3.3 V and full at 4.2 V.
  private static func part(_ charge: Float) -> Float { charge > 1 ? max(0, min(1, (charge - 3.3) / 0.9)) : charge }
}
