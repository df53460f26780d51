import AegoNumerics

/// Where curiosity draws the agent: to a place of the open box that it has hardly visited, and from there to another.
///
/// Novelty of the next step alone makes an agent diffuse around where it is, since places one step apart have been
/// visited about as often; a far goal makes it cross its box.
struct Journey: ~Copyable {
  /// Of how many drawn places the least visited is chosen.
  private static let choices = 16

  private let axes: Int
  let target: Storage<Float>
  private let drawn: Storage<Float>
  /// The axes that were open when the target was chosen; 0 for no target.
  private var openAxes: UInt32 = 0

  init(axes: Int) {
    self.axes = axes
    target = Storage(count: axes, repeating: 0)
    drawn = Storage(count: axes, repeating: 0)
  }

  /// Gives its target up.
  mutating func end() { openAxes = 0 }

  /// Chooses a target where there is none, other axes are open, or it has been reached: within `reach` along each axis.
  mutating func goOn(
    from position: UnsafePointer<Float>, openAxes: UInt32, reach: Float, density: borrowing VisitDensity,
    random: inout RandomStream
  ) {
    guard openAxes != self.openAxes || farthest(from: position) <= reach else { return }
    choose(Journey.choices, from: position, openAxes: openAxes, density: density, random: &random)
  }

  /// Chooses the least visited of some places that are drawn on the open axes.
  mutating func choose(
    _ choices: Int, from position: UnsafePointer<Float>, openAxes: UInt32, density: borrowing VisitDensity,
    random: inout RandomStream
  ) {
    self.openAxes = openAxes
    var least = Float.infinity
    for _ in 0..<choices {
      for axis in 0..<axes { drawn[axis] = openAxes >> UInt32(axis) & 1 == 1 ? random.unit() : position[axis] }
      let count = density.count(drawn.base)
      if count < least {
        least = count
        target.base.copy(from: drawn.base, count: axes)
      }
    }
  }

  /// How much a step along an output's axis in its direction leads there: 1 along the axis with the longest way, less
  /// along the others, 0 away.
  func progress(_ output: Int, at position: UnsafePointer<Float>, farthest: Float) -> Float {
    let way = target[output / 2] - position[output / 2]
    let ahead = output % 2 == 0 ? way : -way
    return farthest > 0 ? max(0, ahead / farthest) : 0
  }

  /// The longest way that is left along one open axis.
  func farthest(from position: UnsafePointer<Float>) -> Float {
    var most: Float = 0
    for axis in 0..<axes where openAxes >> UInt32(axis) & 1 == 1 {
      most = max(most, abs(target[axis] - position[axis]))
    }
    return most
  }

  mutating func pass<Coder: StateCoding>(through coder: inout Coder) {
    coder.pass(target)
    coder.pass(words: &openAxes)
  }
}
