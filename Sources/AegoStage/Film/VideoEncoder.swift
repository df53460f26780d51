import Glibc

/// ffmpeg, as it makes H.264 of frames.
final class VideoEncoder {
  private let program: ChildProgram
  private var pipe: Int32
  private let isStopped: () -> Bool

  /// How long it may take to have room for more of a frame, in milliseconds.
  private static let patience: Int32 = 60_000
  /// How often is looked after anything else meanwhile, in milliseconds.
  private static let slice: Int32 = 100

  /// Replaces what is there, asks nothing, and says only what is wrong.
  static let quiet = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y"]

  /// A file's path as it takes it: what stands before a colon would be a protocol.
  static func file(_ path: String) -> String { "file:" + path }

  /// Starts it.
  ///
  /// - Parameters:
  ///   - path: the program.
  ///   - settings: how the film is shot.
  ///   - output: the file that it writes.
  ///   - words: the file that keeps what it says.
  ///   - isStopped: whether nobody waits for it any more.
  /// - Throws: `StageError`.
  init(
    _ path: String, _ settings: FilmSettings, output: String, words: String, isStopped: @escaping () -> Bool
  ) throws(StageError) {
    var ends: [Int32] = [-1, -1]
    // Sockets rather than a pipe: to a reader that is gone nothing is sent, and no signal raised.
    guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
      throw .programFailed(name: "ffmpeg", what: String(cString: strerror(errno)), words: [])
    }
    defer { Glibc.close(ends[1]) }
    self.isStopped = isStopped
    do {
      program = try ChildProgram(
        path, VideoEncoder.quiet + VideoEncoder.arguments(settings) + [VideoEncoder.file(output)],
        input: ends[1], words: words)
    } catch {
      Glibc.close(ends[0])
      throw error
    }
    pipe = ends[0]
    _ = fcntl(pipe, F_SETFL, fcntl(pipe, F_GETFL) | O_NONBLOCK)
  }

  deinit { end() }

  /// Frames of pixels in; out comes what every player shows, with the colours of the screen (BT.709), and dark places
  /// given more bits than usual, since most of the picture is dark.
  private static func arguments(_ settings: FilmSettings) -> [String] {
    [
      "-f", "rawvideo", "-pix_fmt", "rgba", "-video_size", "\(settings.width)x\(settings.height)",
      "-framerate", "\(settings.rate)", "-i", "pipe:0",
      "-vf",
      "scale=in_range=full:out_range=limited:out_color_matrix=bt709:flags=accurate_rnd+full_chroma_int,format=yuv420p",
      "-c:v", "libx264", "-preset", "medium", "-crf", "16", "-aq-mode", "3",
      "-color_range", "tv", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
    ]
  }

  /// Gives it a frame.
  ///
  /// - Throws: `StageError` where it takes no more; `CancellationError` where it is stopped.
  func write(_ frame: [UInt8]) throws {
    var (sent, waited) = (0, Int32(0))
    while sent < frame.count {
      let count = frame[sent...].withUnsafeBytes { send(pipe, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      if count > 0 {
        (sent, waited) = (sent + count, 0)
        continue
      }
      guard errno == EAGAIN || errno == EINTR else { throw ended() }
      if isStopped() { throw CancellationError() }
      guard waited < VideoEncoder.patience else { throw program.failure("it has taken nothing for a minute") }
      var polled = pollfd(fd: pipe, events: Int16(POLLOUT), revents: 0)
      if poll(&polled, 1, VideoEncoder.slice) == 0 { waited += VideoEncoder.slice }
    }
  }

  /// Has it finish the file.
  ///
  /// - Throws: `StageError` where that did not succeed; `CancellationError` where it is stopped.
  func close() throws {
    closePipe()
    try program.succeed(isStopped: isStopped)
  }

  /// Ends it where it stands.
  func end() {
    closePipe()
    program.end()
  }

  private func closePipe() {
    if pipe >= 0 { Glibc.close(pipe) }
    pipe = -1
  }

  /// It reads no more, and is about to end.
  private func ended() -> any Error {
    closePipe()
    do {
      try program.succeed(isStopped: isStopped)
      return program.failure("it ended too early")
    } catch { return error }
  }
}
