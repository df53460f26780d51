import AegoTestSupport
import AegoNumerics
import Foundation
import Testing

@testable import AegoTraining

@Suite struct AutoencoderTests {
  /// A small network on a drawn batch of 6 frames of 16 bins: 3 axes, 8 hidden.
  struct Example {
    var network: Autoencoder
    var x: [Float]
    var noise: [Float]
    var open = [3, 1, 2, 3, 3, 2]
    let penalty = Penalty(beta: 0.1, blur: 0.2)

    init() {
      var random = RandomStream(seed: 3, name: "gradients")
      network = Autoencoder(bins: 16, latent: 3, hidden: [8, 16], batch: 6)
      network.initialize(meanSpectrum: [Float](repeating: 0.5, count: 16), &random)
      // Away from the values that hide mistakes: factors of 1, offsets of 0.
      for index in 0..<network.parameters.values.count { network.parameters.values[index] += 0.3 * random.normal() }
      x = (0..<96).map { _ in abs(random.normal()) }
      noise = (0..<18).map { _ in random.normal() }
    }

    func loss() -> Double {
      let loss = network.step(x, noise: noise, open: open, rows: 6, of: 6, penalty: penalty)
      return Double(loss.error) + Double(penalty.beta * loss.divergence)
    }
  }

  @Test func `the gradient of every tensor is what finite differences give`() {
    let example = Example()
    let parameters = example.network.parameters
    _ = example.loss()
    let gradients = example.network.gradient.values.array
    var random = RandomStream(seed: 4, name: "directions")
    #expect(parameters.layout.entries.count == 22)
    for entry in parameters.layout.entries {
      let places = entry.offset..<entry.offset + entry.count
      // Along the tensor's own gradient and along two drawn directions of length 1.
      for drawn in 0..<3 {
        var direction = places.map { drawn == 0 ? gradients[$0] : random.normal() }
        let length = direction.reduce(0) { $0 + $1 * $1 }.squareRoot()
        direction = direction.map { $0 / max(length, 1e-9) }
        let h: Float = 0.004
        func move(_ factor: Float) {
          for (index, place) in places.enumerated() { parameters.values[place] += factor * direction[index] }
        }
        move(h)
        let above = example.loss()
        move(-2 * h)
        let below = example.loss()
        move(h)
        let expected = (above - below) / Double(2 * h)
        let got = zip(places, direction).reduce(0.0) { $0 + Double(gradients[$1.0] * $1.1) }
        #expect(abs(got - expected) < 2e-3 * (1 + abs(expected)), "\(entry.name)")
      }
    }
  }

  @Test func `the loss is what numpy computes`() throws {
    let example = Example()
    let loss = example.network.step(
      example.x, noise: example.noise, open: example.open, rows: 6, of: 6, penalty: example.penalty)
    let parameters = example.network.parameters
    let tensors = parameters.layout.entries.map { entry in
      "\"\(entry.name)\": \((0..<entry.count).map { parameters.values[entry.offset + $0] })"
    }
    let script = """
      import json, sys, numpy as np
      t = {k: np.array(v) for k, v in json.loads("{" + sys.argv[1] + "}").items()}
      x, noise = np.array(json.loads(sys.argv[2])).reshape(6, 16), np.array(json.loads(sys.argv[3])).reshape(6, 3)
      def linear(x, n): b = t[n + ".bias"]; return x @ t[n + ".weight"].reshape(len(b), -1).T + b
      def norm(x, n):
        y = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-5)
        return y * t[n + ".weight"] + t[n + ".bias"]
      def silu(x): return x / (1 + np.exp(-x))
      def trunk(x, n):
        x = silu(norm(linear(x, n + ".0"), n + ".1"))
        return silu(norm(linear(x, n + ".3"), n + ".4"))
      h = trunk(x, "encoder")
      m, v = linear(h, "encoder.mean"), linear(h, "encoder.logvar")
      z = (m + (np.exp(v / 2) + 0.2) * noise) * (np.arange(3) < np.array(\(example.open))[:, None])
      y = np.logaddexp(0, linear(trunk(z, "decoder"), "decoder.6"))
      print(json.dumps([((y - x) ** 2).sum() / 6, 0.5 * (m * m + np.exp(v) - 1 - v).sum() / 6]))
      """
    let arguments = ["-c", script, tensors.joined(separator: ", "), "\(example.x)", "\(example.noise)"]
    let expected = try JSONDecoder().decode([Double].self, from: Data(outside("python3", arguments).utf8))
    #expect(abs(Double(loss.error) - expected[0]) < 1e-5 * expected[0])
    #expect(abs(Double(loss.divergence) - expected[1]) < 1e-5 * expected[1])
  }

  @Test func `Adam moves as its paper has it, within the limit on the gradient`() throws {
    var layout = ParameterLayout()
    _ = layout.place("x", [16])
    let parameters = Parameters(layout)
    let optimizer = Optimizer(parameters, rate: 0.1, steps: 4, clip: 1)
    let gradients = [Gradient(layout), Gradient(layout)]
    for step in 0..<3 {
      // The gradient is the sum of two.
      for index in 0..<16 {
        gradients[0].values[index] = Float(index) * (step == 1 ? 0.01 : -0.2)
        gradients[1].values[index] = Float(index) * (step == 1 ? 0 : -0.1)
      }
      _ = optimizer.move(gradients, step: step)
    }
    let script = """
      import numpy as np, json
      x = m = v = np.zeros(16)
      for s in range(3):
        g = np.arange(16) * (0.01 if s == 1 else -0.3)
        g = g / max(1, np.sqrt((g * g).sum()))
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        rate = 0.1 * (0.5 + 0.5 * np.cos(np.pi * s / 4))
        x = x - rate * (m / (1 - 0.9 ** (s + 1))) / (np.sqrt(v / (1 - 0.999 ** (s + 1))) + 1e-8)
      print(json.dumps(list(x)))
      """
    let expected = try JSONDecoder().decode([Double].self, from: Data(outside("python3", ["-c", script]).utf8))
    for index in 0..<16 { #expect(abs(Double(parameters.values[index]) - expected[index]) < 1e-6) }
  }

  @Test func `a batch divided among threads moves the network as the whole batch does`() {
    var settings = TrainingSettings()
    (settings.dimensions, settings.hidden, settings.batch, settings.learningRate) = (3, [8, 16], 6, 0.1)
    let example = Example()
    let whole = example.network.parameters
    let divided = Autoencoder(bins: 16, latent: 3, hidden: [8, 16], batch: 6)
    for index in 0..<whole.values.count { divided.parameters.values[index] = whole.values[index] }
    let batch = Batch(frames: [0], bins: 16, settings: settings)
    for index in 0..<96 { batch.spectra[index] = example.x[index] }
    for index in 0..<18 { batch.noise[index] = example.noise[index] }
    for row in 0..<6 { batch.open[row] = example.open[row] }
    let descent = Descent(divided, settings: settings, steps: 10)
    let (loss, norm) = descent.step(batch, penalty: example.penalty, step: 0)
    let expected = example.loss()
    #expect(abs(Double(loss.error + example.penalty.beta * loss.divergence) - expected) < 1e-5 * expected)
    let gradient = example.network.gradient
    let length = gradient.values.array.reduce(0) { $0 + $1 * $1 }.squareRoot()
    #expect(abs(norm - length) < 1e-4 * length)
    _ = Optimizer(whole, rate: 0.1, steps: 10, clip: 1).move([gradient], step: 0)
    // Adam's first step is the rate in the gradient's direction, so what is nearly 0 may go either way.
    for index in 0..<whole.values.count where abs(gradient.values[index]) > 1e-4 * length {
      #expect(abs(divided.parameters.values[index] - whole.values[index]) < 1e-3)
    }
  }
}
