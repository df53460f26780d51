import AegoNumerics

/// One arm: from its module's messages to degrees of rotation that never jump.
struct Arm: BitwiseCopyable {
  /// How long an arm takes to fade to neutral when it falls silent, and back, in ns.
  static let fade: Int64 = 200_000_000

  let isPresent: Bool
  let module: Int32
  /// Whether the arm has not been heard for the time-out.
  private(set) var isSilent = false
  /// Whether the arm's rest pose is known.
  private(set) var hasPose = false

  private let sign: Double
  private let deadzone: Double
  /// The time constant of the smoothing, in seconds.
  private let smoothing: Double
  private let restTime: Int64
  private let timeout: Int64

  private var latest: Orientation?
  private var isFresh = false
  private var heardAt: Int64?
  private var bestRank = 0
  private var bestRankAt: Int64 = 0
  private var followedAt: Int64 = 0

  private var rotation: ArmRotation
  private var smoothed = 0.0
  private var stillness = Stillness()
  private var pose = RestPose()
  /// What is left of a discontinuity, in degrees at the start of its fade, and when that was.
  private var bridge = 0.0
  private var bridgedAt: Int64 = 0
  private var bridgeLength = Arm.fade
  /// The rotation with dead zone and fades, in degrees, palm up positive.
  private(set) var output = 0.0

  init(_ arm: MotionSettings.Arm, _ settings: MotionSettings) {
    isPresent = arm.isPresent
    module = arm.module
    sign = arm.isInverted ? -1 : 1
    deadzone = max(settings.deadzone, 0)
    smoothing = Double(settings.smoothing) * 1e-9
    restTime = settings.rest
    timeout = settings.timeout
    rotation = ArmRotation(axis: settings.axis)
  }

  /// The smoothed rotation from rest in degrees, palm up positive; 0 without rest pose and while silent.
  var angle: Double { hasPose && !isSilent ? sign * smoothed : 0 }

  /// Keeps the message's orientation, unless a better source of the same module speaks too.
  mutating func receive(_ message: Message, at time: Int64) {
    guard isPresent, message.module == module else { return }
    heardAt = time
    guard let orientation = Orientation(message) else { return }
    if orientation.rank >= bestRank || time - bestRankAt >= timeout {
      bestRank = orientation.rank
      bestRankAt = time
      latest = orientation
      isFresh = true
    }
  }

  /// Goes on to a hop that begins `elapsed` seconds after the last; whether the arm fell silent or was heard again.
  mutating func advance(to time: Int64, elapsed: Double) -> Bool {
    let last = heardAt ?? time
    heardAt = last
    let wasSilent = isSilent
    isSilent = time - last >= timeout
    if isSilent {
      stillness.reset()
      pose = RestPose()
    } else {
      follow(to: time, isHeardAgain: wasSilent, elapsed: elapsed)
    }
    if wasSilent != isSilent { startBridge(at: time) }
    output = target + bridge * remaining(at: time)
    return wasSilent != isSilent
  }

  /// Forgets the rest pose; the next stretch of stillness gives another.
  mutating func takeRestPose(at time: Int64) {
    hasPose = false
    pose = RestPose()
    startBridge(at: time)
  }

  /// For how long the arm has been still, in ns.
  func stillness(at time: Int64) -> Int64 { isSilent ? 0 : stillness.duration(at: time) }

  private mutating func follow(to time: Int64, isHeardAgain: Bool, elapsed: Double) {
    guard let latest else { return }
    if isFresh {
      let isFirst = rotation.rank < 0
      rotation.follow(latest, elapsed: Double(time - followedAt) * 1e-9)
      followedAt = time
      isFresh = false
      if isFirst || isHeardAgain || rotation.hasLeapt { leap(at: time) }
    }
    let gain = smoothing > 0 ? 1 - Portable.exp(-elapsed / smoothing) : 1
    smoothed += gain * (rotation.angle - smoothed)
    stillness.add(smoothed, at: time)
    if !hasPose && pose.add(rotation.angle, latest, at: time, for: restTime) { rest(at: time) }
  }

  /// A leap of half a turn is spread over 0.6 s: at 200 ms it would be heard as a jump.
  private mutating func leap(at time: Int64) {
    smoothed = rotation.angle
    startBridge(at: time)
    bridgeLength += Int64(abs(bridge) * 800_000_000 / 360)
  }

  private mutating func rest(at time: Int64) {
    let mean = pose.meanAngle
    rotation.rest(at: pose)
    smoothed -= mean
    stillness.shift(by: -mean)
    hasPose = true
    startBridge(at: time)
  }

  /// From here the output starts where it was and takes the fade's time to where it should be.
  private mutating func startBridge(at time: Int64) {
    bridge = output - target
    bridgedAt = time
    bridgeLength = Arm.fade
  }

  private func remaining(at time: Int64) -> Double {
    max(0, 1 - Double(time - bridgedAt) / Double(bridgeLength))
  }

  /// Where the output should be: the angle with a dead zone around rest.
  private var target: Double {
    let size = abs(angle) - deadzone
    return size > 0 ? (angle < 0 ? -size : size) : 0
  }
}
