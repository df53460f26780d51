import AegoNetwork
import AegoNumerics
import Foundation

/// The state of an unfinished training in a file: what it needs to go on as if it had never stopped.
struct Checkpoint {
  /// The file.
  var path: String
  var settings: TrainingSettings
  /// SHA-256 of the data set.
  var digest: String
  /// Steps in all.
  var steps: Int

  private static let format = "aego-training-1"

  /// Writes the state: whole or not at all.
  func write(
    _ parameters: Parameters, _ optimizer: Optimizer, _ best: Best, _ now: Training.Progress
  ) throws(TrainingError) {
    func row(_ numbers: borrowing Storage<Float>) -> Safetensors.Tensor {
      .init(shape: [numbers.count], values: numbers.array)
    }
    let file = Safetensors(
      tensors: [
        "now": row(parameters.values), "best": row(best.values), "first": row(optimizer.first),
        "second": row(optimizer.second),
      ],
      metadata: [
        "format": Self.format, "settings": settings.text, "dataset_sha256": digest, "steps": "\(steps)",
        "step": "\(now.step)", "error": "\(now.error)", "divergence": "\(now.divergence)",
        "explained": now.explained.map { "\($0)" } ?? "", "best_step": "\(best.step)", "best_error": "\(best.error)",
      ])
    do {
      try file.write(path: path, precision: .single)
    } catch {
      throw .unwritable(path: path, reason: error.reason)
    }
  }

  /// Reads the state into a network, its optimizer and its best, and says how far the training was.
  ///
  /// - Throws: if there is no checkpoint, or one of another training.
  func read(
    _ parameters: Parameters, _ optimizer: Optimizer, _ best: Best, steps: Int
  ) throws(TrainingError) -> Training.Progress {
    guard FileManager.default.fileExists(atPath: path) else { throw .nothingToResume(path: path) }
    let file: Safetensors
    do {
      file = try Safetensors.read(path: path, limits: .init(file: 16 * parameters.values.count + (1 << 20)))
    } catch {
      throw .unusableCheckpoint(path: path, what: error.reason)
    }
    let texts = file.metadata
    guard texts["format"] == Self.format else {
      throw .unusableCheckpoint(path: path, what: "it is no unfinished training")
    }
    guard texts["dataset_sha256"] == digest else {
      throw .otherTraining(path: path, difference: "the sounds in the folder are others now")
    }
    guard texts["settings"] == settings.text else {
      throw .otherTraining(path: path, difference: settings.difference(from: texts["settings"] ?? ""))
    }
    guard texts["steps"] == "\(steps)" else {
      throw .otherTraining(path: path, difference: "it had \(texts["steps"] ?? "no") steps, now \(steps)")
    }
    func numbers(_ name: String) throws(TrainingError) -> [Float] {
      guard let tensor = file.tensors[name], tensor.values.count == parameters.values.count else {
        throw .unusableCheckpoint(path: path, what: "its \(name) does not fit")
      }
      return tensor.values
    }
    func number(_ name: String) throws(TrainingError) -> Float {
      guard let number = texts[name].flatMap({ Float($0) }) else {
        throw .unusableCheckpoint(path: path, what: "its \(name) is no number")
      }
      return number
    }
    func fill(_ storage: borrowing Storage<Float>, _ name: String) throws(TrainingError) {
      for (index, value) in try numbers(name).enumerated() { storage[index] = value }
    }
    try fill(parameters.values, "now")
    try fill(optimizer.first, "first")
    try fill(optimizer.second, "second")
    try best.restore(numbers("best"), step: Int(number("best_step")), error: number("best_error"))
    return try Training.Progress(
      step: Int(number("step")), steps: steps, error: number("error"), divergence: number("divergence"),
      explained: texts["explained"].flatMap { Float($0) })
  }

  func remove() { unlink(path) }
}

extension TrainingSettings {
  /// The settings as a line of JSON, always in the same order.
  var text: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// What differs from other settings, in words.
  func difference(from other: String) -> String {
    func values(_ text: String) -> [String: String] {
      let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
      return (object ?? [:]).mapValues { value in
        let whole = try? JSONSerialization.data(withJSONObject: ["": value], options: [.sortedKeys])
        return whole.map { String(decoding: $0.dropFirst(4).dropLast(1), as: UTF8.self) } ?? "\(value)"
      }
    }
    let (before, after) = (values(other), values(text))
    let changed = Set(before.keys).union(after.keys).sorted().filter { before[$0] != after[$0] }
    return changed.map { "\($0) was \(before[$0] ?? "not set"), now \(after[$0] ?? "not set")" }
      .joined(separator: "; ")
  }
}

extension SafetensorsError {
  /// The reason without the file's name.
  fileprivate var reason: String {
    switch self {
    case .unreadable(_, let reason), .unwritable(_, let reason): reason
    case .damaged(_, let what): what
    }
  }
}
