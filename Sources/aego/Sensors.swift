import AegoMotion
import AegoPerformance
import AegoScore
import ArgumentParser
import Foundation

/// `aego sensors`: what arrives from the performer's modules.
struct Sensors: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Watch what the sensors send: rates, gaps, batteries, rotation, reward, and what cannot be used.",
    discussion: """
      A live view in a terminal, a line a module and second elsewhere. Return takes the rest pose anew, Ctrl-C ends. \
      Exit status: 0 done, 1 the score is wrong, 2 wrong usage, 3 a file or port could not be used.
      """)

  @Argument(help: "A score whose sensors are watched. (default: two R-IoT)", completion: .file(extensions: ["yaml"]))
  var score: String?

  @Option(help: "The UDP port. (default: the score's, or 8888)")
  var port: UInt16?

  @Option(
    help: "An address of this machine to hear the network on, or any. (default: the score's, or this machine alone)")
  var listen: String?

  @Option(help: "text for a person; json for a program, an object a second.")
  var format = ScoreFormat.text

  @Option(name: .customLong("for"), help: "How long to watch, such as 30s. (default: until Ctrl-C)")
  var duration: String?

  @Option(help: "A new file that everything is recorded to, for oscsendfile and --sensors.")
  var record: String?

  @Flag(help: "Find which module each arm wears, its axis and its sign, from one turn of each hand.")
  var calibrate = false

  func validate() throws {
    if let duration, (ScoreTime.nanoseconds(duration) ?? 0) <= 0 {
      throw ValidationError("--for \(duration): write a duration such as 30s, 1m30s or 1:30")
    }
    if calibrate && format == .json { throw ValidationError("--calibrate asks a person: leave --format json out") }
  }

  func run() throws {
    try reportingFailures {
      let (settings, range) = try settings()
      let watch = SensorWatch(MotionSettings(written: settings), range: range)
      let recorder = try record.map { try PacketRecorder(path: $0) }
      let start = MonotonicTime.now()
      let receiver = try Receiver(
        listen: listen ?? settings.listen, port: port ?? UInt16(settings.port),
        packets: { packet in
          let time = MonotonicTime.now() - start
          recorder?.hear(packet, at: time)
          watch.hear(packet, at: time)
        })
      standardError(Reachable.words(listen: listen ?? settings.listen, port: receiver.port) + "\n")
      let session = SensorsSession(
        watch, receiver, recorder, recordPath: record, isLocal: Reachable.isLocal(listen ?? settings.listen),
        format: format, limit: duration.flatMap(ScoreTime.nanoseconds) ?? .max, start: start)
      if calibrate { try session.calibrate(port: receiver.port, listen: listen) } else { try session.run() }
    }
  }

  /// The score's arms, and the rotation that makes a full reward in its first scene.
  private func settings() throws -> (SensorSettings, range: Double) {
    guard let path = score else { return (SensorSettings(), 60) }
    let reader = try ScoreReader(path: path)
    guard let score = reader.score else { throw ScoreError.invalid(reader.diagnostics, count: reader.problemCount) }
    return (score.sensors, score.timeline().scenes.first?.range.value(at: 0) ?? 60)
  }
}
