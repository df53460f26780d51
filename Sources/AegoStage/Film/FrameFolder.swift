import AegoSoundFile
import Foundation
import Glibc

/// A film as a folder: `000001.png`, `000002.png`, ... and `sound.wav`.
final class FrameFolder: FilmOutput {
  let format = "png"
  private let place: String
  private let partial: String
  private let sound: SoundFileWriter?
  private var frames = 0

  /// Begins the folder.
  ///
  /// - Parameters:
  ///   - path: where; what is there may be an empty folder.
  ///   - settings: how it is shot.
  ///   - rate: the sound's samples per second.
  /// - Throws: `StageError.framesExist`, `StageError.unwritable`.
  init(_ path: String, _ settings: FilmSettings, rate: Int) throws(StageError) {
    place = try FrameFolder.place(path)
    let name = place.split(separator: "/").last ?? ""
    // With its slash; Foundation's own way to it does not survive names of one letter.
    let folder = String(place.dropLast(name.count))
    partial = folder + ".partial-" + name
    try? FileManager.default.removeItem(atPath: partial)
    guard mkdir(partial, 0o777) == 0 else {
      let isThere = FileManager.default.isWritableFile(atPath: folder.isEmpty ? "." : folder)
      let reason = isThere ? String(cString: strerror(errno)) : "its folder is missing or cannot be written to"
      throw .unwritable(path: place, reason: reason)
    }
    do {
      sound =
        settings.hasSound
        ? try SoundFileWriter(
          path: partial + "/sound.wav", rate: rate, channels: 2, format: .wav,
          expectedFrames: settings.samples(rate)) : nil
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw .unwritable(path: place, reason: "\(error)")
    }
  }

  /// The folder behind links, which has to be empty where it is there.
  private static func place(_ path: String) throws(StageError) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw .unwritable(path: path, reason: "it is no folder")
    }
    guard names.isEmpty else { throw .framesExist(path: path) }
    return String(cString: resolved)
  }

  func pixels(of post: [UInt8]) -> [UInt8]? {
    guard post.starts(with: FrameFolder.head), let data = Data(base64Encoded: Data(post[FrameFolder.head.count...]))
    else { return nil }
    return Array(data)
  }

  /// What a page's picture begins with, as a text.
  private static let head = Array("data:image/png;base64,".utf8)

  func write(frame: [UInt8]) throws {
    frames += 1
    let digits = String(frames)
    let path = partial + "/" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".png"
    guard let file = fopen(path, "wb") else { throw failure() }
    let isWritten = fwrite(frame, 1, frame.count, file) == frame.count
    guard fclose(file) == 0, isWritten else { throw failure() }
  }

  func write(sound samples: [Int32]) throws { try sound?.write(interleaved: samples, frames: samples.count / 2) }

  func close() throws {
    try sound?.close()
    guard rename(partial, place) == 0 else { throw failure() }
  }

  func discard() {
    try? sound?.close()
    try? FileManager.default.removeItem(atPath: partial)
  }

  private func failure() -> StageError { .unwritable(path: place, reason: String(cString: strerror(errno))) }
}
