import AegoNumerics

/// Rewards of judged zones that are still to be learnt, a gradient step at a time.
struct JudgedZone: BitwiseCopyable {
  /// The number of the first of them, and how many they are.
  var first = 0
  var count = 0
  var stepsDue = 0
}

/// What a performer thinks of a place and what is around it.
extension CoExplorer {
  /// The performer likes (1) or dislikes (-1) the place of a moment ago: leaving it is what is rewarded or not, along
  /// each open axis, and coming back the contrary. After the Co-Explorer's zone feedback; as rewards of two places on
  /// each side, so that the memory keeps what it had, and learnt in the next gradient steps. Where no axis is open,
  /// nothing happens.
  ///
  /// - Parameters:
  ///   - liking: -1...1.
  ///   - situation: what the score lets the agent do now.
  @_noLocks public mutating func judgeZone(_ liking: Float, _ situation: Situation) {
    guard liking != 0, situation.openAxes & Situation.mask(axes) != 0 else { return }
    heed(liking, at: situation.time, isEvent: true)
    findPlace(before: situation.time)
    if zone.stepsDue == 0 { zone.first = field.rewardCount }
    for axis in 0..<axes where situation.openAxes >> UInt32(axis) & 1 == 1 {
      direction.fill(0)
      let centre = middle[axis]
      for place in 0..<4 {
        direction[axis] = place < 2 ? 1 : -1
        let distance = stepScales[axis] * (place % 2 == 0 ? CoExplorer.nearby : CoExplorer.farther)
        middle[axis] = max(-1, min(1, centre + direction[axis] * distance))
        field.takeNearby(middle.base, direction.base, reward: -liking)
      }
      middle[axis] = centre
    }
    zone.count = field.rewardCount - zone.first
    zone.stepsDue = CoExplorer.zoneSteps
  }

  /// One gradient step on the zone that was judged, as long as some are due; true where it was made.
  mutating func learnZone() -> Bool {
    guard zone.stepsDue > 0 else { return false }
    zone.stepsDue -= 1
    field.learn(from: zone.first, count: zone.count, random: &random)
    return true
  }

  /// How many gradient steps a judged zone is learnt with; later it is rehearsed among the others.
  static let zoneSteps = 32

  /// How far from a judged place what leads away from it is judged; an axis is 2 long. (There five steps of 0.02: a zone
  /// that the agent would hardly ever meet.)
  private static let nearby: Float = 0.1
  private static let farther: Float = 0.3

  /// Finds the state at the beginning of the window that a reward now would be about.
  private func findPlace(before time: Int64) {
    for axis in 0..<axes { middle[axis] = 2 * position[axis] - 1 }
    var age = 0
    while let place = history.place(age: age), !history.isBeforeLeap(age: age) {
      guard time - history.entries[place].time <= settings.creditTo else { return }
      middle.base.copy(from: history.states.base + place * axes, count: axes)
      age += 1
    }
  }

  /// Of how many drawn places the least visited is the new zone.
  private static let zoneChoices = 40

  /// Goes to the least visited of some places that are drawn on the open axes.
  @_noLocks public mutating func changeZone(openAxes: UInt32) {
    let (drawn, target) = (middle.base, direction.base)
    drawn.copy(from: position.base, count: axes)
    var least = Float.infinity
    for _ in 0..<CoExplorer.zoneChoices {
      for axis in 0..<axes where openAxes >> UInt32(axis) & 1 == 1 { drawn[axis] = random.unit() }
      let count = density.count(drawn)
      if count < least {
        least = count
        target.copy(from: drawn, count: axes)
      }
    }
    place(at: target)
    journey.end()
  }
}
