import AegoPerformance
import AegoScore
import AegoSoundFile
import ArgumentParser
import Foundation

/// `aego replay`: a take again, bit for bit.
struct ReplayCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Play a take again from its input, to a file or against what it recorded.",
    discussion: "Exit status: 0 the same or done, 1 it differs, 2 wrong usage, 3 a file could not be used.")

  @Argument(help: "The take's folder.", completion: .directory)
  var take: String

  @Option(name: .shortAndLong, help: "The sound file, OUT.wav or OUT.flac, 24 bit.")
  var output: String?

  @Flag(help: "Compare journal and samples with the take's, and name the first line and sample that differ.")
  var check = false

  func validate() throws {
    if output == nil && !check { throw ValidationError("say what the replay is for: --check, -o OUT.wav, or both") }
    if let output, SoundFileFormat(path: output) == nil {
      throw ValidationError("-o \(output): the name must end in .wav or .flac")
    }
  }

  func run() throws {
    try reportingFailures {
      let replay = try Replay(take: take)
      let comparison = check ? try TakeComparison(replay) : nil
      let sink = try RenderSink(
        rate: replay.piece.program.clock.rate, output: output, take: nil, length: replay.manifest.length)
      do {
        try play(replay, comparison, sink)
      } catch {
        sink.discard()
        throw error
      }
      if let comparison, !report(replay, comparison) { throw ExitCode(1) }
    }
  }

  private func play(_ replay: Replay, _ comparison: TakeComparison?, _ sink: RenderSink) throws {
    let rendering = try replay.rendering()
    var progress = Progress(total: replay.manifest.length)
    let clock = replay.piece.program.clock
    var goesOn = true
    let recorded = replay.recordedHops
    while goesOn && (rendering.hops < recorded || isBroken(replay) && comparison?.isBeyondBoth == false) {
      let hop = rendering.hops
      goesOn = try rendering.next { messages, samples, events in
        try sink.record(messages, samples, events, hop: hop)
        comparison?.compare(samples, events)
      }
      progress.show(clock.nanoseconds(rendering.hops))
    }
    progress.clear()
    comparison?.finish()
    try sink.close(rendering)
  }

  /// Whether the take was never closed, so that it has no end of its own.
  private func isBroken(_ replay: Replay) -> Bool { replay.manifest.hops == 0 }

  /// Tells what was found; true where the take is exactly what it was.
  private func report(_ replay: Replay, _ comparison: TakeComparison) -> Bool {
    for name in replay.altered { print("\(take): \(name) is not as it was recorded") }
    if replay.manifest.engine != Performance.engine {
      print("\(take): played by engine \(replay.manifest.engine); this is engine \(Performance.engine)")
    }
    if isBroken(replay) && comparison.isBeyondBoth && replay.altered.isEmpty {
      print(
        "\(take): broken off while it was played; the same up to there (\(comparison.lines) lines, "
          + "\(comparison.frames) frames)")
      return true
    }
    if !replay.manifest.exact && !isBroken(replay) {
      print("\(take): not all of its input was recorded, so it may differ")
    }
    if let line = comparison.line {
      print("\(take)/journal.jsonl:\(line.line): the first line that differs")
      print("  recorded: \(line.recorded ?? "nothing")\n  replayed: \(line.replayed ?? "nothing")")
    }
    if let sample = comparison.sample {
      let time = String(format: "%.6f", Double(sample.frame) / Double(replay.piece.program.clock.rate))
      print(
        "\(take)/audio.flac: frame \(sample.frame) (\(time) s), \(sample.channel == 0 ? "left" : "right"): "
          + "the first sample that differs: recorded \(sample.recorded.map(String.init) ?? "nothing"), "
          + "replayed \(sample.replayed.map(String.init) ?? "nothing")")
    }
    if comparison.line == nil && comparison.sample == nil {
      print("\(take): the same journal (\(comparison.lines) lines) and the same samples (\(comparison.frames) frames)")
    }
    return comparison.line == nil && comparison.sample == nil && replay.altered.isEmpty
  }
}
