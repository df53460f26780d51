import AegoNumerics
import AegoPerformance
import AegoSoundFile
import Foundation

/// A sound file that gets its name when it is whole.
final class SoundSink {
  private let output: String
  private let partial: String
  private let file: SoundFileWriter

  /// Begins the file, whose name ends in .wav or .flac; `frames` is how long the sound will be at most.
  init(path: String, rate: Int, channels: Int, frames: Int) throws(PerformanceError) {
    guard let output = OutputFile.place(path) else {
      throw .unwritable(path: path, reason: OutputFile.refusal)
    }
    let folder = parentFolder(of: output)
    let partial = (folder as NSString).appendingPathComponent(".partial-" + (output as NSString).lastPathComponent)
    do throws(SoundFileError) {
      file = try SoundFileWriter(
        path: partial, rate: rate, channels: channels, format: SoundFileFormat(path: path) ?? .wav,
        expectedFrames: frames)
    } catch {
      let isThere = FileManager.default.isWritableFile(atPath: folder.isEmpty ? "." : folder)
      throw .unwritable(
        path: output, reason: isThere ? "\(error)" : "its folder is missing or cannot be written to")
    }
    self.output = output
    self.partial = partial
  }

  /// Writes interleaved 24-bit samples.
  func write(_ samples: [Int32]) throws(SoundFileError) {
    try file.write(interleaved: samples, frames: samples.count / file.channels)
  }

  /// Ends the file and gives it its name.
  func close() throws {
    try file.close()
    if rename(partial, output) != 0 {
      throw PerformanceError.unwritable(path: output, reason: String(cString: strerror(errno)))
    }
  }

  /// Takes back what was written.
  func discard() {
    try? file.close()
    unlink(partial)
  }
}
