import AegoNumerics

/// The numbers that did best so far.
final class Best {
  let values: Storage<Float>
  private(set) var step = 0
  private(set) var error = Float.infinity

  init(_ parameters: Parameters) { values = Storage(count: parameters.values.count, repeating: 0) }

  func take(_ parameters: Parameters, step: Int, error: Float) {
    values.base.update(from: parameters.values.base, count: values.count)
    (self.step, self.error) = (step, error)
  }

  func copy(into parameters: Parameters) { parameters.values.base.update(from: values.base, count: values.count) }

  /// What a checkpoint held.
  func restore(_ numbers: [Float], step: Int, error: Float) {
    for (index, number) in numbers.enumerated() { values[index] = number }
    (self.step, self.error) = (step, error)
  }
}
