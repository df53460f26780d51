/// What a calibration asks for and what it found, in words.
public enum CalibrationText {
  /// What the performer is asked for.
  ///
  /// - Parameters:
  ///   - step: what it is.
  ///   - wait: how long a turn is still waited for, in ns.
  /// - Returns: a sentence or two.
  public static func words(_ step: Calibration.Step, wait: Int64 = Calibration.patience) -> String {
    let seconds = (wait + 999_999_999) / 1_000_000_000
    return switch step {
    case .rest: "Hold both arms where neutral is, and still."
    case .turn(let side): "Turn the \(side) palm up, as far as it goes. (No \(side) arm: wait \(seconds) s.)"
    case .back: "And back to neutral."
    case .done: "Done. In the score:"
    }
  }

  /// The lines for the score.
  public static func score(_ calibration: Calibration, port: UInt16, listen: String?) -> String {
    let common = axis(calibration)
    var lines = ["sensors:"]
    if port != 8888 { lines.append("  port: \(port)") }
    if let listen { lines.append("  listen: \(listen)") }
    lines.append("  left: " + arm(calibration.left, common))
    lines.append("  right: " + arm(calibration.right, common))
    lines.append("  reward: {axis: \(common)}")
    for (side, arm) in [(HandReward.Side.left, calibration.left), (.right, calibration.right)] {
      if let words = arm.flatMap({ askew(side, $0) }) { lines.append("# " + words) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// That a sensor sits so that none of its axes lies along the forearm; nil where one does.
  static func askew(_ side: HandReward.Side, _ arm: Calibration.Arm) -> String? {
    guard arm.askew > 25 else { return nil }
    let degrees = Int(arm.askew.rounded())
    return "The \(side) sensor sits \(degrees)° askew on the forearm: turn it, so that an axis points along it."
  }

  /// What the arms turn about, which is said once: the left one's where they differ.
  public static func axis(_ calibration: Calibration) -> MotionSettings.Axis {
    [calibration.left, calibration.right].compactMap { $0?.axis }.first ?? .roll
  }

  /// An arm as the score's `sensors` has it: `{source: riot, id: 0, invert: true}`, or `none`.
  ///
  /// - Parameters:
  ///   - arm: what a turn has shown; nil for an arm that did not turn.
  ///   - common: what the score's `reward` says that arms turn about.
  /// - Returns: YAML on one line.
  public static func arm(_ arm: Calibration.Arm?, _ common: MotionSettings.Axis) -> String {
    guard let arm else { return "none" }
    var parts = ["source: \(arm.family == .custom ? "{address: \(arm.id)}" : "\(arm.family)")"]
    if arm.family != .custom && !arm.id.isEmpty { parts.append("id: \(arm.id)") }
    parts.append("invert: \(arm.isInverted)")
    if arm.axis != common { parts.append("axis: \(arm.axis)") }
    return "{" + parts.joined(separator: ", ") + "}"
  }
}
