/// What happens around a conductor in a test: at each tick of a millisecond, what the performer commands and how the arms
/// and the agent are.
struct Evening {
  enum Command: Equatable { case go, hold(Bool), back, `repeat`, jump(Int), panic }

  var commands: [Int: [Command]] = [:]
  var still: [Bool] = []
  var silent: [Bool] = []
  var reward: [Double] = []
  /// The agent's choices, each tick of an action.
  var choices: [(axis: Int, up: Bool, expected: Double, drawn: Bool, taught: Bool)] = []
  var period = 40
  var goGuard = 0
  var freezesOnHold = false
  var length: Int { still.count }

  /// An evening in which all changes at multiples of 64 ms.
  init(_ random: inout TestRandom, scenes: Int, length: Int) {
    goGuard = random.among([0, 128, 640])
    freezesOnHold = random.below(2) == 0
    period = random.among([30, 40, 70])
    let calm = random.below(2) == 0
    for start in stride(from: 0, to: length, by: 64) {
      let isStill = random.below(calm ? 8 : 2) > 0
      let (isSilent, value) = (random.below(12) == 0, random.among([-0.8, 0.0, 0.4, 0.7, 0.7]))
      still += Array(repeating: isStill, count: 64)
      silent += Array(repeating: isSilent, count: 64)
      reward += Array(repeating: value, count: 64)
      for _ in 0..<[0, 0, 0, 0, 1, 1, 2, 3][random.below(8)] {
        let all: [Command] = [
          .go, .go, .go, .hold(true), .hold(false), .back, .repeat, .jump(random.below(scenes + 1)), .panic,
        ]
        commands[start, default: []].append(random.among(all))
      }
    }
    for _ in 0...length / period {
      choices.append(
        (
          random.below(2), random.below(3) > 0, random.among([0.4, 0.45, 0.5, 0.9]), random.below(8) == 0,
          random.below(30) > 0
        ))
    }
  }
}

/// The conductor as slow and obvious as can be: it looks at every millisecond of an evening, and back at all that was.
struct ObviousConductor {
  let score: RandomScore
  let evening: Evening
  var (index, age, passes) = (0, 0, 0)
  var countsFrom = 0
  var (isHeld, panic) = (false, 0)
  var lastGo = -1_000_000
  var gone = false
  var isOver = false
  /// The choices that were neither drawn nor broken off by a start anew, with their ticks.
  var chosen: [(tick: Int, action: String, expected: Double)] = []
  var lines: [String] = []

  init(_ score: RandomScore, _ evening: Evening) { (self.score, self.evening) = (score, evening) }

  var scene: ObviousScene { score.scenes[index] }
  var stands: Bool { isHeld || panic > 0 }
  var scoreTime: Int { scene.start + min(age, scene.nominal) }

  mutating func play() -> [String] {
    var nextAction = evening.period
    var actions = 0
    enter(0, at: 0, "time")
    for tick in 0..<evening.length where !isOver {
      for command in evening.commands[tick] ?? [] where !isOver {
        // What the arms are at this tick is not known yet.
        if gone { endIfDue(at: tick, heard: tick - 1) }
        // Of what comes in the hop of the end, a panic alone still does something.
        if !isOver {
          take(command, at: tick)
        } else {
          lines.append("\(tick) \(command == .panic ? "panic" : "refused ending")")
        }
      }
      if !isOver { endIfDue(at: tick, heard: tick) }
      if tick == nextAction, !isOver {
        act(actions, at: tick)
        actions += 1
        nextAction += evening.period
      }
      if !stands { age += 1 }
    }
    return lines
  }

  private mutating func enter(_ next: Int, at tick: Int, _ cause: String) {
    (index, age) = (next, 0)
    countAnew(at: tick)
    lines.append("\(tick) scene \(index) \(cause) \(scoreTime)")
  }

  private mutating func countAnew(at tick: Int) {
    (countsFrom, gone, chosen) = (tick, false, [])
  }

  // MARK: Ends

  private mutating func endIfDue(at tick: Int, heard: Int) {
    guard !stands else { return }
    if age >= scene.minimum {
      for condition in scene.until where holds(condition, at: tick, heard: heard) { return leave(condition, at: tick) }
    }
    if age >= scene.maximum { next(at: tick, "time") }
  }

  private mutating func leave(_ condition: ObviousCondition, at tick: Int) {
    switch condition.then {
    case "next": next(at: tick, condition.word)
    case "back": enter(before ?? index, back: before, at: tick, condition.word)
    case "end": end(at: tick)
    default: enter(place(of: condition.then), at: tick, condition.word)
    }
  }

  private mutating func next(at tick: Int, _ cause: String) {
    if index + 1 < score.scenes.count { return enter(index + 1, at: tick, cause) }
    guard score.loopStart >= 0 else { return end(at: tick) }
    passes += 1
    enter(score.loopStart, at: tick, cause)
  }

  private mutating func end(at tick: Int) {
    isOver = true
    lines.append("\(tick) end")
  }

  private var before: Int? {
    if index == score.loopStart && passes > 0 { return score.scenes.count - 1 }
    return index == 0 ? nil : index - 1
  }

  private mutating func enter(_ scene: Int, back: Int?, at tick: Int, _ cause: String) {
    if let back, back >= index, passes > 0 { passes -= 1 }
    enter(scene, at: tick, cause)
  }

  private func place(of name: String) -> Int {
    if scene.name == name { return index }
    let all = score.scenes.indices.filter { score.scenes[$0].name == name }
    return all.first { score.scenes[$0].pass == scene.pass } ?? all.first { $0 > index } ?? all.last ?? index
  }

  /// Looks back at every tick of the condition's time, as far as they were heard.
  private func holds(_ condition: ObviousCondition, at tick: Int, heard: Int) -> Bool {
    if condition.kind == .go { return gone }
    let from = tick - condition.time
    guard from >= countsFrom else { return false }
    func all(_ has: (Int) -> Bool) -> Bool { (from...heard).allSatisfy { !evening.silent[$0] && has($0) } }
    return switch condition.kind {
    case .go: gone
    case .stillness: all { evening.still[$0] }
    case .above: all { evening.reward[$0] > condition.value }
    case .below: all { evening.reward[$0] < condition.value }
    case .settled: chosen.first.map { tick - $0.tick >= condition.time } ?? false
    }
  }

  // MARK: The agent

  private mutating func act(_ number: Int, at tick: Int) {
    guard panic == 0, !(isHeld && evening.freezesOnHold) else { return }
    let choice = evening.choices[number]
    lines.append("\(tick) action")
    guard !choice.drawn else { return }
    guard choice.taught else { return chosen = [] }
    chosen.append((tick, "\(choice.axis)\(choice.up)", choice.expected))
    let few = Set(chosen.map(\.action)).count <= 2
    let same = Dictionary(grouping: chosen, by: \.action).values.allSatisfy { group in
      let expected = group.map { Float($0.expected) }
      return (expected.max() ?? 0) - (expected.min() ?? 0) <= 0.2
    }
    if !few || !same { chosen = chosen.suffix(1) }
  }

  // MARK: Commands

  private mutating func take(_ command: Evening.Command, at tick: Int) {
    if let why = refusal(of: command, at: tick) { return lines.append("\(tick) refused \(why)") }
    lines.append("\(tick) \(command)")
    switch command {
    case .go: go(at: tick)
    case .hold(let isHeld): stand(isHeld, panic, at: tick)
    case .back: enter(before ?? index, back: before, at: tick, "back")
    case .repeat: enter(index, at: tick, "repeat")
    case .jump(let scene): enter(scene, at: tick, "jump")
    case .panic: stand(isHeld, panic + 1, at: tick)
    }
  }

  private func refusal(of command: Evening.Command, at tick: Int) -> String? {
    switch command {
    case .go:
      if tick - lastGo < evening.goGuard { return "guarded" }
      let isAwaited = scene.until.contains { $0.kind == .go } && age >= scene.minimum
      return panic > 0 || isAwaited ? nil : "notAwaited"
    case .hold(let isHeld): return isHeld == self.isHeld ? "nothing" : nil
    case .back: return before == nil ? "nothing" : nil
    case .jump(let scene): return scene < score.scenes.count ? nil : "unknown"
    case .panic: return panic == 2 ? "nothing" : nil
    case .repeat: return nil
    }
  }

  private mutating func go(at tick: Int) {
    lastGo = tick
    if panic > 0 { return stand(isHeld, 0, at: tick) }
    stand(false, 0, at: tick)
    gone = true
  }

  private mutating func stand(_ isHeld: Bool, _ panic: Int, at tick: Int) {
    let before = stands
    (self.isHeld, self.panic) = (isHeld, panic)
    if before != stands { countAnew(at: tick) }
  }
}
