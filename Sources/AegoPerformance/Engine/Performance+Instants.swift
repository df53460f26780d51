import AegoAgent
import AegoMotion

/// The instants that fall into a hop: the scene's end, the scene's beginning, the agent's action, in their order.
extension Performance {
  func moveHands(to now: Int64) {
    let scene = conductor.scene
    let changes = hands.advance(to: now, range: scene.range.value(at: conductor.timeInScene(now)))
    if changes.rawValue != 0 {
      report(changes, .leftSilent, .armSilent, arm: 0, at: now)
      report(changes, .leftHeard, .armHeard, arm: 0, at: now)
      report(changes, .leftRestarted, .armRestarted, arm: 0, at: now)
      report(changes, .rightSilent, .armSilent, arm: 1, at: now)
      report(changes, .rightHeard, .armHeard, arm: 1, at: now)
      report(changes, .rightRestarted, .armRestarted, arm: 1, at: now)
    }
    playButtons(at: now)
    conductor.sense(
      stillness: hands.stillness, reward: heldReward(sense: 1), isSilent: fader.isNaN ? hands.hasSilentArm : false,
      at: now)
    guard conductor.phase == .waiting else { return }
    switch start {
    case .now: begin(at: now)
    case .go: break
    case .stillness(let time): if hands.stillness >= time { begin(at: now) }
    }
  }

  private func report(
    _ changes: HandReward.Changes, _ change: HandReward.Changes, _ kind: Event.Kind, arm: Int32, at now: Int64
  ) {
    guard changes.contains(change) else { return }
    var event = Event(kind, at: now)
    event.index = arm
    emit(event)
  }

  func begin(at time: Int64) {
    conductor.begin(at: time)
    enterScene(at: time, from: -1, by: .time)
  }

  func runInstants(before next: Int64) {
    while conductor.phase == .playing {
      let sceneEnd = conductor.sceneEnd
      let limitTime = limit == .max ? Int64.max : max(limitStart, conductor.startTime) + limit - limitedFadeOut
      let first = min(sceneEnd.time, min(limitTime, conductor.nextAction))
      guard first < next else { return }
      if first == limitTime {
        conductor.finish(at: first, .limit)
      } else if first == sceneEnd.time {
        endScene(sceneEnd)
      } else {
        act(at: first)
      }
    }
  }

  /// The conductor has entered a scene, from one in the space of an index, -1 for none.
  func enterScene(at time: Int64, from space: Int, by cause: Event.Cause) {
    let scene = conductor.scene
    let next = scene.space
    switch scene.memory {
    case .space: break
    case .fresh: agents[next].forget()
    case .carry: if space >= 0 && space != next { agents[next].adopt(agents[space]) }
    }
    switch scene.entry {
    case .stay: break
    case .home: agents[next].placeHome()
    case .random: agents[next].placeAnywhere(openAxes: scene.openAxes)
    }
    agents[next].beginScene(at: time)
    if space != next {
      let crossfade = space < 0 ? 0 : scene.crossfade
      path.changeSpace(
        to: next, gain: spaceGains[next], position: agents[next].position.base, axes: agents[next].axes, at: time,
        crossfade: crossfade)
    }
    path.changeVoice(toSines: scene.soundsSines, at: time, crossfade: scene.crossfade, atOnce: space < 0)
    var event = sceneEvent(.scene, at: time)
    event.cause = cause
    emit(event)
  }

  /// Where a performance goes on within a scene, the journal's first line says in which.
  func tellResumption(_ messages: UnsafePointer<Message>?, count: Int, at now: Int64) {
    if resumption.isTold { return }
    resumption.isTold = true
    if conductor.phase != .playing { return }
    if stateCause(messages, count: count) == .scene { return }
    emit(sceneEvent(.resumed, at: now))
  }

  /// The scene that is on, as the journal tells it.
  private func sceneEvent(_ kind: Event.Kind, at time: Int64) -> Event {
    var event = Event(kind, at: time)
    event.index = Int32(conductor.index)
    event.version = conductor.score.number
    event.period = conductor.period(at: time)
    event.score = conductor.scoreTime(time)
    return event
  }

  /// A reward may be about actions in the space that was left a moment ago, so every agent looks for its own.
  func credit(_ reward: Float, at time: Int64, isEvent: Bool = false) {
    for index in 0..<spaceCount { agents[index].credit(reward, at: time, isEvent: isEvent) }
  }

  /// What the score, and the performer's alterations of it, let the agent do.
  func situation(at time: Int64) -> Situation {
    let scene = conductor.scene
    let period = conductor.period(at: time)
    let step = conductor.adjustment.displacement(scene.displacement(period: period))
    return Situation(
      time: time, period: period, openAxes: scene.openAxes, step: step, exploration: scene.exploration,
      settling: scene.settling, curiosity: scene.curiosity)
  }

  private func act(at time: Int64) {
    defer { conductor.acted(at: time) }
    if conductor.isFrozen { return }
    let reward = rewardInForce(at: time)
    let space = conductor.scene.space
    let situation = situation(at: time)
    guard !isPaused else { return conductor.rested() }
    guard let action = agents[space].act(situation) else { return }
    emit(event(action, situation, reward: reward, space: space))
    guard !action.explored else { return }
    conductor.chose(
      axis: action.axis, direction: action.direction, expected: action.expected,
      wasTaught: agents[space].wasTaught, at: time)
  }

  /// The reward that lasts: the fader's while it is held, which stands for the hands, else theirs.
  func heldReward(sense: Double) -> Float {
    fader.isNaN ? hands.reward(sense: sense) : Float(Double(fader) * sense)
  }

  /// A `/reward` since the last action, already credited, wins over the held level, which is credited now.
  private func rewardInForce(at time: Int64) -> Float {
    if !eventReward.isNaN {
      defer { eventReward = .nan }
      return eventReward
    }
    let inScene = conductor.timeInScene(time)
    let scene = conductor.scene
    let reward = heldReward(sense: scene.sense.value(at: inScene))
    credit(reward, at: time)
    return reward
  }

  func event(_ action: Action, _ situation: Situation, reward: Float, space: Int) -> Event {
    var event = Event(.action, at: situation.time)
    event.step = situation.step
    event.period = situation.period
    event.score = conductor.scoreTime(situation.time)
    event.axis = Int8(action.axis)
    event.direction = Int8(action.direction)
    event.explored = action.explored
    event.reward = reward
    event.expected = action.expected
    tellPosition(&event)
    return event
  }

  // MARK: The end

  /// The fade out's length.
  var fadeOutLength: Int64 { conductor.ending == .limit ? limitedFadeOut : fadeOut }

  /// How long a hurried fade out still takes, in nanoseconds.
  static let hurriedFade: Int64 = 300_000_000

  func closeAfterFade(before next: Int64) {
    guard conductor.phase == .ending else { return }
    let end = conductor.endingStart + fadeOutLength
    let hurried = hurry < .max ? hurry + Performance.hurriedFade : .max
    if min(end, hurried) < next { closeNow(at: min(end, hurried)) }
  }

  func closeNow(at time: Int64) {
    conductor.close()
    var event = Event(.end, at: time)
    event.ending = conductor.ending
    emit(event)
  }
}
