import AegoPerformance
import AegoServing

/// What a page that opens late, or anew, is told of what was: a console the last minute's rewards, the last actions, and
/// what has happened; a projection as much of the past as its picture shows.
struct Recollection {
  /// How far back rewards are kept, in nanoseconds of performance time.
  static let time: Int64 = 60_000_000_000
  /// How many actions are kept.
  static let actions = 100
  /// How many events and faults are kept.
  static let texts = 60
  private static let step: Int64 = 90_000_000
  /// Of how many hops one frame is kept: in the picture what has sounded is softer than that.
  static let stride = 16
  /// How many frames are kept: 48 seconds, which is more than the picture's depth.
  static let frames = 280

  private var rewards: [(time: Int64, value: Float)] = []
  private var actions: [(time: Int64, explored: Bool)] = []
  private var texts: [String] = []
  private var frames: [[UInt8]] = []

  /// Takes a hop's reward; ten a second are enough.
  mutating func take(_ moment: StageMoment) {
    if let last = rewards.last, moment.time - last.time < Recollection.step { return }
    rewards.append((moment.time, moment.reward))
    if rewards[0].time < moment.time - 2 * Recollection.time {
      rewards.removeAll { $0.time < moment.time - Recollection.time }
    }
  }

  /// Takes an action of the agent.
  mutating func take(action: Event) {
    actions.append((action.time, action.explored))
    if actions.count > 2 * Recollection.actions { actions.removeFirst(Recollection.actions) }
  }

  /// Takes the message of an event or of a fault.
  mutating func take(_ text: String) {
    texts.append(text)
    if texts.count > 2 * Recollection.texts { texts.removeFirst(Recollection.texts) }
  }

  /// Whether a hop's frame is one of those that are kept.
  static func keeps(_ moment: StageMoment) -> Bool { moment.hop % Int64(stride) == 0 }

  /// Takes a frame that `keeps` has.
  mutating func take(frame: [UInt8]) {
    frames.append(frame)
    if frames.count > 2 * Recollection.frames { frames.removeFirst(Recollection.frames) }
  }

  /// The message for a projection: a head of four bytes, then frames, oldest first.
  var picture: [UInt8] { [FrameMessage.several, 0, 0, 0] + frames.suffix(Recollection.frames).joined() }

  /// The message for a console, oldest first.
  var text: String {
    let from = (rewards.last?.time ?? 0) - Recollection.time
    return JSONObject()
      .text("type", "past")
      .list("rewards", rewards.filter { $0.time >= from }.map { "[\($0.time),\($0.value.isFinite ? $0.value : 0)]" })
      .list("actions", actions.suffix(Recollection.actions).map { "[\($0.time),\($0.explored)]" })
      .list("told", Array(texts.suffix(Recollection.texts))).closed
  }
}
