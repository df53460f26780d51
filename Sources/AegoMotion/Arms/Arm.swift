import AegoNumerics

/// One arm: from its module's messages to its part of the reward, which never jumps.
struct Arm: BitwiseCopyable {
  /// How long an arm takes to fade to neutral when it falls silent, and back, in ns.
  static let fade: Int64 = 200_000_000
  /// What the arm did in a gap of so many ns nobody knows, and its end is faded like a leap.
  private static let gap: Int64 = 100_000_000

  let isPresent: Bool
  /// Whether the arm has not been heard for the time-out.
  private(set) var isSilent = false
  /// Whether the arm's rest pose is known.
  private(set) var hasPose = false
  /// How many of its messages had been overtaken or came twice.
  private(set) var overtaken = 0
  /// Whether its module's time began anew in this hop: it was switched off and on.
  private(set) var hasRestarted = false
  /// What became of its buttons.
  var buttons = Buttons()

  private let family: ModuleFamily
  private let module: Int32
  private let custom: CustomSource
  private let sign: Double
  private let deadzone: Double
  /// The time constant of the smoothing, in seconds.
  private let smoothing: Double
  private let restTime: Int64
  private let timeout: Int64
  /// How much of a full reward the arm can make at most: as much as all arms together.
  private let most: Double

  private var clock = ModuleClock()
  /// From the best source.
  private var latest: Orientation?
  /// What each source told last, by its rank, and when.
  private var told = InlineArray<5, Orientation?>(repeating: nil)
  private var toldAt = InlineArray<5, Int64>(repeating: 0)
  private var rate: SIMD3<Double>?
  /// The rate at the last hop.
  private var lastRate: SIMD3<Double>?
  private var isFresh = false
  private var beginsAnew = false
  private var heardAt: Int64?
  private var turnedAt: Int64 = 0
  private var bestRank = 0
  private var bestRankAt: Int64 = 0
  private var followedAt: Int64 = 0

  private var rotation: ArmRotation
  private var smoothed = 0.0
  private var stillness = Stillness()
  private var pose = RestPose()
  /// How many degrees beyond the dead zone make a full reward.
  private var unit = 1.0
  /// What is left of a discontinuity, in parts of a full reward at the start of its fade, and when that was.
  private var bridge = 0.0
  private var bridgedAt: Int64 = 0
  private var bridgeLength = Arm.fade

  init(_ arm: MotionSettings.Arm, _ settings: MotionSettings) {
    isPresent = arm.isPresent
    family = arm.family
    module = arm.module
    custom = arm.source
    sign = arm.isInverted ? -1 : 1
    deadzone = max(settings.deadzone, 0)
    smoothing = Double(settings.smoothing) * 1e-9
    restTime = settings.rest
    timeout = settings.timeout
    most = Double(settings.arms)
    rotation = ArmRotation(axis: arm.axis ?? settings.axis)
  }

  /// The smoothed rotation from rest in degrees, palm up positive; 0 without rest pose and while silent.
  var angle: Double { hasPose && !isSilent ? sign * smoothed : 0 }

  /// Whether something was heard of the module, and within the time-out.
  var isHeard: Bool { isPresent && !isSilent && (latest != nil || rate != nil) }

  /// How fast the module says that it turns about the axis, in degrees per second, palm up positive.
  var speed: Double { rate.map { sign * rotation.component(of: $0) } ?? 0 }

  /// How the module lies, from its best source.
  var orientation: Orientation? { isSilent ? nil : latest }

  /// What a message tells; nil where it is of another module.
  func reading(of message: Message) -> Reading? {
    guard isPresent, message.address == .sensor, message.module == module, message.form.family == family else {
      return nil
    }
    return family == .custom ? custom.reading(message) : message.form.reading(of: message)
  }

  /// Keeps what the message tells, unless a better source of the same module speaks too.
  mutating func receive(_ message: Message, at time: Int64) {
    guard isPresent, message.module == module, message.form.family == family else { return }
    guard let reading = family == .custom ? custom.reading(message) : message.form.reading(of: message) else { return }
    guard clock.takes(message, reading.time, at: time, timeout: timeout) else {
      overtaken += 1
      return
    }
    if clock.hasRestarted { beginsAnew = true }
    heardAt = time
    buttons.receive(reading, at: time)
    if let told = reading.rate {
      rate = told
      turnedAt = time
    }
    guard let orientation = reading.orientation else { return }
    told[orientation.rank] = orientation
    toldAt[orientation.rank] = time
    if orientation.rank >= bestRank || time - bestRankAt >= timeout {
      bestRank = orientation.rank
      bestRankAt = time
      latest = orientation
      isFresh = true
    }
  }

  /// Goes on to a hop.
  ///
  /// - Parameters:
  ///   - time: when it begins, in ns.
  ///   - elapsed: the seconds since the last.
  ///   - unit: how many degrees beyond the dead zone make a full reward.
  /// - Returns: whether the arm fell silent or was heard again.
  mutating func advance(to time: Int64, elapsed: Double, unit: Double) -> Bool {
    self.unit = unit
    hasRestarted = false
    let before = part(at: time)
    let last = heardAt ?? time
    heardAt = last
    let wasSilent = isSilent
    isSilent = time - last >= timeout
    var leap = wasSilent != isSilent
    if isSilent {
      stillness.reset()
      pose = RestPose()
      buttons.forget()
    } else {
      if follow(to: time, isHeardAgain: wasSilent, elapsed: elapsed) { leap = true }
      buttons.advance(to: time)
    }
    if leap { startBridge(from: before, at: time) }
    return wasSilent != isSilent
  }

  /// Its part of a full reward, before the mean over the arms.
  func part(at time: Int64) -> Double { target + bridge * remaining(at: time) }

  /// Forgets the rest pose; the next stretch of stillness gives another.
  mutating func takeRestPose(at time: Int64) {
    let before = part(at: time)
    hasPose = false
    pose = RestPose()
    startBridge(from: before, at: time)
  }

  /// For how long the arm has been still, in ns.
  func stillness(at time: Int64) -> Int64 { isSilent ? 0 : stillness.duration(at: time) }

  /// Follows what was heard; whether that was no movement of a hand.
  private mutating func follow(to time: Int64, isHeardAgain: Bool, elapsed: Double) -> Bool {
    var hasLeapt = false
    if let rate, time - turnedAt < timeout {
      rotation.turn((rate + (lastRate ?? rate)) / 2, elapsed: elapsed)
      lastRate = rate
      hasLeapt = rotation.hasLeapt
    }
    if let latest, isFresh {
      let isFirst = rotation.rank < 0
      let isAnew = isHeardAgain || beginsAnew
      let isAfterGap = time - followedAt >= Arm.gap
      rotation.follow(latest, elapsed: Double(time - followedAt) * 1e-9, isAnew: isAnew)
      followedAt = time
      isFresh = false
      if isFirst || isAnew || isAfterGap || rotation.hasLeapt { hasLeapt = true }
      hasRestarted = beginsAnew
      beginsAnew = false
    }
    guard rotation.rank >= 0 else { return false }
    if hasLeapt { smoothed = rotation.angle }
    let gain = smoothing > 0 ? 1 - Portable.exp(-elapsed / smoothing) : 1
    smoothed += gain * (rotation.angle - smoothed)
    stillness.add(smoothed, at: time)
    return takePose(at: time) || hasLeapt
  }

  /// Takes the rest pose where there is none and the arm has been still; whether it did.
  private mutating func takePose(at time: Int64) -> Bool {
    guard !hasPose else { return false }
    let before = rotation.angle
    if rotation.rank > 0 {
      guard let latest, pose.add(before, latest, at: time, for: restTime) else { return false }
    } else {
      guard let rate, pose.add(rate: rotation.component(of: rate), at: time, for: restTime) else { return false }
    }
    rotation.rest(at: pose)
    for rank in 1..<5 where rank != rotation.rank && time - toldAt[rank] < timeout {
      if let other = told[rank] { rotation.adopt(other) }
    }
    smoothed += rotation.angle - before
    stillness.shift(by: rotation.angle - before)
    hasPose = true
    return true
  }

  /// From here the part starts where it was and takes the fade's time to where it should be. A leap from one end to the
  /// other takes three times as long: in one it would be heard as a jump.
  private mutating func startBridge(from before: Double, at time: Int64) {
    bridge = before - target
    bridgedAt = time
    bridgeLength = Arm.fade + Int64(max(0, abs(bridge) - most) / most * Double(2 * Arm.fade))
  }

  private func remaining(at time: Int64) -> Double {
    max(0, 1 - Double(time - bridgedAt) / Double(bridgeLength))
  }

  /// Where the part should be: the angle with a dead zone around rest.
  private var target: Double {
    let size = abs(angle) - deadzone
    guard size > 0 else { return 0 }
    let part = min(size / unit, most)
    return angle < 0 ? -part : part
  }
}
