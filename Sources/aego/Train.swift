import AegoSpace
import AegoTraining
import ArgumentParser
import Foundation

/// Trains a latent space on a folder of sounds.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Train a latent space on a folder of sounds.",
    discussion: """
      Reads every sound file in the folder and its folders, in any format, rate and number of channels (the first is
      taken). A tenth of the files measures the space and does not train it. The same folder, options and seed give
      the same file on the same machine. See docs/composing.md.
      """)

  @Argument(help: "The folder of sounds.", completion: .directory)
  var folder: String

  @Option(name: [.short, .long], help: "The space to write, a .safetensors file.")
  var output: String

  @Option(help: "Number of axes, 1 to 32.")
  var dimensions = 8

  @Option(help: "Passes over the sounds. (default: as many as make 12,000 steps)")
  var epochs: Int?

  @Option(help: "Every draw derives from it.")
  var seed: UInt64 = 0

  @Option(help: "Sounds among which home is chosen: a path in the folder, or a pattern like 'pure-*'. (default: all)")
  var home: String?

  @Option(help: "Width of the hidden layers, a multiple of 8.")
  var hidden = 512

  @Option(help: "The first rate of learning.")
  var learningRate: Float = 1e-3

  @Option(help: "Weight of order in the space against likeness to the sounds.")
  var beta: Float = 0.003

  @Option(help: "Name of the data set. (default: the folder's name)")
  var dataset: String?

  @Option(help: "Licence of the sounds and the space, kept in the file.")
  var license = "unknown"

  func validate() throws {
    guard (1...32).contains(dimensions) else { throw ValidationError("A space has 1 to 32 dimensions.") }
    guard epochs ?? 1 > 0 else { throw ValidationError("At least one epoch is needed.") }
    guard (8...4096).contains(hidden), hidden % 8 == 0 else {
      throw ValidationError("The hidden layers' width is a multiple of 8, up to 4096.")
    }
    guard learningRate > 0, learningRate < 1 else { throw ValidationError("The rate of learning is between 0 and 1.") }
    guard beta >= 0, beta.isFinite else { throw ValidationError("Beta is 0 or more.") }
  }

  func run() throws {
    do {
      try train()
    } catch {
      standardError("error: \(error)\n")
      throw ExitCode(error.status)
    }
  }

  private var settings: TrainingSettings {
    var settings = TrainingSettings()
    (settings.dimensions, settings.epochs, settings.seed) = (dimensions, epochs, seed)
    (settings.home, settings.hidden, settings.learningRate) = (home, hidden, learningRate)
    (settings.beta, settings.dataset, settings.license) = (beta, dataset, license)
    return settings
  }

  private func train() throws(TrainingError) {
    // A place that cannot be written is found before the work, not after it.
    try checkOutput()
    let sounds = try SoundFolder(path: folder)
    var line = ProgressLine()
    let data = try DataSet(sounds, settings: settings) { line.show("reading \($0) of \(sounds.files.count)") }
    line.clear()
    for file in data.skipped { say("skipped \(file.name): \(file.reason)") }
    say(
      "\(data.files.count) files, \(data.count) frames; \(data.files.count { $0.isHeldOut }) files held out, "
        + "\(data.skipped.count) skipped")
    let start = ContinuousClock.now
    let space = try Training(data, folder: sounds, settings: settings).run { progress in
      line.show(describe(progress, since: start))
    }
    line.clear()
    do {
      try space.save(path: output)
    } catch {
      throw .unwritable(path: output, reason: "\(error)")
    }
    print(summary(space))
  }

  private func checkOutput() throws(TrainingError) {
    let parent = URL(fileURLWithPath: output).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: parent) else {
      throw .unwritable(path: output, reason: "its folder is missing or cannot be written to")
    }
  }

  private func describe(_ progress: Training.Progress, since start: ContinuousClock.Instant) -> String {
    let spent = (ContinuousClock.now - start) / Duration.seconds(1)
    let left = Int(spent / Double(progress.step) * Double(progress.steps - progress.step))
    let percent = 100 * progress.step / progress.steps
    return "training \(percent) %, error \(rounded(progress.error, 3)), "
      + "divergence \(rounded(progress.divergence, 1)), \(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
  }

  private func summary(_ space: LatentSpace) -> String {
    let explained = space.explainedVariance.map { rounded($0, 3) }.joined(separator: " ")
    let sensitivity = space.sensitivity.map { rounded($0, 2) }.joined(separator: " ")
    return """
      \(output): \(space.latent) axes
      explained variance with 1, 2, ... axes open: \(explained)
      sensitivity of each axis: \(sensitivity)
      quality: \(space.quality)
      training: \(space.training)
      """
  }

  private func rounded(_ number: Float, _ digits: Int) -> String { String(format: "%.\(digits)f", number) }

  private func say(_ text: String) { standardError("\(text)\n") }
}

/// A line that is written over and over while standard error is a terminal, and never elsewhere.
private struct ProgressLine {
  private let isTerminal = isatty(2) == 1

  mutating func show(_ text: String) { write("\r\u{1b}[K\(text)") }

  mutating func clear() { write("\r\u{1b}[K") }

  private func write(_ text: String) {
    if isTerminal { standardError(text) }
  }
}

extension TrainingError {
  /// The exit status: 1, the input is wrong; 3, a file could not be used.
  fileprivate var status: Int32 {
    switch self {
    case .unreadable, .unwritable: 3
    case .noSound, .tooFewFiles, .noHome, .notEncodable, .diverged, .collapsed: 1
    }
  }
}
