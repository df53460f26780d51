import AegoMotion
import AegoNumerics
import AegoPerformance
import AegoScore
import AegoServing
import Glibc

/// One watch of the performer's modules, as a score has its arms. For one thread at a time.
final class SensorHearing {
  private let watch: SensorWatch
  private let receiver: Receiver
  private let settings: SensorSettings
  private let motion: MotionSettings
  private let start = SensorHearing.now()
  private var calibration: Calibration?

  /// Begins to hear.
  ///
  /// - Throws: `MotionError`, where the address or the port cannot be had.
  init(_ settings: SensorSettings, range: Double) throws(MotionError) {
    self.settings = settings
    motion = MotionSettings(written: settings)
    let watch = SensorWatch(motion, range: range)
    let start = start
    self.watch = watch
    receiver = try Receiver(
      listen: settings.listen, port: UInt16(clamping: settings.port),
      packets: { packet in watch.hear(packet, at: SensorHearing.now() - start) })
  }

  func stop() { receiver.stop() }

  func takeRestPose() { watch.takeRestPose() }

  /// Begins to ask for a turn of each hand.
  func calibrate() { calibration = Calibration() }

  /// Asks for nothing any more; the score stays as it was.
  func abandonCalibration() { calibration = nil }

  /// Goes on to now; whether the calibration asks for something else.
  func advance() -> Bool {
    let time = SensorHearing.now() - start
    watch.advance(to: time)
    return calibration?.advance(watch, at: time) ?? false
  }

  /// What a page is told; the end of a calibration once.
  var json: String {
    let time = SensorHearing.now() - start
    let report = watch.report(at: time)
    let ended = calibration.flatMap { $0.step == .done ? $0 : nil }
    if ended != nil { calibration = nil }
    return JSONObject()
      .text("type", "sensors").raw("hears", "true")
      .text("words", Reachable.words(listen: settings.listen, port: receiver.port))
      .list("modules", report.modules.prefix(32).map(module)).number("reward", report.reward)
      .list("useless", report.useless.map { JSONString.quoted("\($0.path): \($0.reason)") })
      .text("step", calibration.map { asked($0, at: time) }).raw("found", ended.map { found($0, report) } ?? "null")
      .closed
  }

  private func module(_ module: SensorReport.Module) -> String {
    JSONObject()
      .text("source", "\(module.family)").text("id", module.id)
      .list("arms", module.arms.map { JSONString.quoted("\($0)") }).number("rate", module.rate)
      .number("battery", module.battery ?? .nan).number("angle", module.angle)
      .raw("rested", "\(module.hasRestPose)").raw("silent", "\(module.isSilent)").closed
  }

  /// What is asked for, and what keeps it from going on.
  private func asked(_ calibration: Calibration, at time: Int64) -> String {
    let words = CalibrationText.words(calibration.step, wait: calibration.waits(at: time) ?? 0)
    guard calibration.step == .rest else { return words }
    if calibration.isDeaf { return words + " Nothing is heard yet: have the modules send to this port." }
    let restless = calibration.restless(at: time).map { "\($0.family) \($0.id)" }
    return restless.isEmpty ? words : words + " Not still yet: " + restless.joined(separator: ", ") + "."
  }

  /// What the turns have shown, as values of the score.
  private func found(_ calibration: Calibration, _ report: SensorReport) -> String {
    let findings = CalibrationFindings(calibration, motion, heard: report.modules)
    return JSONObject().text("axis", findings.isEmpty ? nil : "\(findings.axis)").text("left", findings.left)
      .text("right", findings.right).list("words", findings.words.map(JSONString.quoted)).closed
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
