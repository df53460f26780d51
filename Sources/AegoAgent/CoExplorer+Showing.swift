import AegoNumerics

/// What can be shown of the agent while it plays; asking changes nothing.
extension CoExplorer {
  /// How far beside the agent `visits` looks along an axis, in parts of it.
  static let besides: Float = 0.1

  /// How restless it is: 1 at a scene's start, falling to 0 as it settles.
  public var restlessness: Float { @_noLocks get { unrest } }

  /// The reward that is expected of going on along each axis in its positive direction, -1...1; the other direction's is
  /// the negative.
  ///
  /// - Parameter rewards: set to a number for each axis.
  @_noLocks public func expectations(into rewards: UnsafeMutablePointer<Float>) {
    for axis in 0..<axes { shown[axis] = 2 * position[axis] - 1 }
    field.slopes(at: shown.base, into: rewards)
    for axis in 0..<axes { rewards[axis] = max(-1, min(1, CoExplorer.directionScale * rewards[axis])) }
  }

  /// How often it has been near its place along an axis: the mean of the pseudo-counts a tenth of the axis to either side.
  @_noLocks public func visits(along axis: Int) -> Float {
    shown.base.copy(from: position.base, count: axes)
    shown[axis] = min(1, position[axis] + CoExplorer.besides)
    let above = density.count(shown.base)
    shown[axis] = max(0, position[axis] - CoExplorer.besides)
    return (above + density.count(shown.base)) / 2
  }

  /// How many of its actions a reward at a time would be about.
  ///
  /// - Parameter time: nanoseconds of performance time.
  /// - Returns: their number.
  @_noLocks public func creditedActions(at time: Int64) -> Int {
    var (age, count) = (0, 0)
    while let place = history.place(age: age), !history.isBeforeLeap(age: age) {
      age += 1
      let delay = time - history.entries[place].time
      if delay < settings.creditFrom { continue }
      if delay > settings.creditTo { break }
      count += 1
    }
    return count
  }
}
