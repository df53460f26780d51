import AegoMotion
import AegoPerformance
import Foundation

/// Where a rendering goes: a sound file, a take, or both.
final class RenderSink {
  private let sound: SoundSink?
  private let take: TakeWriter?

  /// Begins the files; `length` is how long the performance will be at most, in nanoseconds.
  init(
    piece: Piece, arguments: StartArguments, output: String?, take directory: String?, writesSeed: Bool, length: Int64
  ) throws {
    let rate = piece.program.clock.rate
    sound = try output.map {
      try SoundSink(path: $0, rate: rate, channels: 2, frames: Int(length / 1_000_000_000 + 1) * rate)
    }
    do {
      take = try directory.map { directory in
        try TakeWriter(directory: directory, piece: piece, arguments: arguments, writesSeed: writesSeed)
      }
    } catch {
      sound?.discard()
      throw error
    }
  }

  func record(_ messages: [Message], _ samples: [Int32], _ events: [Event], hop: Int64) throws {
    if let take {
      for message in messages { try take.record(message, hop: hop) }
      for event in events { try take.record(event) }
      try take.record(samples, frames: samples.count / 2)
    }
    try sound?.write(samples)
  }

  func close(_ rendering: Rendering) throws {
    try sound?.close()
    try take?.close(
      hops: rendering.hops, ended: rendering.ending.map(Journal.ending) ?? "broken", isExact: true,
      learnt: rendering.learnt, states: rendering.files.offered)
  }

  /// Takes back what was written of a rendering that failed.
  func discard() {
    sound?.discard()
    if let take { try? FileManager.default.removeItem(atPath: take.directory) }
  }
}
