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
  private let start = SensorHearing.now()
  private var calibration: Calibration?

  /// Begins to hear.
  ///
  /// - Throws: `MotionError`, where the address or the port cannot be had.
  init(_ settings: SensorSettings, range: Double) throws(MotionError) {
    self.settings = settings
    let watch = SensorWatch(MotionSettings(written: settings), range: range)
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

  /// Goes on to now; whether the calibration asks for something else.
  func advance() -> Bool {
    let time = SensorHearing.now() - start
    watch.advance(to: time)
    return calibration?.advance(watch, at: time) ?? false
  }

  /// What a page is told.
  var json: String {
    let report = watch.report(at: SensorHearing.now() - start)
    let isDone = calibration?.step == .done
    defer { if isDone { calibration = nil } }
    return JSONObject()
      .text("type", "sensors").raw("hears", "true")
      .text("words", Reachable.words(listen: settings.listen, port: receiver.port))
      .list("modules", report.modules.prefix(32).map(module)).number("reward", report.reward)
      .list("useless", report.useless.map { JSONString.quoted("\($0.path): \($0.reason)") })
      .text("step", calibration.map { CalibrationText.words($0.step) }).raw("found", isDone ? found : "null").closed
  }

  private func module(_ module: SensorReport.Module) -> String {
    JSONObject()
      .text("source", "\(module.family)").text("id", module.id)
      .list("arms", module.arms.map { JSONString.quoted("\($0)") }).number("rate", module.rate)
      .number("battery", module.battery ?? .nan).number("angle", module.angle)
      .raw("rested", "\(module.hasRestPose)").raw("silent", "\(module.isSilent)").closed
  }

  /// What the turns have shown, as values of the score.
  private var found: String {
    guard let calibration, calibration.left != nil || calibration.right != nil else {
      return JSONObject().text("axis", nil).closed
    }
    let axis = CalibrationText.axis(calibration)
    return JSONObject().text("axis", "\(axis)").text("left", CalibrationText.arm(calibration.left, axis))
      .text("right", CalibrationText.arm(calibration.right, axis)).closed
  }

  private static func now() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
