/// What a calibration that is over means for a score, whose arms are worn already.
public struct CalibrationFindings: Equatable, Sendable {
  /// What the score's `reward` says that arms turn about.
  public let axis: MotionSettings.Axis
  /// The left arm as the score's `sensors` has it; nil where its line stays as it was.
  public let left: String?
  /// The right arm in the same way.
  public let right: String?
  /// What was found, a sentence each.
  public let words: [String]
  /// Whether no module turned, so that all stays as it was.
  public let isEmpty: Bool

  /// Compares what turned with what the score has.
  ///
  /// An arm that did not turn is written off where no module of its own is heard; else its performer may just have been
  /// late, and its line stays.
  ///
  /// - Parameters:
  ///   - calibration: one that is over.
  ///   - motion: the arms as the score has them.
  ///   - heard: the modules that are heard.
  public init(_ calibration: Calibration, _ motion: MotionSettings, heard: [SensorReport.Module]) {
    let (left, right) = (calibration.left, calibration.right)
    isEmpty = left == nil && right == nil
    guard !isEmpty else {
      (axis, self.left, self.right) = (motion.axis, nil, nil)
      words = ["No module turned, so the score stays as it was. See that the modules are heard, and try again."]
      return
    }
    func isKept(_ side: HandReward.Side, _ other: Calibration.Arm?) -> Bool {
      heard.contains {
        $0.arms.contains(side) && !$0.isSilent && !($0.family == other?.family && $0.id == other?.id)
      }
    }
    let keepsLeft = left == nil && isKept(.left, right)
    let keepsRight = right == nil && isKept(.right, left)
    // What stays as it was turns about what it did.
    let common = keepsLeft || keepsRight ? motion.axis : CalibrationText.axis(calibration)
    axis = common
    self.left = keepsLeft ? nil : CalibrationText.arm(left, common)
    self.right = keepsRight ? nil : CalibrationText.arm(right, common)
    words =
      CalibrationFindings.words(.left, left, isKept: keepsLeft)
      + CalibrationFindings.words(.right, right, isKept: keepsRight)
  }

  private static func words(_ side: HandReward.Side, _ arm: Calibration.Arm?, isKept: Bool) -> [String] {
    guard let arm else {
      let wait = Calibration.patience / 1_000_000_000
      return [
        isKept
          ? "The \(side) arm: nothing turned for \(wait) s, but its module is heard; its line stays as it was."
          : "The \(side) arm: nothing turned for \(wait) s, and no module of its own is heard: none."
      ]
    }
    let way = arm.isInverted ? ", inverted" : ""
    let module = arm.id.isEmpty || arm.family == .custom ? "\(arm.family)" : "\(arm.family) \(arm.id)"
    return ["The \(side) arm wears \(module) and turns about its \(arm.axis) axis\(way)."]
      + [CalibrationText.askew(side, arm)].compactMap(\.self)
  }
}
