import AegoMotion
import AegoPerformance
import AegoScore
import AegoSoundFile
import ArgumentParser
import Foundation

/// `aego render`: a performance as fast as the machine goes, to a file, a take, or both.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Render a performance to a sound file or a take, from a recorded stream or without sensors.",
    discussion: """
      Exit status: 0 done, 1 the score or the stream is wrong, 2 wrong usage, 3 a file could not be used, 130 stopped by \
      Ctrl-C, which leaves no file.
      """)

  @Argument(help: "The score.", completion: .file(extensions: ["yaml", "yml"]))
  var score: String

  @OptionGroup var start: StartOptions

  @Option(name: .shortAndLong, help: "The sound file, OUT.wav or OUT.flac, 24 bit.")
  var output: String?

  func validate() throws {
    if output == nil && start.take == nil {
      throw ValidationError("say where the performance goes: -o OUT.wav, --take DIR, or both")
    }
    if let output, SoundFileFormat(path: output) == nil {
      throw ValidationError("-o \(output): the name must end in .wav or .flac")
    }
  }

  func run() throws {
    try reportingFailures {
      let piece = try Piece.load(path: score)
      for warning in piece.warnings { standardError("warning: \(warning)\n") }
      let models = try NamedModels(start.modelFiles, for: piece)
      for warning in models.warnings { standardError("warning: \(warning)\n") }
      let feed = try start.feed(piece, models)
      let seed = SeedChoice(piece.score.seed, asked: start.seed, recorded: feed?.seed)
      let arguments = try start.arguments(piece, seed: seed.value)
      guard let length = arguments.limit ?? piece.program.timeline.duration.map({ $0 + piece.program.fadeOut }) else {
        throw ValidationError("the piece repeats forever: say with --for DURATION how much of it to render")
      }
      let sink = try RenderSink(
        piece: piece, arguments: arguments, output: output, take: start.take, writesSeed: seed.isNotTheScores,
        length: length)
      do {
        try render(piece, arguments, feed, sink)
      } catch {
        sink.discard()
        throw error
      }
    }
  }

  private func render(_ piece: Piece, _ arguments: StartArguments, _ feed: InputFeed?, _ sink: RenderSink) throws {
    let rendering = Rendering(piece, arguments, feed: feed, stopsWhereHeld: true)
    var progress = Progress(total: arguments.limit ?? piece.program.timeline.duration)
    let clock = piece.program.clock
    var goesOn = true
    Interrupts.watch()
    while goesOn {
      if Interrupts.count > 0 { throw ExitCode(130) }
      let hop = rendering.hops
      goesOn = try rendering.next { messages, samples, events in
        try sink.record(messages, samples, events, hop: hop)
      }
      progress.show(clock.nanoseconds(rendering.hops))
    }
    progress.clear()
    try sink.close(rendering)
    let length = ScoreTime.words(clock.nanoseconds(rendering.hops) / 1_000_000 * 1_000_000)
    let places = [output, start.take].compactMap { $0 }.joined(separator: " and ")
    print("\(places): \(length), \(progress.speed(clock.nanoseconds(rendering.hops))) times faster than it sounds")
    if let address = feed?.unexpected { standardError("warning: \(piece.program.vocabulary.unexpected(address))\n") }
    tellRefused(rendering.refused, feed?.firstRefused)
  }

  private func tellRefused(_ count: Int, _ first: InputFeed.RefusedLine?) {
    guard count > 0, let first else { return }
    let why = first.reason.map { "\(first.address): \(UselessMessages.short($0))" } ?? "too many in a hop"
    let lines = count == 1 ? "1 line of the stream was" : "\(count) lines of the stream were"
    standardError("\(lines) not for the engine; \(count == 1 ? "" : "the first is ")line \(first.line): \(why)\n")
  }
}
