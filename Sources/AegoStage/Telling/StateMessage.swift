import AegoPerformance
import AegoServing
import Glibc

/// What is told ten times a second and at each action.
struct StateMessage {
  private let score: StageScore
  private var left = ArmWatch()
  private var right = ArmWatch()
  private var loads: LoadWatch
  private var action: Event?

  init(_ score: StageScore) {
    self.score = score
    loads = LoadWatch(hopTime: score.clock.nanoseconds(1))
  }

  /// Takes a hop.
  mutating func take(_ moment: StageMoment) {
    left.take(moment.leftArm, at: moment.time)
    right.take(moment.rightArm, at: moment.time)
    loads.take(peak: moment.peak, renderTime: moment.renderTime)
  }

  /// Takes an action of the agent.
  mutating func take(action event: Event) { action = event }

  /// The magnitude of the loudest sample since it was taken last, 24-bit.
  mutating func takePeak() -> Int32 { loads.takePeak() }

  /// The message about a hop of which the agent was told whole.
  func text(_ moment: StageMoment, peak: Int32, _ figures: StageFigures) -> String {
    let open = (0..<Int(moment.axes)).filter { moment.openAxes >> UInt32($0) & 1 == 1 }
    return JSONObject()
      .text("type", "state").number("t", moment.time).number("score", moment.score).number("scene", moment.scene)
      .number("inScene", moment.inScene).number("left", moment.left < 0 ? nil : moment.left)
      .text("phase", StateMessage.word(moment.phase)).raw("held", "\(moment.isHeld)").number("panic", moment.panic)
      .text("go", StateMessage.word(moment.go)).raw("paused", "\(moment.isPaused)")
      .raw("arms", arms(figures, at: moment.time))
      .number("reward", moment.reward).number("fader", moment.fader).number("credited", moment.credited)
      .text("space", score.spaceNames[Int(moment.space)]).numbers("dimensions", open.map { $0 + 1 })
      .number("period", moment.period).numbers("position", (0..<Int(moment.axes)).map { moment.position[$0] })
      .raw("action", action.map(StateMessage.json) ?? "null")
      .numbers("expected", (0..<Int(moment.axes)).map { moment.expected[$0] }).number("unrest", moment.unrest)
      .numbers("visits", open.map { moment.visits[$0] }).number("peak", StateMessage.decibels(peak))
      .number("load", loads.load).number("worst", loads.part(figures.worst)).number("late", figures.late)
      .number("underruns", figures.underruns).text("take", score.take).closed
  }

  private func arms(_ figures: StageFigures, at time: Int64) -> String {
    let left = left.json("left", at: time, charge: figures.leftCharge)
    return "[\(left),\(right.json("right", at: time, charge: figures.rightCharge))]"
  }

  private static func json(_ action: Event) -> String {
    JSONObject()
      .number("axis", Int(action.axis) + 1).number("direction", action.direction).raw("explored", "\(action.explored)")
      .number("expected", action.expected).number("t", action.time).closed
  }

  private static func word(_ phase: Performance.Phase) -> String {
    switch phase {
    case .waiting: "waiting"
    case .playing: "playing"
    case .ending: "ending"
    case .over: "over"
    }
  }

  private static func word(_ go: StageMoment.Go) -> String {
    switch go {
    case .ready: "ready"
    case .guarded: "guarded"
    case .notAwaited: "not-awaited"
    case .tooEarly: "too-early"
    }
  }

  /// The level of a sample's magnitude in dBFS; silence is -144, below the least of 24 bits.
  private static func decibels(_ peak: Int32) -> Double {
    peak > 0 ? (200 * log10(Double(peak) / 8_388_608)).rounded() / 10 : -144
  }
}
