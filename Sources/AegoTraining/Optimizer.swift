import AegoNumerics

/// Adam (Kingma and Ba 2015) with a limit on the gradient's norm and a rate that falls along half a cosine.
final class Optimizer {
  private let parameters: Parameters
  private let first: Storage<Float>
  private let second: Storage<Float>
  private let rate: Float
  private let steps: Int
  private let clip: Float
  private var step = 0
  private static let (decay1, decay2): (Float, Float) = (0.9, 0.999)

  /// - Parameters:
  ///   - parameters: what is moved.
  ///   - rate: at the first step.
  ///   - steps: after this many the rate is 0.
  ///   - clip: the largest norm of a gradient.
  init(_ parameters: Parameters, rate: Float, steps: Int, clip: Float) {
    self.parameters = parameters
    (self.rate, self.steps, self.clip) = (rate, steps, clip)
    first = Storage(count: parameters.values.count, repeating: 0)
    second = Storage(count: parameters.values.count, repeating: 0)
  }

  /// Moves the parameters against their gradient. Returns the gradient's norm before it was limited.
  func move() -> Float {
    let norm = parameters.gradientNorm
    let factor = norm > clip ? clip / norm : 1
    let fraction = Double(step) / Double(max(steps, 1))
    step += 1
    let now = rate * Float(0.5 + 0.5 * Portable.cos(.pi * min(fraction, 1)))
    let correction1 = 1 - Float(Portable.pow(Double(Self.decay1), Double(step)))
    let correction2 = 1 - Float(Portable.pow(Double(Self.decay2), Double(step)))
    update(factor, length: now / correction1, root: 1 / correction2)
    return norm
  }

  private func update(_ factor: Float, length: Float, root: Float) {
    let (m, v) = (first.base, second.base)
    for index in stride(from: 0, to: parameters.values.count, by: 8) {
      let g = Kernels.load(parameters.gradients.base, index) * factor
      let m8 = Kernels.load(m, index) * Self.decay1 + g * (1 - Self.decay1)
      let v8 = Kernels.load(v, index) * Self.decay2 + g * g * (1 - Self.decay2)
      Kernels.store(m8, m, index)
      Kernels.store(v8, v, index)
      let moved = Kernels.load(parameters.values.base, index) - length * m8 / ((v8 * root).squareRoot() + 1e-8)
      Kernels.store(moved, parameters.values.base, index)
    }
  }
}
