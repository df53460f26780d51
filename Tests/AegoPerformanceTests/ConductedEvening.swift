import AegoMotion
import AegoScore

@testable import AegoPerformance

/// The tables of a version that is kept as long as the tests run.
func keptTables(_ version: ScoreVersion) -> ScoreTables {
  Unmanaged.passRetained(version).takeUnretainedValue().tables
}

/// An evening under the engine's conductor, pulled in hops of some milliseconds as a performance pulls it.
struct ConductedEvening: ~Copyable {
  private var conductor: Conductor
  private let evening: Evening
  private let start: Int64
  private var actions = 0
  private var stillSince = Int64.max
  private var isOver = false
  private(set) var lines: [String] = []

  init(_ timeline: Timeline, _ evening: Evening, start: Int64 = 0) {
    self.evening = evening
    self.start = start
    let goGuard = Int64(evening.goGuard) * 1_000_000
    let version = ScoreVersion(timeline, goGuard: goGuard, freezesOnHold: evening.freezesOnHold)
    conductor = Conductor(keptTables(version))
  }

  mutating func play(hop: Int) {
    conductor.begin(at: start)
    told("scene 0 time \(conductor.scoreTime(start) / 1_000_000)", at: start)
    var nextAction = time(evening.period)
    for tick in stride(from: 0, to: evening.length, by: hop) where !isOver {
      let now = time(tick)
      for command in evening.commands[tick] ?? [] where !isOver { take(command, at: now) }
      sense(tick, at: now)
      runInstants(before: time(min(tick + hop, evening.length)), &nextAction)
    }
  }

  private func time(_ tick: Int) -> Int64 { start + Int64(tick) * 1_000_000 }

  private mutating func told(_ line: String, at time: Int64) {
    let (tick, rest) = (time - start).quotientAndRemainder(dividingBy: 1_000_000)
    lines.append("\(tick)\(rest == 0 ? "" : ".\(rest)") \(line)")
  }

  private mutating func take(_ command: Evening.Command, at now: Int64) {
    if conductor.hasGo { end(conductor.sceneEnd) }
    let message = Message(commanded: command)
    if let refusal = conductor.transportRefusal(of: message, at: now) { return told("refused \(refusal)", at: now) }
    told("\(command)", at: now)
    if conductor.conduct(message, at: now) == .entered {
      enter(by: "\(message.address)", at: now)
    }
  }

  private mutating func sense(_ tick: Int, at now: Int64) {
    let isStill = evening.still[tick] && !evening.silent[tick]
    // As the arms have it, which know of the first instant only at the next.
    stillSince = isStill ? min(stillSince, now) : .max
    conductor.sense(
      stillness: isStill ? now - stillSince : 0, reward: Float(evening.reward[tick]), isSilent: evening.silent[tick],
      at: now)
  }

  private mutating func runInstants(before next: Int64, _ nextAction: inout Int64) {
    while !isOver {
      let sceneEnd = conductor.sceneEnd
      guard min(sceneEnd.time, nextAction) < next else { return }
      if sceneEnd.time <= nextAction {
        end(sceneEnd)
      } else {
        act(at: nextAction)
        nextAction += Int64(evening.period) * 1_000_000
      }
    }
  }

  private mutating func end(_ sceneEnd: Conductor.SceneEnd) {
    let cause = conductor.cause(sceneEnd)
    if conductor.leave(sceneEnd) {
      enter(by: "\(cause)", at: sceneEnd.time)
    } else {
      isOver = true
      told("end", at: sceneEnd.time)
    }
  }

  private mutating func enter(by cause: String, at time: Int64) {
    told("scene \(conductor.index) \(cause) \(conductor.scoreTime(time) / 1_000_000)", at: time)
  }

  private mutating func act(at time: Int64) {
    defer { actions += 1 }
    if conductor.isFrozen { return }
    let choice = evening.choices[actions]
    told("action", at: time)
    if choice.drawn { return }
    conductor.chose(
      axis: choice.axis, direction: choice.up ? 1 : -1, expected: Float(choice.expected), wasTaught: choice.taught,
      at: time)
  }
}

extension Message {
  init(commanded command: Evening.Command) {
    switch command {
    case .go: self.init(.go)
    case .hold(let isHeld): self.init(.hold, floats: [isHeld ? 1 : 0])
    case .back: self.init(.back)
    case .repeat: self.init(.repeat)
    case .jump(let scene): self.init(.jump, integers: [Int32(scene)])
    case .panic: self.init(.panic)
    }
  }
}
