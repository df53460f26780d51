import AegoAudio
import AegoMotion
import AegoPerformance
import AegoServing
import AegoStage
import ArgumentParser
import Foundation

/// Where projection and console are served.
struct StageOptions: ParsableArguments {
  @Option(name: .customLong("stage-port"), help: "The port of the projection and the console; 0 for any that is free.")
  var port: UInt16 = 8080

  @Option(
    name: .customLong("stage-listen"),
    help: ArgumentHelp(
      "An address of this machine to serve them on, or any: who is to ask then needs the address that is printed, with its token.",
      valueName: "address"))
  var address = "127.0.0.1"

  @Flag(name: .customLong("no-stage"), help: "Serve neither projection nor console.")
  var isOff = false

  var isWanted: Bool { !isOff }

  /// Begins to serve; where that cannot be, it is said, and the performance does without.
  ///
  /// - Parameters:
  ///   - engine: what is shown.
  ///   - piece: what is played.
  ///   - output: whose queue the sound waits in.
  ///   - modules: what modules tell of their charge; nil where none are heard.
  ///   - take: where the performance is kept.
  /// - Returns: the server, which is to be stopped; nil where there is none.
  func open(
    _ engine: LiveEngine, _ piece: Piece, _ output: SoundOutput, _ modules: ModuleCharges?, take: String
  ) -> StageServer? {
    guard let feed = engine.stage else { return nil }
    var settings = StageSettings()
    settings.serving = ServingSettings(asked: address, port: port)
    settings.soundLatency = Double(output.bufferFrames) / Double(piece.program.clock.rate)
    let motion = piece.program.motion
    let way = StageServer.Engine(
      feed: feed, command: { engine.command($0) },
      figures: {
        var figures = StageFigures()
        figures.worst = engine.worstHop.load(ordering: .relaxed)
        figures.late = engine.lateHops.load(ordering: .relaxed)
        figures.underruns = output.underruns.load(ordering: .relaxed)
        figures.leftCharge = modules?.charge(of: motion.left)
        figures.rightCharge = modules?.charge(of: motion.right)
        return figures
      })
    let score = StageScore(piece, take: take)
    let run = ServingSettings.word
    func server() throws(StageError) -> StageServer {
      try StageServer(settings, score: score, vocabulary: piece.program.vocabulary, engine: way, run: run)
    }
    do {
      let opened: StageServer
      do {
        opened = try server()
      } catch .unavailable(_, let port, let reason) where port != 0 {
        standardError("stage: port \(port): \(reason); taking another\n")
        settings.serving.port = 0
        opened = try server()
      }
      for revision in piece.revisions { opened.append(revision.program, revision.score) }
      opened.start()
      standardError(words(settings.serving, port: opened.port))
      return opened
    } catch {
      standardError("\(error); playing without projection and console\n")
      return nil
    }
  }

  /// Where the pages are; where the network can ask, also as a picture for a phone.
  private func words(_ settings: ServingSettings, port: UInt16) -> String {
    let (projection, console) = (settings.address(of: "/", port: port), settings.address(of: "/console", port: port))
    guard settings.token != nil else { return "stage: \(projection) (projection) and \(console)\n" }
    let picture = QRCode.lines(console).map { $0.joined(separator: "\n") + "\n" } ?? ""
    return "stage: \(projection) (projection)\nconsole: \(console)\n" + picture
  }
}
