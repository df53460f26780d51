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
      Reads every sound file in the folder and its folders, in any format, rate and number of channels (the first is \
      taken); what lasts longer than 30 s is cut into pieces. A tenth of the sounds measures the space and does not \
      train it, and so do all sounds of a few pitches. The same folder, options and seed give the same file on the \
      same machine. See docs/composing.md.
      """)

  @Argument(help: "The folder of sounds.", completion: .directory)
  var folder: String

  @Option(name: [.short, .long], help: "The space to write, a .safetensors file.")
  var output: String

  @Option(parsing: .unconditional, help: "Number of axes, 1 to 32.")
  var dimensions = 8

  @Option(parsing: .unconditional, help: "Passes over the sounds. (default: as many as make 12,000 steps)")
  var epochs: Int?

  @Option(parsing: .unconditional, help: "Every draw derives from it.")
  var seed: UInt64 = 0

  @Option(help: "Sounds among which home is chosen: a path in the folder, or a pattern like 'pure-*'. (default: all)")
  var home: String?

  @Option(
    help: "Widths of the decoder's hidden layers, multiples of 8 like 512,768; the encoder has them in reverse.")
  var hidden = HiddenWidths(widths: TrainingSettings().hidden)

  @Option(parsing: .unconditional, help: "Frames in a step.")
  var batch = TrainingSettings().batch

  @Option(parsing: .unconditional, help: "The first rate of learning.")
  var learningRate = TrainingSettings().learningRate

  @Option(parsing: .unconditional, help: "Weight of order in the space against likeness to the sounds.")
  var beta = TrainingSettings().beta

  @Option(
    parsing: .unconditional,
    help: "How far a position is blurred in training, in standard deviations: more makes the space smoother.")
  var blur = TrainingSettings().blur

  @Option(
    parsing: .unconditional,
    help: "How often only the first axes are open, 0 to 1: more gives them more of the sound.")
  var nesting = TrainingSettings().nesting

  @OptionGroup(title: "Sounds") var sounds: SoundOptions

  @Flag(help: "Go on with a training that was interrupted, as if it had never stopped.")
  var resume = false

  @Option(help: "Name of the data set. (default: the folder's name)")
  var dataset: String?

  @Option(help: "Licence of the sounds and the space, kept in the file.")
  var license = "unknown"

  func validate() throws {
    guard output.hasSuffix(".safetensors") else {
      throw ValidationError("The name of a space ends in .safetensors, and \(output) does not.")
    }
    guard (1...32).contains(dimensions) else { throw ValidationError("A space has 1 to 32 dimensions.") }
    guard epochs ?? 1 > 0 else { throw ValidationError("At least one epoch is needed.") }
    guard (2...4096).contains(batch) else { throw ValidationError("A step has 2 to 4096 frames.") }
    guard learningRate > 0, learningRate < 1 else { throw ValidationError("The rate of learning is between 0 and 1.") }
    guard beta >= 0, beta.isFinite else { throw ValidationError("Beta is 0 or more.") }
    guard (0...10).contains(blur) else { throw ValidationError("The blur is 0 to 10 standard deviations.") }
    guard (0...1).contains(nesting) else { throw ValidationError("Nesting is 0 to 1.") }
  }

  func run() throws {
    try reportingFailures { try train() }
  }

  private var settings: TrainingSettings {
    var settings = TrainingSettings()
    (settings.dimensions, settings.epochs, settings.seed) = (dimensions, epochs, seed)
    (settings.home, settings.hidden, settings.learningRate) = (home, hidden.widths, learningRate)
    (settings.beta, settings.dataset, settings.license) = (beta, dataset, license)
    (settings.batch, settings.blur, settings.nesting) = (batch, blur, nesting)
    sounds.apply(to: &settings)
    return settings
  }

  private func train() throws(TrainingError) {
    // A place that cannot be written is found before the work, not after it.
    try checkOutput()
    let sounds = try SoundFolder(path: folder)
    let line = ProgressLine()
    // What ended it early is told on a line of its own.
    defer { line.clear() }
    let begin = ContinuousClock.now
    let data = try DataSet(sounds, settings: settings) { line.show("reading \($0) of \(sounds.files.count)") }
    line.clear()
    say(SoundReport(data, seconds: (ContinuousClock.now - begin) / .seconds(1)).text)
    Interrupts.watch()
    var estimate = TimeLeft()
    let checkpoint = "\(output).unfinished"
    let result = try Training(data, folder: sounds, settings: settings).run(
      checkpoint: checkpoint, resuming: resume
    ) { progress in
      if progress.step % 20 == 0 { line.show(describe(progress, estimate.after(progress))) }
      return Interrupts.count > 0 ? .stop : .goOn
    }
    line.clear()
    do {
      try result.space.save(path: output)
      say(result, checkpoint: checkpoint)
      print(try SpaceDescription(result.space, path: output).text, terminator: "")
    } catch .unwritable(_, let reason) {
      throw .unwritable(path: output, reason: reason)
    } catch {
      preconditionFailure("a trained space is one that can be described: \(error)")
    }
  }

  /// Tells how the training ended, and what may want to be changed.
  private func say(_ result: Training.Result, checkpoint: String) {
    switch result.ending {
    case .complete: break
    case .noBetter(let step):
      say("ended early: since step \(result.bestStep) the held-out files became no better (step \(step))")
    case .stopped(let step):
      say(
        "stopped at step \(step); the space is the best so far, of step \(result.bestStep); --resume goes on from "
          + checkpoint)
    }
    if let explained = result.space.explainedVariance.last, explained < Self.poor {
      say(
        "the space explains \(rounded(explained, 3)) of the variance of sounds that it was not trained on, and will "
          + "know few others: add sounds that are alike, or train longer (--epochs)")
    }
    guard !result.idleAxes.isEmpty else { return }
    let axes = result.idleAxes.map(String.init).joined(separator: ", ")
    say("axes that carry next to nothing: \(axes); a lower --beta wakes them, fewer --dimensions leave them out")
  }

  /// Less explained variance of the sounds held out is poor.
  private static let poor: Float = 0.5

  private func checkOutput() throws(TrainingError) {
    let parent = URL(fileURLWithPath: output).deletingLastPathComponent().path
    guard FileManager.default.isWritableFile(atPath: parent) else {
      throw .unwritable(path: output, reason: "its folder is missing or cannot be written to")
    }
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: output, isDirectory: &isFolder), isFolder.boolValue {
      throw .unwritable(path: output, reason: "it is a folder")
    }
  }

  private func describe(_ progress: Training.Progress, _ left: Int) -> String {
    let percent = 100 * progress.step / progress.steps
    let explained = progress.explained.map { ", explained variance \(rounded($0, 3))" } ?? ""
    return "training \(percent) %, error \(rounded(progress.error, 3)), "
      + "divergence \(rounded(progress.divergence, 1))\(explained), "
      + "\(left / 60):\(left % 60 < 10 ? "0" : "")\(left % 60) left"
  }

  private func rounded(_ number: Float, _ digits: Int) -> String { String(format: "%.\(digits)f", number) }

  private func say(_ text: String) { standardError("\(text)\n") }
}
