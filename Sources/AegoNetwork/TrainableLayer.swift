import AegoNumerics

/// One dense layer with its gradients and Adam's moments.
struct TrainableLayer: ~Copyable {
  let rows: Int
  let columns: Int
  /// The length of a row in memory: columns, filled with zeros to whole vectors.
  let stride: Int
  /// The rows, filled up to whole vectors.
  let paddedRows: Int
  let weights: Storage<Float>
  let bias: Storage<Float>
  let gradients: Storage<Float>
  let biasGradients: Storage<Float>
  private let scale: Float
  /// The weights turned over, [columns][paddedRows], for a batch on its way forward.
  private let turned: Storage<Float>
  private let product: SparseProduct
  private let weightMoments: Moments
  private let biasMoments: Moments

  init(rows: Int, columns: Int, scale: Float, random: inout RandomStream) {
    self.rows = rows
    self.columns = columns
    stride = padded(columns)
    weights = Storage(count: rows * stride, repeating: 0)
    paddedRows = padded(rows)
    bias = Storage(count: paddedRows, repeating: 0)
    gradients = Storage(count: rows * stride, repeating: 0)
    biasGradients = Storage(count: paddedRows, repeating: 0)
    turned = Storage(count: columns * paddedRows, repeating: 0)
    product = SparseProduct(terms: max(rows, columns, TrainableNetwork.batch))
    weightMoments = Moments(count: rows * stride)
    biasMoments = Moments(count: paddedRows)
    self.scale = scale
    draw(&random)
  }

  /// Begins anew, with drawn weights, without biases and moments.
  func draw(_ random: inout RandomStream) {
    let deviation = scale * Portable.squareRoot(2 / Float(columns))
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

  /// A batch: [32][stride] to [32][paddedRows].
  func forwardBatch(_ input: UnsafePointer<Float>, _ output: UnsafeMutablePointer<Float>) {
    Kernels.transpose(weights.base, step: stride, turned.base, step: paddedRows, rows: rows, columns: columns)
    product.run(
      input, rowStep: stride, termStep: 1, turned.base, start: bias.base, output: output, rows: TrainableNetwork.batch,
      terms: columns, columns: paddedRows)
  }

  /// The gradients of weights and biases from the batch's inputs [32][stride] and output gradients [32][paddedRows].
  func weightGradients(input: UnsafePointer<Float>, gradient: UnsafePointer<Float>) {
    product.run(
      gradient, rowStep: 1, termStep: paddedRows, input, output: gradients.base, rows: rows,
      terms: TrainableNetwork.batch, columns: stride)
    for row in Swift.stride(from: 0, to: paddedRows, by: 8) {
      var total = SIMD8<Float>()
      for sample in 0..<TrainableNetwork.batch { total += Kernels.load(gradient, sample * paddedRows + row) }
      Kernels.store(total, biasGradients.base, row)
    }
  }

  /// The gradients of the batch's inputs [32][stride] from the output gradients [32][paddedRows].
  func inputGradients(gradient: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
    product.run(
      gradient, rowStep: paddedRows, termStep: 1, weights.base, output: result, rows: TrainableNetwork.batch,
      terms: rows, columns: stride)
  }

  /// Copies the weights that both layers have.
  func adopt(_ other: borrowing TrainableLayer) {
    for row in 0..<min(rows, other.rows) {
      bias[row] = other.bias[row]
      (weights.base + row * stride).copy(
        from: other.weights.base + row * other.stride, count: min(columns, other.columns))
    }
  }

  func step(_ adam: borrowing Adam) {
    adam.step(weights.base, gradients.base, weightMoments)
    adam.step(bias.base, biasGradients.base, biasMoments)
  }

  /// How many numbers make up what it has learnt: weights, biases and their moments.
  var stateCount: Int { 3 * (rows * stride + paddedRows) }

  /// Goes through what it has learnt, in one order: each part's memory and its count.
  func forEachState(_ body: (UnsafeMutablePointer<Float>, Int) -> Void) {
    body(weights.base, rows * stride)
    body(weightMoments.first.base, rows * stride)
    body(weightMoments.second.base, rows * stride)
    body(bias.base, paddedRows)
    body(biasMoments.first.base, paddedRows)
    body(biasMoments.second.base, paddedRows)
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
