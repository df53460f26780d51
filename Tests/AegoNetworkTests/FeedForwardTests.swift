import AegoTestSupport
import AegoNumerics
import Foundation
import Testing

@testable import AegoNetwork

@Suite struct FeedForwardTests {
  static func drawn(_ count: Int, _ random: inout RandomStream, scale: Float = 1) -> [Float] {
    (0..<count).map { _ in scale * random.normal() }
  }

  @Test(arguments: [(3, 5, 9), (8, 16, 8), (1, 12, 33)])
  func `layers compute what numpy computes`(inputs: Int, hidden: Int, outputs: Int) throws {
    var random = RandomStream(seed: 1, name: "layers")
    let numbers = [
      Self.drawn(hidden * inputs, &random), Self.drawn(hidden, &random), Self.drawn(hidden, &random),
      Self.drawn(hidden, &random), Self.drawn(outputs * hidden, &random), Self.drawn(outputs, &random),
      Self.drawn(inputs, &random, scale: 3),
    ]
    let network = FeedForward(
      [
        .linear(weights: numbers[0], bias: numbers[1]), .layerNorm(scale: numbers[2], offset: numbers[3]), .silu,
        .linear(weights: numbers[4], bias: numbers[5]), .softplus,
      ], inputs: inputs)
    var output = [Float](repeating: 0, count: outputs)
    network.run(numbers[6], into: &output)
    let script = """
      import sys, json, numpy as np
      w, b, s, o, v, c, x = map(np.array, json.loads(sys.argv[1]))
      n, h = int(sys.argv[2]), int(sys.argv[3])
      y = w.reshape(h, n) @ x + b
      y = (y - y.mean()) / np.sqrt(y.var() + 1e-5) * s + o
      y = y / (1 + np.exp(-y))
      y = v.reshape(-1, h) @ y + c
      print(json.dumps(list(np.logaddexp(0, y))))
      """
    let arguments = ["-c", script, "\(numbers)", "\(inputs)", "\(hidden)"]
    let expected = try JSONDecoder().decode([Double].self, from: Data(outside("python3", arguments).utf8))
    #expect(expected.count == outputs)
    for (got, wanted) in zip(output, expected) { #expect(abs(Double(got) - wanted) < 2e-6 * (1 + wanted)) }
  }

  @Test(arguments: 1...8) func `several inputs at once give the bits that each gives alone`(count: Int) {
    var random = RandomStream(seed: 4, name: "several")
    let network = FeedForward(
      [
        .linear(weights: Self.drawn(3 * 21, &random), bias: Self.drawn(21, &random)),
        .layerNorm(scale: Self.drawn(21, &random), offset: Self.drawn(21, &random)), .silu,
        .linear(weights: Self.drawn(21 * 13, &random), bias: Self.drawn(13, &random)), .softplus,
      ], inputs: 3)
    let inputs = Self.drawn(3 * count, &random)
    var together = [Float](repeating: 0, count: 13 * count)
    network.run(inputs, count: count, into: &together)
    for index in 0..<count {
      var alone = [Float](repeating: 0, count: 13)
      network.run(Array(inputs[3 * index..<3 * index + 3]), into: &alone)
      #expect(Array(together[13 * index..<13 * index + 13]) == alone)
    }
  }

  @Test func `running twice gives the same bits`() {
    var random = RandomStream(seed: 2, name: "twice")
    let network = FeedForward(
      [.linear(weights: Self.drawn(21, &random), bias: Self.drawn(7, &random)), .silu, .softplus], inputs: 3)
    var (first, second) = ([Float](repeating: 0, count: 7), [Float](repeating: 0, count: 7))
    network.run([1, 2, 3], into: &first)
    network.run([-1, 0, 1e9], into: &second)
    network.run([1, 2, 3], into: &second)
    #expect(first == second)
  }

  @Test func `activations hold at extremes`() {
    var x: [Float] = [-1e30, -100, -1, 0, 1, 100, 1e30, 20]
    Activations.softplus(&x, count: 8)
    #expect(x[0] == 0)
    #expect(x[1] == 0)
    #expect(abs(x[2] - 0.313_261_7) < 5e-7)
    #expect(abs(x[3] - 0.693_147_2) < 5e-7)
    #expect(x[5] == 100)
    #expect(x[6] == 1e30)
    var y: [Float] = [-80, -1, 0, 1, 100, 1e30, 2, 3]
    Activations.silu(&y, count: 8)
    #expect(abs(y[0]) < 1e-6)
    #expect(abs(y[1] + 0.268_941_4) < 1e-6)
    #expect(y[2] == 0)
    #expect(y[4] == 100)
    #expect(y[5] == 1e30)
  }
}
