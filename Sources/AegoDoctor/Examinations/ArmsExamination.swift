import AegoMotion
import AegoPerformance
import Foundation

/// Whether the configured arms are heard, and turn as the score has it.
struct ArmsExamination: Examination {
  private let concert: Concert
  private let ask: (String) -> Void

  init(_ concert: Concert, ask: @escaping (String) -> Void) { (self.concert, self.ask) = (concert, ask) }

  func findings() -> [Finding] {
    let motion = MotionSettings(written: concert.score.sensors)
    var dialogue = ArmsDialogue(motion, patience: concert.patience, remedy: remedy)
    guard concert.hasArms, !dialogue.sides.isEmpty else { return [] }
    let watch = SensorWatch(motion, range: concert.score.timeline().scenes.first?.range.value(at: 0) ?? 60)
    let begin = ContinuousClock.now
    @Sendable func time() -> Int64 { Int64((ContinuousClock.now - begin) / .nanoseconds(1)) }
    // A port that cannot be had has been told already.
    guard
      let receiver = try? Receiver(listen: concert.listen, port: concert.port, packets: { watch.hear($0, at: time()) })
    else { return [] }
    defer { receiver.stop() }
    while !dialogue.isOver {
      Thread.sleep(forTimeInterval: 0.01)
      watch.advance(to: time())
      if let words = dialogue.advance(watch, at: time()) { ask(words) }
    }
    return dialogue.findings(watch.report(at: time()))
  }

  /// What to do where a module is not heard.
  private var remedy: String {
    let isLocal = concert.listen.hasPrefix("127.") || ["localhost", "::1"].contains(concert.listen)
    if isLocal { return "only this machine is listened to: write listen: any in the score's sensors, or --listen any" }
    let own = Receiver.addressesOfThisMachine().filter { !$0.hasPrefix("127.") }
    return "switch it on; it has to send to \(own.first ?? "this machine"), port \(concert.port)"
  }
}
