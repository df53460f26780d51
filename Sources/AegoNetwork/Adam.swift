import AegoNumerics

/// Adam (Kingma and Ba 2015, algorithm 1, but with ε² within the root) over vectors of eight parameters.
struct Adam: ~Copyable {
  private static let firstDecay: Float = 0.9
  private static let secondDecay: Float = 0.999
  /// ε² of 1e-8, within the root rather than beside it, so that the root's argument is never 0.
  private static let smallestSquare: Float = 1e-16

  private let rate: Float
  // The decays' powers, for the correction of the moments' start at zero: [first, second].
  let powers = Storage<Float>(count: 2, repeating: 1)

  init(rate: Float) { self.rate = rate }

  /// Begins anew.
  func restart() { powers.fill(1) }

  /// Begins a step: the corrections move on by one.
  func begin() {
    powers[0] *= Adam.firstDecay
    powers[1] *= Adam.secondDecay
  }

  /// Moves parameters against their gradients.
  func step(
    _ parameters: UnsafeMutablePointer<Float>, _ gradients: UnsafePointer<Float>, _ moments: borrowing Moments
  ) {
    let firstScale = rate / (1 - powers[0])
    let secondScale = 1 / (1 - powers[1])
    let (m, v) = (moments.first.base, moments.second.base)
    var index = 0
    while index < moments.first.count {
      let gradient = Kernels.load(gradients, index)
      let first = Kernels.load(m, index) * Adam.firstDecay + gradient * (1 - Adam.firstDecay)
      let second = Kernels.load(v, index) * Adam.secondDecay + gradient * gradient * (1 - Adam.secondDecay)
      Kernels.store(first, m, index)
      Kernels.store(second, v, index)
      let factor = Portable.reciprocalSquareRoot(second * secondScale + Adam.smallestSquare)
      Kernels.store(Kernels.load(parameters, index) - first * firstScale * factor, parameters, index)
      index += 8
    }
  }
}

/// Running means of gradients and of their squares; `count` is a multiple of 8.
struct Moments: ~Copyable {
  let first: Storage<Float>
  let second: Storage<Float>

  init(count: Int) {
    first = Storage(count: count, repeating: 0)
    second = Storage(count: count, repeating: 0)
  }

  func clear() {
    first.fill(0)
    second.fill(0)
  }
}
