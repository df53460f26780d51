import AegoNumerics

/// Where curiosity draws the agent: along each open axis to a value that, with the others as they are, it has hardly
/// visited, and from there to another.
///
/// Novelty of the next step alone makes an agent diffuse around where it is, since places one step apart have been
/// visited about as often; far goals make it cross its box. Each axis has a goal of its own, because a step may be far
/// longer along one than along another: what has gone its way goes on while the others are still going theirs.
struct Journey: ~Copyable {
  /// Of how many drawn values the least visited is chosen.
  private static let choices = 16

  private let axes: Int
  private let goal: Storage<Float>
  private let drawn: Storage<Float>
  /// The axes that have a goal.
  private var travelled: UInt32 = 0

  init(axes: Int) {
    self.axes = axes
    goal = Storage(count: axes, repeating: 0)
    drawn = Storage(count: axes, repeating: 0)
  }

  /// Gives its goals up.
  mutating func end() { travelled = 0 }

  /// Whether a step along an output's axis in its direction leads to the goal; even outputs go up, odd down.
  func leads(_ output: Int, from position: UnsafePointer<Float>) -> Bool {
    let axis = output / 2
    guard travelled >> UInt32(axis) & 1 == 1 else { return false }
    return output % 2 == 0 ? position[axis] < goal[axis] : position[axis] > goal[axis]
  }

  /// Goes on along the open axes alone: where a step would lead past the goal or there is none, it chooses one, along one
  /// axis at a time.
  ///
  /// - Parameters:
  ///   - position: where the agent stands.
  ///   - step: the displacement along an axis of scale 1.
  ///   - scales: how it is scaled along each axis.
  ///   - openAxes: a bit for each axis that is open.
  ///   - density: where the agent has been.
  ///   - random: what the values are drawn from.
  mutating func goOn(
    from position: UnsafePointer<Float>, step: Float, scales: UnsafePointer<Float>, openAxes: UInt32,
    density: borrowing VisitDensity, random: inout RandomStream
  ) {
    travelled &= openAxes
    for axis in 0..<axes where travelled >> UInt32(axis) & 1 == 1 {
      if abs(goal[axis] - position[axis]) < step * scales[axis] { travelled &= ~(1 << UInt32(axis)) }
    }
    for axis in 0..<axes where (openAxes & ~travelled) >> UInt32(axis) & 1 == 1 {
      return choose(axis, from: position, density: density, random: &random)
    }
  }

  /// Chooses the least visited of some values that are drawn along one axis.
  private mutating func choose(
    _ axis: Int, from position: UnsafePointer<Float>, density: borrowing VisitDensity, random: inout RandomStream
  ) {
    drawn.base.copy(from: position, count: axes)
    var least = Float.infinity
    for _ in 0..<Journey.choices {
      drawn[axis] = random.unit()
      let count = density.count(drawn.base)
      if count < least { (least, goal[axis]) = (count, drawn[axis]) }
    }
    travelled |= 1 << UInt32(axis)
  }

  mutating func pass<Coder: StateCoding>(through coder: inout Coder) {
    coder.pass(goal)
    coder.pass(words: &travelled)
  }
}
