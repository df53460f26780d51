import AegoAgent
import AegoNumerics

/// How long the agent takes, one action with the learning that goes with it.
struct ActionTimes {
  /// A period of 100 ms has as many gradient steps at most.
  private static let steps = 5

  let axes: Int

  /// The milliseconds of one action with all its learning, and of the most that falls into one hop, which is an action
  /// with its reward, the first of a lesson, and one gradient step, or the same with a judged zone: in each of seven runs.
  func measure() -> (action: [Double], hop: [Double], zone: [Double]) {
    var agent = CoExplorer(
      axes: axes, stepScales: Array(repeating: 1, count: axes), settings: CoExplorerSettings(),
      random: RandomStream(seed: 1, name: "agent"))
    var index: Int64 = 0
    func play(steps: Int, times: Int, judges: Bool = false) -> Double {
      let begin = ContinuousClock.now
      for _ in 0..<times {
        index += 1
        let time = index * 100_000_000
        agent.credit(index % 2 == 0 ? 0.5 : -0.25, at: time, isEvent: true)
        let situation = Situation(
          time: time, period: 100_000_000, openAxes: Situation.mask(axes), step: 0.01, exploration: 0.1,
          settling: 60_000_000_000, curiosity: 0.1)
        if judges { agent.judgeZone(1, situation) }
        _ = agent.act(situation)
        for _ in 0..<steps { agent.learn() }
      }
      return (ContinuousClock.now - begin) / .milliseconds(1) / Double(times)
    }
    _ = play(steps: 1, times: 200)
    let actions = (0..<7).map { _ in play(steps: ActionTimes.steps, times: 200) }
    let hops = (0..<7).map { _ in play(steps: 1, times: 200) }
    return (actions, hops, (0..<7).map { _ in play(steps: 1, times: 200, judges: true) })
  }
}
