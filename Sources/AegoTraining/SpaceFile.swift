import AegoNetwork
import Foundation

/// Puts a trained network and what is known of it into the tensors and texts of a space's file.
struct SpaceFile {
  var network: Autoencoder
  var box: Box
  var measures: SpaceMeasures
  var data: DataSet
  var folder: SoundFolder
  var settings: TrainingSettings
  /// The home frame's place in the data.
  var home: Int
  var steps: Int

  var safetensors: Safetensors {
    var file = Safetensors(metadata: metadata)
    let parameters = network.parameters
    for entry in parameters.layout.entries {
      let numbers = (0..<entry.count).map { parameters.values[entry.offset + $0] }
      file.tensors[entry.name] = .init(shape: entry.shape, values: numbers)
    }
    return file
  }

  private var metadata: [String: String] {
    let analysis = settings.analysis
    let name = URL(fileURLWithPath: folder.path).standardizedFileURL.lastPathComponent
    return [
      "format": "aego-space-1", "latent": "\(network.latent)", "rate": "\(analysis.rate)",
      "window": "\(analysis.window)", "fft": "\(analysis.window)", "hop": "\(analysis.hop)",
      "bins": "\(analysis.bins)", "target": "sqrt", "home": list(box.home), "range": list(box.range),
      "sensitivity": list(measures.sensitivity), "explained_variance": list(measures.explainedVariance),
      "quality": quality, "dataset": settings.dataset ?? name, "license": settings.license,
      "dataset_sha256": data.digest, "training": training, "seed": "\(settings.seed)",
    ]
  }

  private var quality: String {
    object([
      ("spectral_convergence_db", "\(measures.spectralConvergence)"),
      ("log_spectral_distance_db", "\(measures.logSpectralDistance)"),
      ("strongest_bin", "\(measures.strongestBin)"), ("loudness_error_db", "\(measures.loudnessError)"),
      ("training_explained_variance", "\(measures.trainingExplained)"),
      ("held_out_files", "\(data.files.count { $0.isHeldOut })"), ("held_out_frames", "\(data.heldOut.count)"),
    ])
  }

  private var training: String {
    let file = data.files.first { $0.frames.contains(home) }
    let place = "\(file?.name ?? ""), frame \(home - (file?.frames.lowerBound ?? 0))"
    let quoted = (try? JSONEncoder().encode(place)).map { String(decoding: $0, as: UTF8.self) } ?? "\"\""
    return object([
      ("files", "\(data.files.count { !$0.isHeldOut })"), ("frames", "\(data.training.count)"),
      ("home", quoted), ("steps", "\(steps)"), ("batch", "\(settings.batch)"), ("hidden", "\(settings.hidden)"),
      ("learning_rate", "\(settings.learningRate)"), ("beta", "\(settings.beta)"),
    ])
  }

  private func list(_ numbers: [Float]) -> String { numbers.map { "\($0)" }.joined(separator: ",") }

  private func object(_ pairs: [(String, String)]) -> String {
    "{\(pairs.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", "))}"
  }
}
