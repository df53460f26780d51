import AegoMotion
import AegoNumerics
import AegoPerformance
import AegoSoundFile
import Foundation

/// Where a rendering goes: a sound file, a take, or both. The sound file gets its name when it is whole.
final class RenderSink {
  private let output: String?
  private let partial: String?
  private let sound: SoundFileWriter?
  private let take: TakeWriter?

  /// Begins the files; `length` is how long the performance will be at most, in nanoseconds.
  init(
    piece: Piece, arguments: StartArguments, output: String?, take directory: String?, writesSeed: Bool, length: Int64
  ) throws {
    let output = try output.map { path in
      guard let place = OutputFile.place(path) else {
        throw PerformanceError.unwritable(path: path, reason: OutputFile.refusal)
      }
      return place
    }
    self.output = output
    partial = output.map(RenderSink.partial)
    if let output, let partial, let format = SoundFileFormat(path: output) {
      let clock = piece.program.clock
      do throws(SoundFileError) {
        sound = try SoundFileWriter(
          path: partial, rate: clock.rate, channels: 2, format: format,
          expectedFrames: Int(length / 1_000_000_000 + 1) * clock.rate)
      } catch {
        let folder = (partial as NSString).deletingLastPathComponent
        let isThere = FileManager.default.isWritableFile(atPath: folder.isEmpty ? "." : folder)
        throw PerformanceError.unwritable(
          path: output, reason: isThere ? "\(error)" : "its folder is missing or cannot be written to")
      }
    } else {
      sound = nil
    }
    do {
      take = try directory.map { directory in
        try TakeWriter(directory: directory, piece: piece, arguments: arguments, writesSeed: writesSeed)
      }
    } catch {
      if let partial { unlink(partial) }
      throw error
    }
  }

  /// Where a sound file is written until it is whole: beside its place.
  private static func partial(_ path: String) -> String {
    let folder = (path as NSString).deletingLastPathComponent
    return (folder as NSString).appendingPathComponent(".partial-" + (path as NSString).lastPathComponent)
  }

  func record(_ messages: [Message], _ samples: [Int32], _ events: [Event], hop: Int64) throws {
    if let take {
      for message in messages { try take.record(message, hop: hop) }
      for event in events { try take.record(event) }
      try take.record(samples, frames: samples.count / 2)
    }
    try sound?.write(interleaved: samples, frames: samples.count / 2)
  }

  func close(hops: Int64, ending: Event.Ending?) throws {
    try sound?.close()
    if let partial, let output, rename(partial, output) != 0 {
      throw PerformanceError.unwritable(path: output, reason: String(cString: strerror(errno)))
    }
    try take?.close(hops: hops, ended: ending.map(Journal.ending) ?? "broken", isExact: true)
  }

  /// Takes back what was written of a rendering that failed.
  func discard() {
    try? sound?.close()
    if let partial { unlink(partial) }
    if let take { try? FileManager.default.removeItem(atPath: take.directory) }
  }
}
