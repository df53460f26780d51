import AegoNumerics
import AegoSoundFile
import Foundation
import Glibc

/// A film as an .mp4: H.264 and AAC, by ffmpeg.
///
/// The picture is encoded as it comes, the sound kept beside it; at the end they are joined.
final class FilmFile: FilmOutput {
  let format = "rgba"
  private let encoder: String
  private let place: String
  private let title: String
  private let picture: VideoEncoder
  private let sound: SoundFileWriter?
  private let isStopped: () -> Bool
  /// How many bytes a frame has.
  private let frameCount: Int

  /// Begins the file.
  ///
  /// - Parameters:
  ///   - path: where.
  ///   - settings: how it is shot.
  ///   - title: the piece's.
  ///   - rate: the sound's samples per second.
  ///   - isStopped: whether it is to come to no end.
  /// - Throws: `StageError`.
  init(
    _ path: String, _ settings: FilmSettings, title: String, rate: Int, isStopped: @escaping () -> Bool
  ) throws(StageError) {
    guard let encoder = ChildProgram.find(["ffmpeg"]) else { throw .noEncoder }
    guard let place = OutputFile.place(path) else { throw .unwritable(path: path, reason: OutputFile.refusal) }
    let folder = parentFolder(of: place)
    guard FileManager.default.isWritableFile(atPath: folder.isEmpty ? "." : folder) else {
      throw .unwritable(path: path, reason: "its folder is missing or cannot be written to")
    }
    (self.encoder, self.place, self.title, self.isStopped) = (encoder, place, title, isStopped)
    frameCount = 4 * settings.width * settings.height
    do {
      sound =
        settings.hasSound
        ? try SoundFileWriter(
          path: FilmFile.partial(place, "sound.wav"), rate: rate, channels: 2, format: .wav,
          expectedFrames: settings.samples(rate)) : nil
    } catch { throw .unwritable(path: path, reason: "\(error)") }
    do {
      picture = try VideoEncoder(
        encoder, settings, output: FilmFile.partial(place, "picture.mp4"), words: FilmFile.partial(place, "words.txt"),
        isStopped: isStopped)
    } catch {
      FilmFile.discard(place)
      throw error
    }
  }

  func pixels(of post: [UInt8]) -> [UInt8]? { post.count == frameCount ? post : nil }

  func write(frame: [UInt8]) throws { try picture.write(frame) }

  func write(sound samples: [Int32]) throws { try sound?.write(interleaved: samples, frames: samples.count / 2) }

  func close() throws {
    try picture.close()
    try sound?.close()
    let whole = FilmFile.partial(place, "whole.mp4")
    var arguments = VideoEncoder.quiet + ["-i", VideoEncoder.file(FilmFile.partial(place, "picture.mp4"))]
    if sound != nil {
      arguments += [
        "-i", VideoEncoder.file(FilmFile.partial(place, "sound.wav")), "-map", "0:v", "-map", "1:a", "-c:a", "aac",
        "-b:a", "320k",
      ]
    }
    // What players need first comes first, so that a film begins before it is loaded.
    arguments += ["-c:v", "copy", "-metadata", "title=\(title)", "-movflags", "+faststart", VideoEncoder.file(whole)]
    let join = try ChildProgram(encoder, arguments, words: FilmFile.partial(place, "words.txt"))
    try join.succeed(isStopped: isStopped)
    guard rename(whole, place) == 0 else {
      throw StageError.unwritable(path: place, reason: String(cString: strerror(errno)))
    }
    FilmFile.discard(place)
  }

  func discard() {
    picture.end()
    try? sound?.close()
    FilmFile.discard(place)
  }

  private static let parts = ["picture.mp4", "sound.wav", "whole.mp4", "words.txt"]

  private static func discard(_ place: String) {
    for part in parts { unlink(partial(place, part)) }
  }

  /// Where a part of the film lies until it is whole.
  private static func partial(_ place: String, _ part: String) -> String {
    let folder = parentFolder(of: place)
    return (folder as NSString).appendingPathComponent(".partial-\((place as NSString).lastPathComponent)-\(part)")
  }
}
