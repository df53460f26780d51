import AegoNumerics
import COpenBLAS

/// A linear layer over a batch: Y = X Wᵀ + b, rows of X and Y one sample each, W (outputs, inputs).
struct Dense {
  let inputs: Int
  let outputs: Int
  /// Places in the parameters.
  let weight: Int
  let bias: Int

  init(_ name: String, inputs: Int, outputs: Int, in layout: inout ParameterLayout) {
    (self.inputs, self.outputs) = (inputs, outputs)
    weight = layout.place("\(name).weight", [outputs, inputs])
    bias = layout.place("\(name).bias", [outputs])
  }

  /// Draws weights of variance 1 / inputs; the bias stays 0.
  func initialize(_ parameters: Parameters, _ random: inout RandomStream) {
    let scale = 1 / Float(inputs).squareRoot()
    for index in 0..<inputs * outputs { parameters.values[weight + index] = scale * random.normal() }
  }

  func forward(_ parameters: Parameters, _ x: UnsafePointer<Float>, into y: UnsafeMutablePointer<Float>, rows: Int) {
    let b = parameters.values.base + bias
    for row in 0..<rows { (y + row * outputs).update(from: b, count: outputs) }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, blas(rows), blas(outputs), blas(inputs), 1, x, blas(inputs),
      parameters.values.base + weight, blas(inputs), 1, y, blas(outputs))
  }

  /// The gradients of weights and bias, dW = dYᵀ X and db = Σ dY, and that of the input if `dx` is given:
  /// dX = `keep` · dX + dY W.
  func backward(
    _ parameters: Parameters, _ gradient: Gradient, _ x: UnsafePointer<Float>, _ dy: UnsafePointer<Float>, rows: Int,
    inputGradient dx: UnsafeMutablePointer<Float>? = nil, keep: Float = 0
  ) {
    cblas_sgemm(
      CblasRowMajor, CblasTrans, CblasNoTrans, blas(outputs), blas(inputs), blas(rows), 1, dy, blas(outputs),
      x, blas(inputs), 0, gradient.values.base + weight, blas(inputs))
    let db = gradient.values.base + bias
    db.update(from: dy, count: outputs)
    for row in 1..<rows {
      for index in 0..<outputs { db[index] += dy[row * outputs + index] }
    }
    guard let dx else { return }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, blas(rows), blas(inputs), blas(outputs), 1, dy, blas(outputs),
      parameters.values.base + weight, blas(inputs), keep, dx, blas(inputs))
  }

  private func blas(_ count: Int) -> blasint { blasint(count) }
}
