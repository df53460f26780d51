import AegoNetwork
import AegoNumerics

/// A small space with drawn weights: 3 axes, 12 hidden, 24 bins.
enum SpaceFixture {
  static let metadata = [
    "format": "aego-space-1", "latent": "3", "rate": "48000", "window": "64", "fft": "64", "hop": "8", "bins": "24",
    "target": "sqrt", "home": "0.5,-1,0.25", "range": "2,1.5,1", "sensitivity": "3,2,1",
    "explained_variance": "0.2,0.5,0.9", "quality": "{}", "dataset": "drawn", "license": "MIT",
    "dataset_sha256": "00", "training": "{}", "seed": "7",
  ]

  static func file() -> Safetensors {
    var random = RandomStream(seed: 7, name: "space")
    var tensors: [String: Safetensors.Tensor] = [:]
    func add(_ name: String, _ shape: [Int], around centre: Float = 0) {
      let values = (0..<shape.reduce(1, *)).map { _ in centre + 0.5 * random.normal() }
      tensors["\(name).weight"] = .init(shape: shape, values: values)
      tensors["\(name).bias"] = .init(shape: [shape[0]], values: (0..<shape[0]).map { _ in 0.5 * random.normal() })
    }
    for (name, inputs, outputs) in [("encoder", 24, 3), ("decoder", 3, 24)] {
      add("\(name).0", [12, inputs])
      add("\(name).1", [12], around: 1)
      add("\(name).3", [12, 12])
      add("\(name).4", [12], around: 1)
      if name == "decoder" { add("decoder.6", [outputs, 12]) }
    }
    add("encoder.mean", [3, 12])
    add("encoder.logvar", [3, 12])
    return Safetensors(tensors: tensors, metadata: metadata)
  }
}
