import AegoNetwork

extension [Layer] {
  /// What the numbers go through, from the first to the last: `8`, `Linear 512`, `LayerNorm`, `SiLU`, ...
  func words(inputs: Int) -> [String] {
    ["\(inputs)"]
      + map { layer in
        switch layer {
        case .linear(_, let bias): "Linear \(bias.count)"
        case .layerNorm: "LayerNorm"
        case .silu: "SiLU"
        case .softplus: "softplus"
        }
      }
  }
}
