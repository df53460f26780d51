import AegoNumerics

/// One dense layer with its gradients and Adam's moments.
struct TrainableLayer: ~Copyable {
  let rows: Int
  let columns: Int
  /// The length of a row in memory: columns, filled with zeros to whole vectors.
  let stride: Int
  let weights: Storage<Float>
  let bias: Storage<Float>
  let gradients: Storage<Float>
  let biasGradients: Storage<Float>
  private let scale: Float
  private let weightMoments: Moments
  private let biasMoments: Moments

  init(rows: Int, columns: Int, scale: Float, random: inout RandomStream) {
    self.rows = rows
    self.columns = columns
    stride = (columns + 7) / 8 * 8
    weights = Storage(count: rows * stride, repeating: 0)
    let paddedRows = (rows + 7) / 8 * 8
    bias = Storage(count: paddedRows, repeating: 0)
    gradients = Storage(count: rows * stride, repeating: 0)
    biasGradients = Storage(count: paddedRows, repeating: 0)
    weightMoments = Moments(count: rows * stride)
    biasMoments = Moments(count: paddedRows)
    self.scale = scale
    draw(&random)
  }

  /// Begins anew, with drawn weights, without biases and moments.
  func draw(_ random: inout RandomStream) {
    let deviation = scale * (2 / Float(columns)).squareRoot()
    for row in 0..<rows {
      for column in 0..<columns { weights[row * stride + column] = deviation * random.normal() }
    }
    bias.fill(0)
    weightMoments.clear()
    biasMoments.clear()
  }

  /// One sample: `stride` inputs, padded with zeros, to `rows` outputs.
  func forward(_ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>) {
    Kernels.affine(
      weights: weights.base, bias: bias.base, input: input, output: output, rows: rows, columns: stride)
  }

  /// A batch of 32: [columns][32] to [rows][32].
  func forwardBatch(_ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>) {
    for row in 0..<rows {
      let start = SIMD8<Float>(repeating: bias[row])
      var (a, b, c, d) = (start, start, start, start)
      let rowWeights = weights.base + row * stride
      for column in 0..<columns {
        let weight = rowWeights[column]
        let lanes = input + column * 32
        a += Kernels.load(lanes, 0) * weight
        b += Kernels.load(lanes, 8) * weight
        c += Kernels.load(lanes, 16) * weight
        d += Kernels.load(lanes, 24) * weight
      }
      TrainableLayer.store(a, b, c, d, output + row * 32)
    }
  }

  /// The gradients of weights and biases from the batch's inputs and output gradients.
  func weightGradients(input: UnsafePointer<Float>, gradient: UnsafePointer<Float>) {
    for row in 0..<rows {
      let lanes = gradient + row * 32
      let (a, b) = (Kernels.load(lanes, 0), Kernels.load(lanes, 8))
      let (c, d) = (Kernels.load(lanes, 16), Kernels.load(lanes, 24))
      biasGradients[row] = Kernels.sum((a + b) + (c + d))
      let rowGradients = gradients.base + row * stride
      for column in 0..<columns {
        let x = input + column * 32
        let low = a * Kernels.load(x, 0) + b * Kernels.load(x, 8)
        let high = c * Kernels.load(x, 16) + d * Kernels.load(x, 24)
        rowGradients[column] = Kernels.sum(low + high)
      }
    }
  }

  /// The gradient of the batch's inputs: [columns][32].
  func inputGradients(gradient: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
    for column in 0..<columns {
      var (a, b, c, d) = (SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>(), SIMD8<Float>())
      for row in 0..<rows {
        let weight = weights[row * stride + column]
        let lanes = gradient + row * 32
        a += Kernels.load(lanes, 0) * weight
        b += Kernels.load(lanes, 8) * weight
        c += Kernels.load(lanes, 16) * weight
        d += Kernels.load(lanes, 24) * weight
      }
      TrainableLayer.store(a, b, c, d, result + column * 32)
    }
  }

  /// Copies the weights that both layers have.
  func adopt(_ other: borrowing TrainableLayer) {
    for row in 0..<min(rows, other.rows) {
      bias[row] = other.bias[row]
      (weights.base + row * stride).update(
        from: other.weights.base + row * other.stride, count: min(columns, other.columns))
    }
  }

  func clearGradients() {
    gradients.fill(0)
    biasGradients.fill(0)
  }

  func step(_ adam: borrowing Adam) {
    adam.step(weights.base, gradients.base, weightMoments)
    adam.step(bias.base, biasGradients.base, biasMoments)
  }

  private static func store(
    _ a: SIMD8<Float>, _ b: SIMD8<Float>, _ c: SIMD8<Float>, _ d: SIMD8<Float>, _ output: UnsafeMutablePointer<Float>
  ) {
    Kernels.store(a, output, 0)
    Kernels.store(b, output, 8)
    Kernels.store(c, output, 16)
    Kernels.store(d, output, 24)
  }

  var parameterCount: Int { rows * columns + rows }

  var parameters: [Float] { flat(weights, bias) }

  var allGradients: [Float] { flat(gradients, biasGradients) }

  func nudge(_ index: Int, by amount: Float) -> Bool {
    guard index < parameterCount else { return false }
    if index < rows * columns {
      weights[index / columns * stride + index % columns] += amount
    } else {
      bias[index - rows * columns] += amount
    }
    return true
  }

  private func flat(_ matrix: borrowing Storage<Float>, _ vector: borrowing Storage<Float>) -> [Float] {
    var values: [Float] = []
    for row in 0..<rows { for column in 0..<columns { values.append(matrix[row * stride + column]) } }
    for row in 0..<rows { values.append(vector[row]) }
    return values
  }
}
