import AegoPerformance
import AegoServing
import Foundation
import Glibc

/// A take as a film: the projection's picture, drawn by a headless Chromium frame for frame, and the take's sound.
///
/// The page is told what the stage's pages were told while the piece was played, and at which time of the performance
/// each frame is; it draws with the projection's own modules. So the picture of a hop is seen when its samples are heard,
/// and the same take gives the same frames.
public final class Film {
  /// How far the work has come.
  public enum Progress: Sendable, Equatable {
    /// What lies before the film is played, since the picture remembers it: so many nanoseconds are to come.
    case before(Int64)
    /// So many nanoseconds are filmed.
    case filmed(Int64)
  }

  /// How many frames it has.
  public var frames: Int { reel.frames }
  /// How long it is, in nanoseconds.
  public var length: Int64 { reel.length }

  private let settings: FilmSettings
  private let isStopped: () -> Bool
  private let output: any FilmOutput
  private let server: PostServer
  private let browser: Browser
  private var reel: FilmReel
  /// How long the page may take for an answer, in seconds.
  private let patience: Double

  /// Begins a film; `shoot` makes it.
  ///
  /// - Parameters:
  ///   - take: what is filmed.
  ///   - settings: how.
  ///   - path: where it goes: a name that ends in `.mp4`, or a folder for its frames.
  ///   - isStopped: whether it is to come to no end; asked often.
  /// - Throws: `StageError`; `MotionError` and `PerformanceError` for a take that cannot be played again.
  public convenience init(
    _ take: Replay, _ settings: FilmSettings, to path: String, isStopped: @escaping () -> Bool
  ) throws {
    try self.init(take, settings, to: path, browser: Browser.find(), patience: 60, isStopped: isStopped)
  }

  init(
    _ take: Replay, _ settings: FilmSettings, to path: String, browser program: String, patience: Double,
    files: PageFiles = StageServer.pageFiles, isStopped: @escaping () -> Bool
  ) throws {
    (self.settings, self.patience, self.isStopped) = (settings, patience, isStopped)
    let isFile = path.lowercased().hasSuffix(".mp4")
    reel = try FilmReel(take, settings, format: isFile ? "rgba" : "png")
    do {
      server = try PostServer(
        page: "/film.html", files: files, mostBody: 6 * settings.width * settings.height + 65536, word: Film.word)
    } catch {
      throw StageError(error)
    }
    let rate = take.piece.program.clock.rate
    var settings = settings
    settings.length = reel.length
    output =
      isFile
      ? try FilmFile(path, settings, title: take.manifest.title, rate: rate, isStopped: isStopped)
      : try FrameFolder(path, settings, rate: rate)
    do {
      browser = try Browser(program, address: server.address)
    } catch {
      output.discard()
      throw error
    }
  }

  /// Shoots it.
  ///
  /// - Parameter progress: is told how far it has come.
  /// - Throws: `StageError`, `SoundFileError`, and what the take's replay does; `CancellationError` where it is stopped.
  ///   Nothing is left of it then.
  public func shoot(progress: (Progress) -> Void) throws {
    do {
      try draw(progress)
      browser.close()
      try output.close()
    } catch {
      browser.close()
      output.discard()
      // Whoever stops it may have stopped the others too.
      throw isStopped() ? CancellationError() : error
    }
  }

  private func draw(_ progress: (Progress) -> Void) throws {
    var (done, isDue) = (0, false)
    while done < frames {
      // Told ahead, so that the page draws while its last frame is written.
      let next = try reel.next { try output.write(sound: $0) }
      let post = try nextPost()
      server.answer(post, next.orders)
      if isDue {
        guard let frame = output.pixels(of: post.body) else {
          throw StageError.pageFailed("\(post.body.count) bytes came for a frame, which are none")
        }
        try output.write(frame: frame)
        done += 1
        progress(.filmed(min(length, settings.time(of: done))))
      } else {
        progress(.before(max(0, -reel.played)))
      }
      isDue = next.draws
    }
  }

  /// What the page has to say, which it has to within its time.
  private func nextPost() throws -> PostServer.Post {
    let begin = ContinuousClock.now
    while begin.duration(to: .now) < .seconds(patience) {
      if isStopped() { throw CancellationError() }
      if let post = server.next(within: 100) {
        switch post.path {
        case "/frame": return post
        case "/fault": throw StageError.pageFailed(String(decoding: post.body.prefix(500), as: UTF8.self))
        default: server.answer(post, [])
        }
      } else if let ending = browser.ending {
        throw browser.failure(ending)
      }
    }
    throw browser.failure("nothing came from it for \(Int(patience)) seconds")
  }

  /// A hundred and twenty-eight drawn bits.
  private static func word() -> String {
    (0..<2).map { _ in
      let digits = String(UInt64.random(in: 0...UInt64.max), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
