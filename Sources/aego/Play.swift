import AegoAudio
import AegoMotion
import AegoPerformance
import AegoScore
import AegoStage
import ArgumentParser
import Foundation

/// `aego play`: a live performance, with a take.
struct Play: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Perform a score live: sensors in over OSC, sound out, everything kept in a take.",
    discussion: """
      Return gives a go, the keys that the score's controls name command what stands there; Ctrl-C fades out and closes \
      the take. Exit status: 0 done, 1 the score or the stream is wrong, 2 wrong usage, 3 a file, port or device could \
      not be used.
      """)

  @Argument(help: "The score; none with --resume.", completion: .file(extensions: ["yaml", "yml"]))
  var score: String?

  @OptionGroup var start: StartOptions

  @Option(
    help: ArgumentHelp(
      "Go on with a take that a crash or a power loss has broken off: same scene, same agent, fading in.",
      valueName: "take"))
  var resume: String?

  @OptionGroup var house: HouseOptions

  @Option(help: ArgumentHelp("Tell HOST:PORT over OSC what the engine does.", valueName: "host:port"))
  var send: String?

  @OptionGroup var stage: StageOptions

  @Flag(help: "Look after the score's file: what is saved there comes into force with the next scene.")
  var watch = false

  func validate() throws {
    if (score == nil) == (resume == nil) {
      throw ValidationError("name a score to play, or with --resume a take to go on with; not both")
    }
    if resume != nil && !start.isWhole {
      throw ValidationError(
        "--resume goes on where the take broke off, and as it was: leave out --from, --state, --seed, --speed, --loop and "
          + "--conditions")
    }
    if watch && resume != nil {
      throw ValidationError("--watch looks after a score, and --resume plays the one that its take has: leave one out")
    }
  }

  func run() throws {
    try reportingFailures {
      LiveEngine.returnFreedMemory()
      let drawn = UInt64.random(in: 0...UInt64(Int64.max))
      var opening = try start.opening(score: score, resuming: resume, drawn: drawn)
      let (piece, arguments) = (opening.piece, opening.arguments)
      let (house, start, send) = try placed()
      let engine = try LiveEngine(
        piece, arguments, models: opening.models, from: opening.checkpoint, hasStage: stage.isWanted)
      opening.releaseNetworks()
      // A take's input goes on with whatever its fader did.
      let hasFreedFader = opening.checkpoint != nil && opening.feed == nil && engine.letFaderGo()
      let sender = try send.map(Sender.init).map { LiveSender(engine, to: $0) }
      let output = try house.openOutput(engine, piece)
      let receiver = start.sensors == nil ? try house.openReceiver(engine, piece) : nil
      var kept = house.kept
      (kept.send, kept.sensors) = (send, start.sensors == "none" ? "none" : nil)
      let take = try opening.take(in: start.take ?? Play.takeName(piece.score.title), house: kept)
      let faults = SoundFaults(
        output, device: house.device, rate: piece.program.clock.rate,
        asked: house.buffer ?? piece.program.clock.nanoseconds(4))
      let server = stage.open(engine, piece, output, receiver?.charges, take: take.directory)
      defer { server?.stop() }
      if hasFreedFader {
        standardError(Play.freedFader + "\n")
        server?.tell(fault: Play.freedFader)
      }
      let session = PlaySession(
        opening.piece, engine, output, faults, receiver, take, opening.feed, Pedals(engine, piece.lastProgram), server,
        watch ? try ScoreWatch(piece.path, text: piece.lastText) : nil)
      sender?.begin(take: take.directory)
      try Broadcast.during(sender) { try session.run() }
    }
  }

  private static let freedFader = "the fader that was held is let go: take it anew to go on with it"

  /// Where it is played: as it was asked for, and of a take that is gone on with, as that was where nothing is asked.
  private func placed() throws -> (house: HouseOptions, start: StartOptions, send: String?) {
    guard let resume, let before = try Manifest.read(take: resume).house else { return (house, start, send) }
    var (house, start) = (house, start)
    house.take(from: before)
    start.sensors = start.sensors ?? before.sensors
    return (house, start, send ?? before.send)
  }

  /// `takes/DATE-TIME-TITLE`, in local time. By the C library: the calendars of Foundation take four megabytes.
  private static func takeName(_ title: String) -> String {
    var (now, parts) = (time(nil), tm())
    localtime_r(&now, &parts)
    var text = [CChar](repeating: 0, count: 32)
    strftime(&text, text.count, "%Y-%m-%d-%H%M%S", &parts)
    let name = title.map { $0.isLetter || $0.isNumber ? $0 : "-" }
    return "takes/" + String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self) + "-" + String(name)
  }
}
