import AegoAgent
import AegoSpace
import Dispatch
import Synchronization

extension Benchmark {
  /// How near the agent comes to what a simulated performer wants, also one who errs, is away, late, or changes their
  /// mind; how it explores by itself and when it is contradicted; and how long it takes. Ten seeds.
  ///
  /// - Parameters:
  ///   - piece: with its spaces' steps, which are longer along one axis than along another, much is measured again.
  ///   - report: called with each figure.
  /// - Returns: the curves of learning with 1 to 16 axes.
  public static func agent(_ piece: Piece, _ report: (Figure) -> Void) -> LearningCurves {
    var curves = LearningCurves()
    taking().forEach(report)
    learning(&curves).forEach(report)
    for part in [variants, opening, contradicting] { part().forEach(report) }
    exploring("", AgentTrial(axes: 8)).forEach(report)
    for (name, space) in zip(piece.program.spaceNames, piece.program.spaces) {
      var trial = AgentTrial(axes: space.latent)
      trial.stepScales = StepScales.scales(sensitivity: space.sensitivity)
      inSpace(name, trial).forEach(report)
      exploring("in \(name), ", trial).forEach(report)
    }
    return curves
  }

  private static let seeds = 10

  /// The courses of a trial with each seed, on all cores.
  private static func courses(_ trial: AgentTrial) -> [AgentTrial.Course] {
    let courses = Mutex([Int: AgentTrial.Course]())
    DispatchQueue.concurrentPerform(iterations: seeds) { seed in
      let course = trial.run(seed: UInt64(seed))
      courses.withLock { $0[seed] = course }
    }
    return courses.withLock { courses in (0..<seeds).compactMap { courses[$0] } }
  }

  private static func ratio(_ name: String, _ value: Double) -> Figure {
    Figure("agent/\(name)", unit: "1", runs: [value])
  }

  private static func learning(_ curves: inout LearningCurves) -> [Figure] {
    [1, 2, 4, 8, 16].map { axes in
      let courses = courses(AgentTrial(axes: axes))
      curves.add(axes == 1 ? "1 axis" : "\(axes) axes", courses)
      return ratio("\(axes) axes/ratio", courses.ratio(before: 3000))
    }
  }

  private static func taking() -> [Figure] {
    [1, 8, 16].flatMap { axes in
      let times = ActionTimes(axes: axes).measure()
      return [
        Figure("agent/\(axes) axes/an action with five gradient steps", unit: "ms", runs: times.action),
        Figure("agent/\(axes) axes/the most in a hop", unit: "ms", runs: times.hop),
        Figure("agent/\(axes) axes/the most in a hop with a judged zone", unit: "ms", runs: times.zone),
      ]
    }
  }

  private static func variants() -> [Figure] {
    [4, 8].flatMap { axes in
      var (wrong, seldom, late, moved) = (
        AgentTrial(axes: axes), AgentTrial(axes: axes), AgentTrial(axes: axes), AgentTrial(axes: axes)
      )
      wrong.wrong = 0.3
      seldom.isSeldom = true
      late.delay = 8
      moved.parts = [axes, axes]
      moved.goalMoves = true
      return [
        ratio("\(axes) axes/ratio, 30 % of the rewards wrong", courses(wrong).ratio(before: 3000)),
        ratio("\(axes) axes/ratio, rewarded one second in five", courses(seldom).ratio(before: 3000)),
        ratio("\(axes) axes/ratio, rewards seen 0.8 s late", courses(late).ratio(before: 3000)),
        ratio("\(axes) axes/ratio, 3000 actions after the goal moved", courses(moved).ratio(before: 6000, from: 3000)),
      ]
    }
  }

  private static func opening() -> [Figure] {
    var trial = AgentTrial(axes: 8)
    trial.actions = 1500
    trial.parts = [1, 2, 4, 8]
    let courses = courses(trial)
    return [1, 2, 4, 8].map { ratio("opened 1, 2, 4, 8/ratio of the first \($0)", courses.ratio(firstAxes: $0)) }
  }

  private static func inSpace(_ name: String, _ trial: AgentTrial) -> [Figure] {
    var (wrong, moved) = (trial, trial)
    wrong.wrong = 0.3
    moved.parts = [trial.axes, trial.axes]
    moved.goalMoves = true
    return [
      ratio("\(name)/ratio", courses(trial).ratio(before: 3000)),
      ratio("\(name)/ratio, 30 % of the rewards wrong", courses(wrong).ratio(before: 3000)),
      ratio("\(name)/ratio, 3000 actions after the goal moved", courses(moved).ratio(before: 6000, from: 3000)),
    ]
  }

  private static func exploring(_ place: String, _ trial: AgentTrial) -> [Figure] {
    let found = ["0", "0.02", "0.05", "0.1", "1"].map { curiosity -> (String, [AgentTrial.Course]) in
      var trial = trial
      (trial.isRewarded, trial.curiosity) = (false, Float(curiosity) ?? 0)
      return (curiosity, courses(trial))
    }
    return found.flatMap { curiosity, courses in
      [
        Figure(
          "agent/alone, \(place)curiosity \(curiosity)/cells", unit: "1",
          runs: courses.map { Double($0.cells(0..<3000).count) }),
        Figure(
          "agent/alone, \(place)curiosity \(curiosity)/least range of an axis", unit: "1",
          runs: courses.map(\.leastRange)),
      ]
    }
  }

  private static func contradicting() -> [Figure] {
    var trial = AgentTrial(axes: 8)
    (trial.actions, trial.contradiction) = (4800, 1800..<3000)
    let courses = courses(trial)
    return [
      ("before the signs are drawn", 1500..<1800), ("from then on", 1800..<2100), ("after half a minute", 2100..<2400),
      ("a minute after they are right again", 3600..<3900),
    ].map { name, part in
      Figure(
        "agent/contradicted/cells in half a minute, \(name)", unit: "1",
        runs: courses.map { Double($0.cells(part).count) })
    }
  }
}

extension AgentTrial.Course {
  /// How far the axis that moved least moved, of its range.
  fileprivate var leastRange: Double {
    (positions.first?.indices ?? 0..<0).map { axis in
      let places = positions.map { Double($0[axis]) }
      return (places.max() ?? 0) - (places.min() ?? 0)
    }.min() ?? 0
  }
}
