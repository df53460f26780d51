import AegoPerformance
import AegoScore
import AegoStage
import ArgumentParser
import Foundation

/// `aego film`: a take as it was seen and heard, frame for frame.
struct FilmCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "film",
    abstract: "Film the projection of a take with its sound, frame for frame; needs Chromium, and ffmpeg for an .mp4.",
    discussion: """
      Exit status: 0 done, 1 the take is damaged, 2 wrong usage, 3 a file or a program could not be used, 130 stopped by \
      Ctrl-C, which leaves nothing.
      """)

  @Argument(help: "The take's folder.", completion: .directory)
  var take: String

  @Option(name: .shortAndLong, help: "The film, OUT.mp4, or a folder for its frames and its sound, FOLDER/.")
  var output: String

  @Option(help: "The frames' width and height in pixels. (default: 1920x1080)", transform: FrameSize.init(text:))
  var size = FrameSize(width: 1920, height: 1080)

  @Option(help: "Frames per second, such as 24, 25, 30, 50 or 60.")
  var fps = 60

  @Option(help: "Where in the take to begin, such as 2:30.")
  var from: String?

  @Option(name: .customLong("for"), help: "How long, such as 30s. (default: to the take's end)")
  var duration: String?

  @Flag(help: "Leave the sound out.")
  var noSound = false

  func validate() throws {
    guard output.lowercased().hasSuffix(".mp4") || output.hasSuffix("/") else {
      throw ValidationError("-o \(output): write OUT.mp4 for a film, or FOLDER/ for a folder of its frames")
    }
    guard (1...240).contains(fps) else {
      throw ValidationError("--fps \(fps): write a whole number from 1 to 240, such as 25, 30 or 60")
    }
    if let from, ScoreTime.nanoseconds(from) == nil {
      throw ValidationError("--from \(from): write a time of the take such as 90s, 1m30s or 1:30")
    }
    if let duration, (ScoreTime.nanoseconds(duration) ?? 0) <= 0 {
      throw ValidationError("--for \(duration): write a duration such as 30s, 1m30s or 1:30")
    }
  }

  func run() throws {
    try reportingFailures {
      Interrupts.watch()
      let replay = try Replay(take: take)
      warn(replay)
      let film = try Film(replay, settings, to: output, isStopped: { Interrupts.count > 0 })
      var progress = FilmProgress(total: film.length)
      do {
        try film.shoot { progress.show($0) }
      } catch is CancellationError {
        progress.clear()
        throw ExitCode(130)
      } catch {
        progress.clear()
        throw error
      }
      progress.clear()
      let frames = film.frames == 1 ? "1 frame" : "\(film.frames) frames"
      print("\(output): \(ScoreTime.words(film.length)), \(frames), \(progress.speed)")
    }
  }

  /// Why the film may not be what was played.
  private func warn(_ replay: Replay) {
    for name in replay.altered { standardError("warning: \(take): \(name) is not as it was recorded\n") }
    if replay.manifest.engine != Performance.engine {
      standardError(
        "warning: \(take): played by engine \(replay.manifest.engine); this is engine \(Performance.engine)\n")
    }
  }

  private var settings: FilmSettings {
    var settings = FilmSettings()
    (settings.width, settings.height, settings.rate) = (size.width, size.height, fps)
    settings.from = from.flatMap(ScoreTime.nanoseconds) ?? 0
    settings.length = duration.flatMap(ScoreTime.nanoseconds)
    settings.hasSound = !noSound
    return settings
  }
}

/// A width and a height in pixels, such as 1920x1080.
struct FrameSize: CustomStringConvertible {
  var width: Int
  var height: Int

  var description: String { "\(width)x\(height)" }
}

extension FrameSize {
  /// Reads two even numbers with an x between them: in a film two by two pixels share their colours.
  init(text: String) throws {
    let numbers = text.lowercased().split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let width = numbers[0], let height = numbers[1], (16...7680).contains(width),
      (16...4320).contains(height), width % 2 == 0, height % 2 == 0
    else {
      throw ValidationError("Write width and height in pixels, even numbers up to 7680x4320, such as 1280x720.")
    }
    self.init(width: width, height: height)
  }
}
