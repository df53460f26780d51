import AegoMotion
import AegoPerformance
import Foundation

/// Where a rendering goes: a sound file, a take, or both.
final class RenderSink {
  private let sound: SoundSink?
  private let take: TakeWriter?

  /// Begins the files.
  ///
  /// - Parameters:
  ///   - rate: samples per second.
  ///   - output: the sound file's path; nil for none.
  ///   - take: begins the take; nil for none.
  ///   - length: how long the performance will be at most, in nanoseconds.
  /// - Throws: `PerformanceError` and `SoundFileError` for what cannot be written.
  init(rate: Int, output: String?, take: @autoclosure () throws -> TakeWriter?, length: Int64) throws {
    sound = try output.map {
      try SoundSink(path: $0, rate: rate, channels: 2, frames: Int(length / 1_000_000_000 + 1) * rate)
    }
    do {
      self.take = try take()
    } catch {
      sound?.discard()
      throw error
    }
  }

  /// Takes the engine's states, where there is a take to keep them in.
  var checkpoints: ((Checkpoint) throws -> Void)? {
    take.map { take in { checkpoint in try take.record(checkpoint) } }
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
