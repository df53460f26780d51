import AegoNetwork

/// Reads networks out of tensors that are named and shaped as PyTorch's `nn.Sequential` does.
///
/// A module with a matrix is a Linear, one with two vectors a LayerNorm; an index without tensors is an activation,
/// SiLU. What follows the last module is not in the file: a SiLU in the encoder's trunk, a softplus in the decoder.
struct Sequential {
  var tensors: [String: Safetensors.Tensor]
  /// The name that errors speak of.
  var path: String

  /// From `latent` numbers to the square roots of `bins` magnitudes.
  func decoder(latent: Int, bins: Int) throws(SpaceError) -> [Layer] {
    let (layers, outputs) = try modules("decoder", inputs: latent)
    guard case .linear = layers.last, outputs == bins else {
      throw .damaged(path: path, what: "its decoder must end in a Linear to \(bins) bins")
    }
    return layers + [.softplus]
  }

  /// From the square roots of `bins` magnitudes to the mean of `latent` numbers.
  func encoder(bins: Int, latent: Int) throws(SpaceError) -> [Layer] {
    let (trunk, width) = try modules("encoder", inputs: bins)
    let mean = try linear("encoder.mean", inputs: width)
    _ = try linear("encoder.logvar", inputs: width, outputs: latent)
    guard mean.outputs(inputs: width) == latent else {
      throw .damaged(path: path, what: "encoder.mean must end in \(latent) axes")
    }
    return trunk + [.silu, mean]
  }

  /// The modules of `prefix`.0, `prefix`.1, ... and how many numbers come out of the last.
  private func modules(_ prefix: String, inputs: Int) throws(SpaceError) -> ([Layer], Int) {
    let indices = tensors.keys.compactMap { key -> Int? in
      let parts = key.split(separator: ".")
      return parts.count == 3 && parts[0] == prefix && parts[2] == "weight" ? Int(parts[1]) : nil
    }
    var layers: [Layer] = []
    var (width, next) = (inputs, 0)
    for index in indices.sorted() {
      guard index == next || index == next + 1 && next > 0 else {
        throw .damaged(path: path, what: "\(prefix).\(next) is missing before \(prefix).\(index)")
      }
      if index == next + 1 { layers.append(.silu) }
      let layer = try module("\(prefix).\(index)", inputs: width)
      width = layer.outputs(inputs: width) ?? width
      layers.append(layer)
      next = index + 1
    }
    guard !layers.isEmpty else { throw .damaged(path: path, what: "it has no \(prefix)") }
    return (layers, width)
  }

  /// A Linear or a LayerNorm.
  private func module(_ name: String, inputs: Int) throws(SpaceError) -> Layer {
    let weight = try tensor("\(name).weight")
    if weight.shape.count == 2 { return try linear(name, inputs: inputs) }
    let bias = try tensor("\(name).bias")
    guard weight.shape == [inputs], bias.shape == [inputs] else {
      throw .damaged(
        path: path,
        what: "\(name) has shapes \(weight.shape) and \(bias.shape); a LayerNorm of \(inputs) has [\(inputs)]")
    }
    return .layerNorm(scale: weight.values, offset: bias.values)
  }

  private func linear(_ name: String, inputs: Int, outputs: Int? = nil) throws(SpaceError) -> Layer {
    let weight = try tensor("\(name).weight")
    let bias = try tensor("\(name).bias")
    let rows = outputs ?? bias.values.count
    guard rows > 0, weight.shape == [rows, inputs], bias.shape == [rows] else {
      throw .damaged(
        path: path,
        what: "\(name) has shapes \(weight.shape) and \(bias.shape); "
          + "a Linear from \(inputs) to \(rows) has [\(rows), \(inputs)] and [\(rows)]")
    }
    return .linear(weights: weight.values, bias: bias.values)
  }

  private func tensor(_ name: String) throws(SpaceError) -> Safetensors.Tensor {
    guard let tensor = tensors[name] else { throw .damaged(path: path, what: "it has no \(name)") }
    return tensor
  }
}
