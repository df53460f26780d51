import AegoNumerics

/// Linear, LayerNorm and SiLU over a batch, forward and backward. Widths are multiples of 8.
final class HiddenLayer {
  let dense: Dense
  /// Places of LayerNorm's factors and offsets in the parameters.
  let scale: Int
  let offset: Int
  /// SiLU's output, a row for each sample.
  let output: Storage<Float>
  /// The gradient of the output; `backward` turns it into that of the linear layer's output.
  let outputGradient: Storage<Float>
  /// LayerNorm's result before factors and offsets.
  private let normalized: Storage<Float>
  /// 1 / standard deviation of each row.
  private let inverse: Storage<Float>
  private var width: Int { dense.outputs }

  /// `name` is the sequence's, `index` the linear layer's place in it.
  init(_ name: String, index: Int, inputs: Int, outputs: Int, batch: Int, in layout: inout ParameterLayout) {
    precondition(outputs % 8 == 0, "hidden layers are whole vectors of 8")
    dense = Dense("\(name).\(index)", inputs: inputs, outputs: outputs, in: &layout)
    scale = layout.place("\(name).\(index + 1).weight", [outputs])
    offset = layout.place("\(name).\(index + 1).bias", [outputs])
    output = Storage(count: batch * outputs, repeating: 0)
    outputGradient = Storage(count: batch * outputs, repeating: 0)
    normalized = Storage(count: batch * outputs, repeating: 0)
    inverse = Storage(count: batch, repeating: 0)
  }

  func initialize(_ parameters: Parameters, _ random: inout RandomStream) {
    dense.initialize(parameters, &random)
    for index in 0..<width { parameters.values[scale + index] = 1 }
  }

  func forward(_ parameters: Parameters, _ input: UnsafePointer<Float>, rows: Int) {
    dense.forward(parameters, input, into: normalized.base, rows: rows)
    let (factors, offsets) = (parameters.values.base + scale, parameters.values.base + offset)
    for row in 0..<rows {
      let start = row * width
      inverse[row] = normalize(normalized.base + start)
      for index in stride(from: 0, to: width, by: 8) {
        let y =
          Kernels.load(normalized.base, start + index) * Kernels.load(factors, index) + Kernels.load(offsets, index)
        Kernels.store(y / (1 + Portable.exp(-y)), output.base, start + index)
      }
    }
  }

  /// From the output's gradient to those of the parameters and, if asked for, of the input.
  func backward(
    _ parameters: Parameters, _ gradient: Gradient, _ input: UnsafePointer<Float>, rows: Int,
    inputGradient: UnsafeMutablePointer<Float>? = nil
  ) {
    (gradient.values.base + scale).update(repeating: 0, count: width)
    (gradient.values.base + offset).update(repeating: 0, count: width)
    for row in 0..<rows { backward(parameters, gradient, row: row) }
    dense.backward(parameters, gradient, input, outputGradient.base, rows: rows, inputGradient: inputGradient)
  }

  /// Brings a row to mean 0 and variance 1; returns 1 / its standard deviation.
  private func normalize(_ x: UnsafeMutablePointer<Float>) -> Float {
    var total = SIMD8<Float>()
    for index in stride(from: 0, to: width, by: 8) { total += Kernels.load(x, index) }
    let mean = Kernels.sum(total) / Float(width)
    var squares = SIMD8<Float>()
    for index in stride(from: 0, to: width, by: 8) {
      let centred = Kernels.load(x, index) - mean
      squares += centred * centred
      Kernels.store(centred, x, index)
    }
    let factor = 1 / (Kernels.sum(squares) / Float(width) + 1e-5).squareRoot()
    for index in stride(from: 0, to: width, by: 8) { Kernels.store(Kernels.load(x, index) * factor, x, index) }
    return factor
  }

  /// SiLU's derivative is σ(y) (1 + y (1 - σ(y))); LayerNorm's gradient loses its mean and its part along the
  /// normalized row, n: da = (g - mean(g) - n mean(g n)) / deviation, g the gradient of n.
  private func backward(_ parameters: Parameters, _ gradient: Gradient, row: Int) {
    let n = normalized.base + row * width
    let g = outputGradient.base + row * width
    let (factors, offsets) = (parameters.values.base + scale, parameters.values.base + offset)
    let (factorGradients, offsetGradients) = (gradient.values.base + scale, gradient.values.base + offset)
    var (total, along) = (SIMD8<Float>(), SIMD8<Float>())
    for index in stride(from: 0, to: width, by: 8) {
      let lanes = Kernels.load(n, index)
      let y = lanes * Kernels.load(factors, index) + Kernels.load(offsets, index)
      let sigmoid = 1 / (1 + Portable.exp(-y))
      let dy = Kernels.load(g, index) * sigmoid * (1 + y * (1 - sigmoid))
      Kernels.store(Kernels.load(factorGradients, index) + dy * lanes, factorGradients, index)
      Kernels.store(Kernels.load(offsetGradients, index) + dy, offsetGradients, index)
      let dn = dy * Kernels.load(factors, index)
      total += dn
      along += dn * lanes
      Kernels.store(dn, g, index)
    }
    let (mean, projection) = (Kernels.sum(total) / Float(width), Kernels.sum(along) / Float(width))
    for index in stride(from: 0, to: width, by: 8) {
      let da = (Kernels.load(g, index) - mean - Kernels.load(n, index) * projection) * inverse[row]
      Kernels.store(da, g, index)
    }
  }
}
