import AegoNumerics

/// A row of hidden layers.
struct Trunk {
  let layers: [HiddenLayer]
  /// How many numbers come out.
  let outputs: Int

  /// `name` is the sequence's, in which each layer takes three places: Linear, LayerNorm, SiLU.
  init(_ name: String, inputs: Int, widths: [Int], batch: Int, in layout: inout ParameterLayout) {
    var layers: [HiddenLayer] = []
    for (index, width) in widths.enumerated() {
      let incoming = layers.last?.dense.outputs ?? inputs
      layers.append(
        HiddenLayer(name, index: 3 * index, inputs: incoming, outputs: width, batch: batch, in: &layout))
    }
    precondition(!layers.isEmpty, "a trunk has at least one layer")
    self.layers = layers
    outputs = widths[widths.count - 1]
  }

  /// What comes out of the last layer.
  var output: UnsafeMutablePointer<Float> { layers[layers.count - 1].output.base }
  /// Its gradient.
  var outputGradient: UnsafeMutablePointer<Float> { layers[layers.count - 1].outputGradient.base }

  /// Returns what comes out of the last layer.
  func forward(_ parameters: Parameters, _ input: UnsafePointer<Float>, rows: Int) -> UnsafePointer<Float> {
    var x = input
    for layer in layers {
      layer.forward(parameters, x, rows: rows)
      x = UnsafePointer(layer.output.base)
    }
    return x
  }

  /// From `outputGradient` to those of the parameters and, if asked for, of the input.
  func backward(
    _ parameters: Parameters, _ gradient: Gradient, _ input: UnsafePointer<Float>, rows: Int,
    inputGradient: UnsafeMutablePointer<Float>? = nil
  ) {
    for index in layers.indices.reversed() {
      let below = index > 0 ? layers[index - 1] : nil
      layers[index].backward(
        parameters, gradient, below.map { UnsafePointer($0.output.base) } ?? input, rows: rows,
        inputGradient: below?.outputGradient.base ?? inputGradient)
    }
  }
}
