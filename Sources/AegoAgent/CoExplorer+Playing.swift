import AegoNumerics

/// What is beside the reward field when a lesson begins: how the agent felt about the performer, and the zone that it
/// still has to learn.
struct LessonStart: BitwiseCopyable {
  var accord = Accord()
  var guidance: Float = 0
  var zone = JudgedZone()
}

/// What a performer does with the agent beside rewarding it.
extension CoExplorer {
  // MARK: Taking back

  /// When the last lesson that can be taken back began, in nanoseconds of performance time; nil for none.
  public var lastLesson: Int64? { @_noLocks get { field.canTakeBack ? lessons.last : nil } }

  /// Takes the last lesson back: the last rewards that came without a gap of half a second and with one sign, a single
  /// event, or a judgement of a zone. What was learnt is exactly what it was before. Four lessons can be taken back, as
  /// long as no more than 2048 rewards were taken in since; where there is none, nothing happens.
  @_noLocks public mutating func takeBackLesson() {
    guard lastLesson != nil else { return }
    let start = starts[(field.lessonCount - 1) % RewardField.lessons]
    (accord, guidance, zone) = (start.accord, start.guidance, start.zone)
    field.takeBack()
    lessons.takeBack()
  }

  /// A reward is about to be taken in; where it begins a lesson, everything before it is kept.
  mutating func heed(_ reward: Float, at time: Int64, isEvent: Bool) {
    if lessons.begins(reward, at: time, isEvent: isEvent) {
      starts[field.lessonCount % RewardField.lessons] = LessonStart(accord: accord, guidance: guidance, zone: zone)
      field.beginLesson()
    }
    guidance = 1
  }

  // MARK: Single steps

  /// The next action is a trial: an excursion in the direction that has been visited least.
  @_noLocks public mutating func tryAction() { triesNext = true }

  /// Rewards the step that the agent would take, then takes it: how a paused agent is taught step by step.
  ///
  /// - Returns: the step, or nil where no axis is open.
  @_noLocks public mutating func answer(_ reward: Float, _ situation: Situation) -> Action? {
    guard let action = choose(situation) else { return nil }
    if reward != 0 {
      middle.base.copy(from: state.base, count: axes)
      direction.fill(0)
      direction[action.axis] = CoExplorer.directionScale * Float(action.direction)
      teach(reward, at: situation.time, isEvent: true)
    }
    take(action, situation)
    return action
  }

  // MARK: History

  /// Whether the history goes on, back or forth from where the agent stands in it.
  @_noLocks public func canWalkHistory(forth: Bool) -> Bool {
    forth ? stepsBack > 0 : history.place(age: stepsBack) != nil
  }

  /// Goes back to where the last step before this place began, or forth again, at last to where the walk began; where
  /// the history ends, it stays. The next action begins the history's end anew.
  @_noLocks public mutating func walkHistory(forth: Bool) {
    guard canWalkHistory(forth: forth) else { return }
    if stepsBack == 0 { walkStart.base.copy(from: position.base, count: axes) }
    stepsBack += forth ? -1 : 1
    history.leap()
    guard stepsBack > 0, let place = history.place(age: stepsBack - 1) else {
      return position.base.copy(from: walkStart.base, count: axes)
    }
    let state = history.states.base + place * axes
    for axis in 0..<axes { position[axis] = (state[axis] + 1) / 2 }
  }

  // MARK: Guiding

  /// The performer says where to go: for a second the actions follow this direction, each axis as often as its share.
  ///
  /// - Parameters:
  ///   - target: -1...1 for each axis; all 0 lets the agent go.
  ///   - time: when it was said.
  @_noLocks public mutating func guide(toward target: UnsafePointer<Float>, at time: Int64) {
    guide.base.copy(from: target, count: axes)
    guideDue.fill(0)
    guideUntil = time + 1_000_000_000
  }

  /// The action that follows the performer's direction, while there is one.
  mutating func guidedOutput(_ situation: Situation) -> Int? {
    guard situation.time < guideUntil else { return nil }
    var (most, total, choice): (Float, Float, Int?) = (0, 0, nil)
    for axis in 0..<axes {
      let output = 2 * axis + (guide[axis] > 0 ? 0 : 1)
      guard guide[axis] != 0, isValid(output, situation) else { continue }
      let share = min(1, abs(guide[axis]))
      guideDue[axis] += share
      total += share
      if guideDue[axis] > most { (most, choice) = (guideDue[axis], output) }
    }
    if let choice { guideDue[choice / 2] -= total }
    return choice
  }

  /// An excursion begins in the valid direction that has been visited least a little further on.
  mutating func beginTrial(_ situation: Situation) {
    triesNext = false
    var least = Float.infinity
    for output in 0..<2 * axes where isValid(output, situation) {
      let axis = output / 2
      let kept = position[axis]
      position[axis] = max(0, min(1, kept + (output % 2 == 0 ? 0.1 : -0.1)))
      // Of equals a drawn one.
      let count = density.count(position.base) + 0.5 * random.unit()
      position[axis] = kept
      if count < least { (least, stray) = (count, output) }
    }
    strayUntil = situation.time + excursion(situation)
  }
}
