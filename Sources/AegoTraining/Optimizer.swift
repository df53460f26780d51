import AegoNumerics

/// Adam (Kingma and Ba 2015) with a limit on the gradient's norm and a rate that falls along half a cosine.
///
/// It goes over the parameters in two halves at once.
final class Optimizer {
  private let parameters: Parameters
  let first: Storage<Float>
  let second: Storage<Float>
  private let rate: Float
  private let steps: Int
  private let clip: Float
  private let halves: [Range<Int>]
  private static let (decay1, decay2): (Float, Float) = (0.9, 0.999)

  /// - Parameters:
  ///   - parameters: what is moved.
  ///   - rate: at the first step.
  ///   - steps: after this many the rate is 0.
  ///   - clip: the largest norm of a gradient.
  init(_ parameters: Parameters, rate: Float, steps: Int, clip: Float) {
    self.parameters = parameters
    (self.rate, self.steps, self.clip) = (rate, steps, clip)
    let count = parameters.values.count
    first = Storage(count: count, repeating: 0)
    second = Storage(count: count, repeating: 0)
    let middle = count / 16 * 8
    halves = [0..<middle, middle..<count]
  }

  /// Moves the parameters against the sum of some gradients, which the first of them then holds.
  ///
  /// - Parameters:
  ///   - gradients: one or more.
  ///   - step: how many steps were taken before.
  /// - Returns: the sum's norm before it was limited.
  func move(_ gradients: [Gradient], step: Int) -> Float {
    let norm = sum(gradients).squareRoot()
    let factor = norm > clip ? clip / norm : 1
    let fraction = Double(step) / Double(max(steps, 1))
    let now = rate * Float(0.5 + 0.5 * Portable.cos(.pi * min(fraction, 1)))
    let correction1 = 1 - Float(Portable.pow(Double(Self.decay1), Double(step + 1)))
    let correction2 = 1 - Float(Portable.pow(Double(Self.decay2), Double(step + 1)))
    inParallel(halves.count) { half in
      update(halves[half], gradients[0], factor, length: now / correction1, root: 1 / correction2)
    }
    return norm
  }

  /// Adds the gradients up into the first; returns the sum's square.
  private func sum(_ gradients: [Gradient]) -> Float {
    let squares = Storage<Float>(count: halves.count, repeating: 0)
    let total = gradients[0].values.base
    inParallel(halves.count) { half in
      var square = SIMD8<Float>()
      for index in stride(from: halves[half].lowerBound, to: halves[half].upperBound, by: 8) {
        var g = Kernels.load(total, index)
        for gradient in gradients.dropFirst() { g += Kernels.load(gradient.values.base, index) }
        Kernels.store(g, total, index)
        square += g * g
      }
      squares[half] = Kernels.sum(square)
    }
    return squares.array.reduce(0, +)
  }

  private func update(_ places: Range<Int>, _ gradient: Gradient, _ factor: Float, length: Float, root: Float) {
    let (m, v, values) = (first.base, second.base, parameters.values.base)
    for index in stride(from: places.lowerBound, to: places.upperBound, by: 8) {
      let g = Kernels.load(gradient.values.base, index) * factor
      let m8 = Kernels.load(m, index) * Self.decay1 + g * (1 - Self.decay1)
      let v8 = Kernels.load(v, index) * Self.decay2 + g * g * (1 - Self.decay2)
      Kernels.store(m8, m, index)
      Kernels.store(v8, v, index)
      let moved = Kernels.load(values, index) - length * m8 / ((v8 * root).squareRoot() + 1e-8)
      Kernels.store(moved, values, index)
    }
  }
}
