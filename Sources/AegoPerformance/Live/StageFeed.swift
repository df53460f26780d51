import AegoMotion
import Synchronization

/// What the engine tells the stage, hop by hop, from the thread that plays to the stage's own. Neither waits: what finds
/// no room is not told.
public final class StageFeed: @unchecked Sendable {
  // Sendable because the tallies are the playing thread's, and all else is rings.

  /// How many hops wait at most: a second and more.
  private static let capacity = 128
  /// Each how many hops the agent is told whole, where it does not act meanwhile: ten times a second.
  private static let agentHops: Int64 = 9

  private let moments = Ring<StageMoment>(capacity: StageFeed.capacity + 1, repeating: StageMoment())
  private let spectra: BlockRing<Float>
  private let happened = Ring<Event>(capacity: 1024, repeating: Event(.end, at: 0))
  private let moment = UnsafeMutablePointer<StageMoment>.allocate(capacity: 1)
  private var hasActed = false

  /// How many numbers a spectrum has: the magnitudes of the bins from 0 on, the last one half the rate.
  public let bins: Int

  /// Room for a performance's hops.
  init(_ performance: Performance) {
    bins = performance.spectrumCount
    spectra = BlockRing(capacity: StageFeed.capacity, blockCount: bins, repeating: 0)
    moment.initialize(to: StageMoment())
  }

  deinit { moment.deallocate() }

  // MARK: The thread that plays

  /// The engine did something.
  func hear(_ event: Event) {
    if event.kind == .action { hasActed = true }
    happened.push(event)
  }

  /// A hop was rendered.
  ///
  /// - Parameters:
  ///   - performance: that rendered it.
  ///   - messages: what it consumed.
  ///   - count: how many they are.
  ///   - samples: what sounds, left and right interleaved.
  ///   - renderTime: how long the hop before took, in nanoseconds.
  func tell(
    _ performance: Performance, _ messages: UnsafePointer<Message>, count: Int, _ samples: UnsafePointer<Int32>,
    renderTime: Int64
  ) {
    let isDue = hasActed || performance.nextHop % StageFeed.agentHops == 0
    listen(performance, messages, count: count)
    guard let room = spectra.room() else { return }
    performance.copyStage(to: moment, withAgent: isDue)
    moment.pointee.renderTime = renderTime
    moment.pointee.peak = 0
    for index in 0..<2 * performance.clock.hop {
      moment.pointee.peak = max(moment.pointee.peak, abs(samples[index]))
    }
    performance.copySpectrum(to: room)
    // The spectrum first: whoever takes the moment finds it.
    spectra.push()
    moments.push(moment.pointee)
    hasActed = false
    moment.pointee.leftArm.messages = 0
    moment.pointee.rightArm.messages = 0
  }

  /// Counts the modules' messages, and keeps what they say of their charge.
  private func listen(_ performance: Performance, _ messages: UnsafePointer<Message>, count: Int) {
    for index in 0..<count where messages[index].address == .sensor {
      if let reading = performance.hands.reading(of: messages[index], on: .left) {
        StageFeed.take(reading, &moment.pointee.leftArm)
      }
      if let reading = performance.hands.reading(of: messages[index], on: .right) {
        StageFeed.take(reading, &moment.pointee.rightArm)
      }
    }
  }

  private static func take(_ reading: Reading, _ arm: inout StageMoment.Arm) {
    arm.messages += 1
    if let battery = reading.battery { arm.battery = Float(battery) }
  }

  // MARK: The stage's thread

  /// Takes the oldest hop that waits; nil where none does.
  ///
  /// - Parameter spectrum: set to its spectrum, `bins` numbers: the squares of one at 0 dB sum to about 1.
  /// - Returns: all else.
  public func next(spectrum: UnsafeMutablePointer<Float>) -> StageMoment? {
    guard let moment = moments.pop() else { return nil }
    _ = spectra.pop(into: spectrum)
    return moment
  }

  /// Whether nothing waits.
  public var isEmpty: Bool { moments.count() == 0 && happened.count() == 0 }

  /// Takes the oldest event that waits; nil where none does.
  public func nextEvent() -> Event? { happened.pop() }
}
