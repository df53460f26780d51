import AegoNumerics
import Testing

@testable import AegoNetwork

/// A network with a batch of drawn samples and targets.
private struct Case: ~Copyable {
  var network: TrainableNetwork
  let targets: [Float]

  init() {
    var random = RandomStream(seed: 5, name: "network")
    network = TrainableNetwork(inputs: 3, hidden: 12, outputs: 6, learningRate: 0.002, random: &random)
    var drawn: [Float] = []
    for lane in 0..<TrainableNetwork.batch {
      let sample = (0..<3).map { _ in random.unit() * 2 - 1 }
      network.setSample(lane: lane, sample, direction: (0..<6).map { _ in random.normal() })
      drawn.append(random.normal())
    }
    targets = drawn
  }
}

@Suite struct TrainableNetworkTests {
  @Test func `gradients agree with finite differences`() {
    let example = Case()
    _ = example.network.backward(targets: example.targets)
    let gradients = example.network.gradients
    var worst: Float = 0
    for index in gradients.indices {
      let amount: Float = 2e-3
      example.network.nudge(index, by: amount)
      let above = example.network.backward(targets: example.targets)
      example.network.nudge(index, by: -2 * amount)
      let below = example.network.backward(targets: example.targets)
      example.network.nudge(index, by: amount)
      worst = max(worst, abs((above - below) / (2 * amount) - gradients[index]))
    }
    #expect(worst < 2e-3)
  }

  @Test func `training brings the loss down`() {
    var example = Case()
    let before = example.network.train(targets: example.targets)
    for _ in 0..<500 { example.network.train(targets: example.targets) }
    let after = example.network.train(targets: example.targets)
    #expect(after < before * 0.2)
  }

  @Test func `the batch sees what a single prediction sees`() {
    let example = Case()
    let sample: [Float] = [0.1, -0.4, 0.7]
    var outputs = [Float](repeating: 0, count: 6)
    example.network.predict(sample, into: &outputs)
    for lane in 0..<TrainableNetwork.batch {
      example.network.setSample(lane: lane, sample, direction: (0..<6).map { $0 == lane % 6 ? 1 : 0 })
    }
    let targets = (0..<TrainableNetwork.batch).map { outputs[$0 % 6] }
    let loss = example.network.backward(targets: targets)
    #expect(loss < 1e-12)
  }
}
