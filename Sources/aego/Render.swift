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
      if start.loop && start.duration == nil {
        throw ValidationError("--loop has no end: say with --for DURATION how much of it to render")
      }
      let opening = try start.opening(score: score)
      guard let length = length(opening) else {
        throw ValidationError("the piece repeats forever: say with --for DURATION how much of it to render")
      }
      let sink = try RenderSink(
        rate: opening.piece.program.clock.rate, output: output, take: start.take.map { try opening.take(in: $0) },
        length: length)
      do {
        try render(opening, sink)
      } catch {
        sink.discard()
        throw error
      }
    }
  }

  /// How long it will last at most, in nanoseconds; nil for a piece without end.
  private func length(_ opening: Opening) -> Int64? {
    opening.arguments.limit ?? opening.piece.program.timeline.duration.map { $0 + opening.piece.program.fadeOut }
  }

  private func render(_ opening: Opening, _ sink: RenderSink) throws {
    let (piece, feed) = (opening.piece, opening.feed)
    let rendering = try Rendering(
      piece, opening.arguments, feed: feed, stopsWhereHeld: true, from: opening.checkpoint, record: sink.checkpoints)
    var progress = Progress(total: opening.arguments.limit ?? piece.program.timeline.duration)
    let clock = piece.program.clock
    var goesOn = true
    Interrupts.watch()
    while goesOn {
      if Interrupts.count > 0 { throw ExitCode(130) }
      let hop = rendering.firstHop + rendering.hops
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
