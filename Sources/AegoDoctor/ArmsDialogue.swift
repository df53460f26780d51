import AegoMotion
import Foundation

/// What is asked of the performer about the arms, step by step, and what came of it. The time is told.
///
/// The configured modules are waited for; then the arms rest, and each palm is turned up in its turn.
struct ArmsDialogue {
  private enum Step {
    case hearing(since: Int64)
    case turning(Calibration, since: Int64)
    case over
  }

  private let motion: MotionSettings
  private let patience: Int64
  private let vocabulary: Vocabulary
  private var step: Step?
  private var turned: [HandReward.Side: Calibration.Arm] = [:]

  /// Where to send, for modules that are not heard.
  let remedy: String

  init(_ motion: MotionSettings, patience: Int64, remedy: String) {
    (self.motion, self.patience, self.remedy) = (motion, patience, remedy)
    vocabulary = Vocabulary(motion: motion)
  }

  /// The arms that the score has.
  var sides: [HandReward.Side] { HandReward.Side.allCases.filter { arm($0).isPresent } }

  var isOver: Bool { if case .over = step { true } else { false } }

  private func arm(_ side: HandReward.Side) -> MotionSettings.Arm { side == .left ? motion.left : motion.right }

  /// A module's kind and name, as the score has it.
  private func name(_ side: HandReward.Side) -> String {
    ArmsDialogue.name(arm(side).family, vocabulary.id(arm(side).family, arm(side).module))
  }

  private static func name(_ family: ModuleFamily, _ id: String) -> String {
    id.isEmpty ? "\(family)" : "\(family) \(id)"
  }

  // MARK: Asking

  /// Looks at what a watch sees; what to ask the performer now, if anything.
  mutating func advance(_ watch: SensorWatch, at time: Int64) -> String? {
    switch step {
    case nil:
      step = .hearing(since: time)
      return "Waiting for " + sides.map { "\($0) arm (\(name($0)))" }.joined(separator: " and ") + "."
    case .hearing(let since):
      let heard = heard(watch.report(at: time))
      guard heard.count == sides.count || time - since >= patience else { return nil }
      if heard.isEmpty {
        step = .over
      } else {
        step = .turning(Calibration(sides: heard, patience: patience), since: time)
      }
      return heard.isEmpty ? nil : "Hold the arms where neutral is, and still."
    case .turning(var calibration, let since):
      let isNew = calibration.advance(watch, at: time)
      turned[.left] = calibration.left
      turned[.right] = calibration.right
      let isWaiting = calibration.step == .rest || calibration.step == .back
      let isTired = isWaiting && !isNew && time - since >= patience
      step = calibration.step == .done || isTired ? .over : .turning(calibration, since: isNew ? time : since)
      guard isNew else { return nil }
      switch calibration.step {
      case .turn(let side): return "Turn the \(side) palm up, as far as it goes."
      case .back: return "And back to neutral."
      case .rest, .done: return nil
      }
    case .over: return nil
    }
  }

  private func heard(_ report: SensorReport) -> [HandReward.Side] {
    sides.filter { side in report.modules.contains { $0.arms.contains(side) && !$0.isSilent } }
  }

  // MARK: Findings

  /// What came of it.
  func findings(_ report: SensorReport) -> [Finding] {
    sides.map { finding($0, report) } + report.modules.filter { !$0.arms.isEmpty }.compactMap(battery)
  }

  private func finding(_ side: HandReward.Side, _ report: SensorReport) -> Finding {
    let about = "\(side) arm"
    guard let module = report.modules.first(where: { $0.arms.contains(side) }), module.messages > 0 else {
      let others = report.modules.filter(\.arms.isEmpty).map { ArmsDialogue.name($0.family, $0.id) }
      if others.isEmpty { return .error(about, "nothing is heard of \(name(side))", help: remedy) }
      return .error(
        about, "nothing is heard of \(name(side)); heard is \(others.joined(separator: " and ")), on no arm",
        help: "aego sensors --calibrate finds which module each arm wears")
    }
    let link = String(
      format: "%@, %.0f a second, longest gap %.0f ms", name(side), module.rate, module.longestGap)
    if module.isSilent {
      return .error(about, link + "; silent now", help: "look at its battery, and how far the network reaches")
    }
    return turn(side, link) ?? quality(about, module, link + ", turned \(axis(side))")
  }

  private func axis(_ side: HandReward.Side) -> String { "about its \(arm(side).axis ?? motion.axis)" }

  /// What is wrong with an arm's turn; nil for a right one.
  private func turn(_ side: HandReward.Side, _ link: String) -> Finding? {
    let (about, arm) = ("\(side) arm", arm(side))
    let calibrate = "aego sensors --calibrate finds what to write in the score"
    guard let turned = turned[side] else {
      return .error(about, link + "; no turn was seen", help: "wear it on the forearm, turn the palm up when asked")
    }
    if turned.family != arm.family || turned.id != vocabulary.id(arm.family, arm.module) {
      let other = ArmsDialogue.name(turned.family, turned.id)
      return .error(about, "\(other) turned, and the score has \(name(side)) there", help: "change the modules over")
    }
    if turned.axis != arm.axis ?? motion.axis {
      return .error(
        about, link + "; it turned about its \(turned.axis), and the score has \(axis(side))", help: calibrate)
    }
    // One module on both arms turns as either does.
    let isShared = motion.left.family == motion.right.family && motion.left.module == motion.right.module
    if turned.isInverted != arm.isInverted, !isShared {
      return .error(about, link + "; palm up counts as down", help: "write invert: \(turned.isInverted) for this arm")
    }
    return nil
  }

  private func quality(_ about: String, _ module: SensorReport.Module, _ text: String) -> Finding {
    let nearer = "bring the access point nearer, choose a free channel, end other uses of the network"
    if module.longestGap * 1e6 > Double(motion.timeout) { return .warning(about, text + ": it was lost", help: nearer) }
    if module.longestGap > 100 { return .warning(about, text + ": gaps that are felt", help: nearer) }
    if module.rate < 40 {
      return .warning(about, text + ": seldom", help: "set the module to a shorter period: 5 to 10 ms")
    }
    return .ok(about, text)
  }

  private func battery(_ module: SensorReport.Module) -> Finding? {
    guard let charge = module.battery else { return nil }
    let (name, isPart) = (ArmsDialogue.name(module.family, module.id), charge <= 1)
    let text = isPart ? String(format: "%@, %.0f %%", name, charge * 100) : String(format: "%@, %.2f V", name, charge)
    // A lithium cell is nearly empty at 3.6 V.
    return charge < (isPart ? 0.3 : 3.6) ? .warning("battery", text, help: "charge it") : .ok("battery", text)
  }
}
