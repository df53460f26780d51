import AegoNetwork
import AegoNumerics
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
      "sensitivity": list(measures.sensitivity), "explained_variance": list(measures.heldOut.explainedVariance),
      "quality": quality, "dataset": settings.dataset ?? name, "license": settings.license,
      "dataset_sha256": data.digest, "training": training, "seed": "\(settings.seed)", "sounds": sounds,
    ]
  }

  private var quality: String {
    var pairs = pairs(measures.heldOut)
    pairs += [
      ("training_explained_variance", "\(measures.trainingExplained)"),
      ("divergence_nats", array(measures.divergence)), ("walk_variance", array(measures.walkVariance)),
      ("walk_entropy", array(measures.walkEntropy)), ("held_out_entropy", "\(measures.heldOutEntropy)"),
      ("held_out_files", "\(data.files.count { $0.role == .heldOut })"),
      ("held_out_frames", "\(measures.heldOut.frames)"),
    ]
    if let unseen = measures.unseenPitch {
      let explained = [("explained_variance", array(unseen.explainedVariance))]
      pairs.append(("unseen_pitch", object(explained + self.pairs(unseen) + [("frames", "\(unseen.frames)")])))
    }
    return object(pairs)
  }

  private func pairs(_ measures: Reconstruction) -> [(String, String)] {
    [
      ("spectral_convergence_db", "\(measures.spectralConvergence)"),
      ("log_spectral_distance_db", "\(measures.logSpectralDistance)"),
      ("strongest_bin", "\(measures.strongestBin)"), ("loudness_error_db", "\(measures.loudnessError)"),
    ]
  }

  /// Where at most 400 of the sounds lie in z: the mean of each one's encodings.
  private var sounds: String {
    let shown = data.files.filter { $0.cents == 0 }.thinned(to: 400)
    let places = shown.map { file in
      let encodings = network.encodings(of: Array(file.frames), in: data)
      let mean = (0..<network.latent).map { axis in
        let sum = stride(from: axis, to: encodings.count, by: network.latent).reduce(Float(0)) { $0 + encodings[$1] }
        return "\((1000 * sum / Float(file.frames.count)).rounded() / 1000)"
      }
      return object([("name", JSONString.quoted(file.title)), ("z", "[\(mean.joined(separator: ", "))]")])
    }
    return "[\(places.joined(separator: ", "))]"
  }

  private var training: String {
    let file = data.files.first { $0.frames.contains(home) }
    let place = "\(file?.title ?? ""), frame \(home - (file?.frames.lowerBound ?? 0))"
    return object(
      [
        ("files", "\(data.files.count { $0.role == .training })"), ("frames", "\(data.training.count)"),
        ("home", JSONString.quoted(place)), ("steps", "\(steps)"), ("batch", "\(settings.batch)"),
        ("hidden", "\(settings.hidden)"),
        ("learning_rate", "\(settings.learningRate)"), ("beta", "\(settings.beta)"), ("blur", "\(settings.blur)"),
        ("nesting", "\(settings.nesting)"),
      ] + sources)
  }

  /// How the sounds were chosen and altered, where it is not as usual.
  private var sources: [(String, String)] {
    var pairs: [(String, String)] = []
    if !settings.pitchClasses.isEmpty {
      let names = settings.pitchClasses.map { JSONString.quoted($0.description) }
      pairs.append(("pitch_classes", "[\(names.joined(separator: ", "))]"))
    }
    let analysis = settings.analysis
    if analysis.lowest > 0 || analysis.highest != nil {
      let top = analysis.highest ?? Double(analysis.bins * analysis.rate) / Double(analysis.window)
      pairs.append(("frequencies", "[\(analysis.lowest), \(top)]"))
    }
    if settings.augmentation > 0 { pairs.append(("augmented_cents", "\(settings.augmentation)")) }
    return pairs
  }

  private func list(_ numbers: [Float]) -> String { numbers.map { "\($0)" }.joined(separator: ",") }

  private func array(_ numbers: [Float]) -> String { "[\(numbers.map { "\($0)" }.joined(separator: ", "))]" }

  private func object(_ pairs: [(String, String)]) -> String {
    "{\(pairs.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", "))}"
  }
}
