import AegoPerformance
import AegoScore
import AegoSoundFile
import AegoSpace
import ArgumentParser
import Foundation

/// `aego space decode`: the sound at a position.
struct SpaceDecode: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "decode",
    abstract: "Sound a position of a space, or a way through several.",
    discussion: """
      A position is a number of 0 to 1 for each axis, separated by commas; axes left out stay at home, 0.5. Several
      positions are passed through at an even pace. Loudness, width and fades are those of a performance.
      Exit status: 0 done, 1 the space is damaged, 2 wrong usage, 3 a file could not be used.
      """)

  @OptionGroup var argument: SpaceArgument

  @Option(help: "Where, such as 0.5,0.2; written several times, a way from one to the next. (default: home)")
  var position: [String] = []

  @Option(name: .customLong("for"), help: "How long, such as 4s.")
  var duration = "4s"

  @Option(name: .shortAndLong, help: "The sound file, OUT.wav or OUT.flac, 24 bit.")
  var output: String

  @Option(help: "The number that the sound's noise derives from.")
  var seed: UInt64 = 0

  func validate() throws {
    guard let length = ScoreTime.nanoseconds(duration), length > 0, length <= 3_600_000_000_000 else {
      throw ValidationError("--for \(duration): write a duration of up to an hour, such as 4s or 1m30s")
    }
    guard SoundFileFormat(path: output) != nil else {
      throw ValidationError("-o \(output): the name must end in .wav or .flac")
    }
    for text in position { _ = try numbers(text) }
  }

  func run() throws {
    try reportingFailures {
      let space = try argument.load()
      let length = ScoreTime.nanoseconds(duration) ?? 0
      let rendering = PositionRendering(space, positions: try positions(in: space), length: length, seed: seed)
      let sink = try SoundSink(path: output, rate: space.rate, channels: 2, frames: rendering.frames)
      do {
        while let samples = rendering.next() { try sink.write(samples) }
        try sink.close()
      } catch {
        sink.discard()
        throw error
      }
      print("\(output): \(ScoreTime.words(length))")
    }
  }

  /// The positions with all their axes; home where none was asked for.
  private func positions(in space: LatentSpace) throws -> [[Float]] {
    let written = position.isEmpty ? ["0.5"] : position
    return try written.map { text in
      let open = try numbers(text)
      guard open.count <= space.latent else {
        let axes = space.latent == 1 ? "axis" : "axes"
        throw ValidationError(
          "--position \(text): \(open.count) numbers, but \(argument.space) has \(space.latent) \(axes)")
      }
      return open + [Float](repeating: 0.5, count: space.latent - open.count)
    }
  }

  private func numbers(_ text: String) throws -> [Float] {
    try text.split(separator: ",", omittingEmptySubsequences: false).enumerated().map { index, part in
      guard let number = Float(part.filter { $0 != " " }), number >= 0, number <= 1 else {
        throw ValidationError(
          "--position \(text): axis \(index + 1) is \(part.isEmpty ? "empty" : "\"\(part)\""); "
            + "write a number of 0 to 1 for each axis, separated by commas, such as 0.5,0.25")
      }
      return number
    }
  }
}
