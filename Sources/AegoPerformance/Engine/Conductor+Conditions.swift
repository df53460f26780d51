/// What ends a scene. Each condition has a time since which it holds; from that follows the instant at which it has held
/// long enough, to the nanosecond.
extension Conductor {
  /// The end of the scene that is on.
  struct SceneEnd: BitwiseCopyable {
    /// When; `.max` where nothing ends it as things stand.
    var time = Int64.max
    /// The condition's place in the list; -1 where its time is over.
    var condition = -1
  }

  /// When the scene ends as things stand, and by what: the first condition that holds, of those at one instant the first
  /// in the list, and at last the scene's greatest length.
  var sceneEnd: SceneEnd {
    var end = SceneEnd()
    guard phase == .playing, standsSince == .max else { return end }
    let earliest = max(sceneStart + scene.minimum, senses.time)
    for place in 0..<scene.conditionCount where since[place] < .max {
      let time = max(earliest, since[place] + conditions[scene.firstCondition + place].time)
      if time < end.time { end = SceneEnd(time: time, condition: place) }
    }
    if sceneStart + scene.maximum < end.time { end = SceneEnd(time: sceneStart + scene.maximum) }
    return end
  }

  /// How the arms are, as the last hop found them.
  struct Senses: BitwiseCopyable {
    /// Since when every arm has been still; `.max` where one is not.
    var stillSince = Int64.max
    /// The hands' reward, before the score's `sense`.
    var reward: Float = 0
    /// Whether a configured arm is silent, or nothing is known of them yet.
    var isSilent = true
    var time: Int64 = 0
  }

  /// Takes how the arms are, once in each hop.
  ///
  /// - Parameters:
  ///   - stillness: for how long every arm has been still, 0 where one is not, in ns.
  ///   - reward: the hands' reward, before the score's `sense`.
  ///   - isSilent: whether a configured arm is silent: conditions on sensors wait, and count anew once it is heard.
  ///   - now: the hop's beginning.
  mutating func sense(stillness: Int64, reward: Float, isSilent: Bool, at now: Int64) {
    senses = Senses(
      stillSince: stillness > 0 ? now - stillness : .max, reward: reward, isSilent: isSilent, time: now)
    weigh(at: now)
  }

  /// Since when each condition on the arms holds, from a time on at which something has changed.
  private mutating func weigh(at now: Int64) {
    guard phase == .playing, scene.conditionCount > 0, standsSince == .max else { return }
    let reward = senses.reward * Float(scene.sense.value(at: timeInScene(now)))
    for place in 0..<scene.conditionCount {
      let condition = conditions[scene.firstCondition + place]
      switch condition.kind {
      case .stillness: keep(place, senses.stillSince < .max, from: max(senses.stillSince, countsFrom))
      case .above: keep(place, reward > condition.value, from: now)
      case .below: keep(place, reward < condition.value, from: now)
      case .always: since[place] = countsFrom
      case .go, .settled, .never: break
      }
    }
  }

  private func keep(_ place: Int, _ holds: Bool, from time: Int64) {
    if senses.isSilent || !holds {
      since[place] = .max
    } else if since[place] == .max || conditions[scene.firstCondition + place].kind == .stillness {
      since[place] = time
    }
  }

  /// The agent has chosen an action; what it was taught makes it expect something.
  mutating func chose(axis: Int, direction: Int, expected: Float, wasTaught: Bool, at time: Int64) {
    if wasTaught {
      settled.take(
        axis: axis, direction: direction, expected: expected, openAxes: scene.openAxes.nonzeroBitCount, at: time)
    } else {
      settled.reset()
    }
    tellSettled()
  }

  /// The agent rests: it has not settled.
  mutating func rested() {
    settled.reset()
    tellSettled()
  }

  private func tellSettled() {
    for place in 0..<scene.conditionCount where conditions[scene.firstCondition + place].kind == .settled {
      since[place] = settled.since
    }
  }

  /// Conditions count from a time on.
  mutating func countAnew(from time: Int64) {
    since.fill(.max)
    settled.reset()
    countsFrom = time
    weigh(at: time)
  }

  /// Whether the scene ends by a go.
  var awaitsGo: Bool { goPlace >= 0 }

  /// The place in the list of the first condition that is a go; -1 where there is none.
  private var goPlace: Int {
    for place in 0..<scene.conditionCount where conditions[scene.firstCondition + place].kind == .go { return place }
    return -1
  }

  /// A go that the scene awaits holds from now on, for one instant: the scene ends at it.
  mutating func holdGo(at now: Int64) {
    let place = goPlace
    if place >= 0 { since[place] = now }
  }

  /// Whether a go holds, and the scene is still to end by it.
  var hasGo: Bool {
    guard phase == .playing else { return false }
    let place = goPlace
    return place >= 0 && since[place] < .max
  }

  /// Leaves the scene at its end; false where the piece ends.
  mutating func leave(_ end: SceneEnd) -> Bool {
    if index >= loopsFrom {
      enter(index, at: end.time)
      return true
    }
    guard end.condition >= 0 else { return enterNext(at: end.time) }
    switch conditions[scene.firstCondition + end.condition].destination {
    case ConditionEntry.next: return enterNext(at: end.time)
    case ConditionEntry.back: enterBefore(at: end.time)
    case ConditionEntry.end:
      finish(at: end.time, .complete)
      return false
    case let scene: enter(here(Int(scene)), at: end.time)
    }
    return true
  }

  /// What brings about the next scene where this one ends so.
  func cause(_ end: SceneEnd) -> Event.Cause {
    end.condition < 0 ? .time : conditions[scene.firstCondition + end.condition].cause
  }
}
