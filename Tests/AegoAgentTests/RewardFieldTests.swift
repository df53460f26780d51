import AegoNumerics
import Testing

@testable import AegoAgent

@Suite struct RewardFieldTests {
  /// Drawn ways with the rewards of a field that is linear along each axis.
  private func ways(_ count: Int, axes: Int) -> [(state: [Float], direction: [Float], reward: Float)] {
    var random = RandomStream(seed: 3, name: "ways")
    return (0..<count).map { _ in
      let state = (0..<axes).map { _ in 2 * random.unit() - 1 }
      let direction = (0..<axes).map { _ in 0.5 * random.normal() }
      var reward = 0.1 * random.normal()
      for axis in 0..<axes {
        let slope: Float = 0.3 * Float(axis) - 0.5 - 0.4 * state[axis]
        reward += direction[axis] * slope
      }
      return (state, direction, reward)
    }
  }

  @Test func `the linear field is the ridge regression of all rewards`() {
    let axes = 3
    let ways = ways(60, axes: axes)
    let field = LinearField(axes: axes)
    for way in ways { field.learn(way.state, way.direction, reward: way.reward) }
    // (Φᵀ Φ / 0.1 + 1) θ = Φᵀ r / 0.1
    let count = 2 * axes
    var rows = (0..<count).map { row in (0...count).map { $0 == row ? 1.0 : 0.0 } }
    for way in ways {
      let features = (0..<axes).flatMap { axis in
        [Double(way.direction[axis]), Double(way.direction[axis]) * Double(way.state[axis])]
      }
      for row in 0..<count {
        for column in 0..<count { rows[row][column] += features[row] * features[column] / 0.1 }
        rows[row][count] += features[row] * Double(way.reward) / 0.1
      }
    }
    let wanted = solution(of: rows)
    let state: [Float] = [0.3, -0.6, 0.9]
    for axis in 0..<axes {
      let slope = wanted[2 * axis] + wanted[2 * axis + 1] * Double(state[axis])
      #expect(abs(Double(field.slope(axis, at: state)) - slope) < 2e-3)
    }
  }

  /// Gauss and Jordan.
  private func solution(of system: [[Double]]) -> [Double] {
    var rows = system
    for pivot in rows.indices {
      rows[pivot] = rows[pivot].map { $0 / rows[pivot][pivot] }
      for row in rows.indices where row != pivot {
        let factor = rows[row][pivot]
        for column in rows[row].indices { rows[row][column] -= factor * rows[pivot][column] }
      }
    }
    return rows.map { $0[$0.count - 1] }
  }

  @Test func `an axis is known after a few rewards, and the others are left alone`() {
    var random = RandomStream(seed: 1, name: "field")
    var field = RewardField(axes: 4, settings: CoExplorerSettings(), random: &random)
    let state = [Float](repeating: 0, count: 4)
    for _ in 0..<5 { field.take(state, [0, 1, 0, 0], reward: 0.8) }
    var slopes = [Float](repeating: 0, count: 4)
    field.slopes(at: state, into: &slopes)
    #expect(slopes[1] > 0.5)
    #expect(abs(slopes[0]) < 0.15 && abs(slopes[2]) < 0.15 && abs(slopes[3]) < 0.15)
  }

  @Test func `ways to and fro teach nothing`() {
    var random = RandomStream(seed: 1, name: "field")
    var field = RewardField(axes: 2, settings: CoExplorerSettings(), random: &random)
    let state = [Float](repeating: 0.2, count: 2)
    var before = [Float](repeating: 0, count: 2)
    field.slopes(at: state, into: &before)
    for _ in 0..<20 { field.take(state, [0, 0], reward: 1) }
    var after = before
    field.slopes(at: state, into: &after)
    #expect(after == before)
  }

  @Test func `what another field knows is taken over`() {
    var random = RandomStream(seed: 1, name: "field")
    var first = RewardField(axes: 3, settings: CoExplorerSettings(), random: &random)
    var second = RewardField(axes: 2, settings: CoExplorerSettings(), random: &random)
    let state = [Float](repeating: 0.1, count: 3)
    for way in ways(200, axes: 3) {
      first.take(way.state, way.direction, reward: way.reward)
      _ = first.learn(random: &random)
    }
    second.adopt(first)
    var (wanted, slopes) = ([Float](repeating: 0, count: 3), [Float](repeating: 0, count: 2))
    first.slopes(at: state, into: &wanted)
    second.slopes(at: state, into: &slopes)
    for axis in 0..<2 { #expect(abs(slopes[axis] - wanted[axis]) < 0.1) }
  }
}
