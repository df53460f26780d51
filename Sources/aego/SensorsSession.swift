import AegoMotion
import ArgumentParser
import Foundation

/// One watch of the sensors, until Ctrl-C or its time is over.
struct SensorsSession {
  private let watch: SensorWatch
  private let receiver: Receiver
  private let recorder: PacketRecorder?
  private let recordPath: String?
  private let isLocal: Bool
  private let format: ScoreFormat
  private let limit: Int64
  private let start: Int64

  init(
    _ watch: SensorWatch, _ receiver: Receiver, _ recorder: PacketRecorder?, recordPath: String?, isLocal: Bool,
    format: ScoreFormat, limit: Int64, start: Int64
  ) {
    self.watch = watch
    self.receiver = receiver
    self.recorder = recorder
    self.recordPath = recordPath
    self.isLocal = isLocal
    self.format = format
    self.limit = limit
    self.start = start
  }

  private static let second: Int64 = 1_000_000_000

  /// Shows what arrives.
  func run() throws {
    let screen = LiveScreen()
    let isLive = format == .text && screen.isShown
    if isLive { screen.open() }
    defer { if isLive { screen.close() } }
    var shownAt: Int64 = 0
    try each { time in
      let interval = isLive ? SensorsSession.second / 10 : SensorsSession.second
      guard time - shownAt >= interval else { return true }
      shownAt += interval
      let text = SensorsText(watch.report(at: time), receiver, isLocal: isLocal, at: time)
      if isLive { screen.show(text.view(columns: screen.columns)) } else { show(text) }
      return true
    }
    if isLive { screen.close() }
    let time = MonotonicTime.now() - start
    if isLive { show(SensorsText(watch.report(at: time), receiver, isLocal: isLocal, at: time)) }
    try finish()
  }

  /// Asks for a turn of each hand, and prints what to write in the score.
  func calibrate(port: UInt16, listen: String?) throws {
    var calibration = Calibration()
    standardError("Hold both arms where neutral is, and still.\n")
    var hasTold = false
    try each { time in
      if !hasTold, time > 5 * SensorsSession.second, isDeaf {
        hasTold = true
        standardError("nothing is heard yet\(hint)\n")
      }
      if calibration.advance(watch, at: time) { standardError(CalibrationText.words(calibration.step) + "\n") }
      return calibration.step != .done
    }
    try finish()
    guard calibration.left != nil || calibration.right != nil else {
      standardError(
        isDeaf
          ? "error: nothing was heard\(hint)\n  help: let the modules send to this port, see what comes with aego sensors\n"
          : "error: no module turned\n  help: look with aego sensors whether the modules are heard\n")
      throw ExitCode(1)
    }
    print(CalibrationText.score(calibration, port: port, listen: listen), terminator: "")
  }

  /// Whether no module has been heard.
  private var isDeaf: Bool { watch.report(at: MonotonicTime.now() - start).modules.isEmpty }

  private var hint: String {
    isLocal ? "; only this machine is listened to: --listen any hears the network" : ""
  }

  /// Goes on a hundred times a second, until `body` says that it is done.
  private func each(_ body: (Int64) throws -> Bool) throws {
    Interrupts.watch()
    let keys = Keys()
    var flushedAt: Int64 = 0
    defer { keys.restore() }
    while Interrupts.count == 0 {
      if keys.wait(milliseconds: 10).contains("return") { watch.takeRestPose() }
      let time = MonotonicTime.now() - start
      watch.advance(to: time)
      if time - flushedAt >= SensorsSession.second {
        flushedAt = time
        try recorder?.flush()
      }
      guard try body(time), time < limit else { return }
    }
  }

  private func show(_ text: SensorsText) {
    FileHandle.standardOutput.write(Data(((format == .json ? text.json : text.plain) + "\n").utf8))
  }

  private func finish() throws {
    receiver.stop()
    guard let recorder, let recordPath else { return }
    try recorder.close()
    standardError("\(recordPath): \(recorder.messages) messages\n")
  }
}
