/// One step of a feed-forward network, as PyTorch's module of the same name computes it.
public enum Layer: Sendable, Equatable {
  /// output = weights · input + bias; the weights are (outputs, inputs), row by row.
  case linear(weights: [Float], bias: [Float])
  /// Mean 0 and variance 1 over the vector (biased variance, ε 1e-5), then a factor and an offset per number.
  case layerNorm(scale: [Float], offset: [Float])
  /// x · σ(x).
  case silu
  /// ln(1 + e^x).
  case softplus
}

extension Layer {
  /// How many numbers come out if `inputs` go in; none if that many do not fit.
  public func outputs(inputs: Int) -> Int? {
    switch self {
    case .linear(let weights, let bias): weights.count == bias.count * inputs ? bias.count : nil
    case .layerNorm(let scale, let offset): scale.count == inputs && offset.count == inputs ? inputs : nil
    case .silu, .softplus: inputs
    }
  }
}
