import AegoNumerics

/// Finds which module each arm wears, about which of its axes it turns, and which way, from one turn of each hand.
///
/// The arms rest, the left palm is turned up and back, then the right one. `advance` is called some hundred times a
/// second with how the modules lie.
public struct Calibration: Sendable {
  /// What the performer is asked for.
  public enum Step: Equatable, Sendable {
    /// Both arms still, where neutral is.
    case rest
    /// A palm turned up.
    case turn(HandReward.Side)
    /// Back to neutral.
    case back
    /// Nothing any more.
    case done
  }

  /// What a turn has shown.
  public struct Arm: Equatable, Sendable {
    /// What kind of module it is.
    public var family: ModuleFamily
    /// Its number or name.
    public var id: String
    /// What it turns about.
    public var axis: MotionSettings.Axis
    /// Whether palm up turns it the other way.
    public var isInverted: Bool
    /// How far its axis is off the forearm, in degrees.
    public var askew: Double
  }

  /// What is asked for now.
  public private(set) var step = Step.rest
  /// What the left hand's turn has shown.
  public private(set) var left: Arm?
  /// What the right hand's turn has shown.
  public private(set) var right: Arm?

  private var watched: [Watched] = []
  private var askedAt: Int64 = 0
  private let sides: [HandReward.Side]
  private let patience: Int64

  /// How far a palm has to be turned, in degrees.
  private static let turned = 50.0
  /// How near to rest is back, in degrees.
  private static let near = 15.0
  /// How long the modules have to lie still, in ns.
  private static let stillness: Int64 = 1_500_000_000
  /// How long a turn is waited for, in ns; an arm that does not turn is not there.
  public static let patience: Int64 = 20_000_000_000

  /// A calibration in which nothing is known.
  ///
  /// - Parameters:
  ///   - sides: the arms that are asked for, the left one before the right one.
  ///   - patience: how long a turn is waited for, in ns.
  public init(sides: [HandReward.Side] = [.left, .right], patience: Int64 = Calibration.patience) {
    (self.sides, self.patience) = (sides, patience)
  }

  /// Looks at what a watch sees; whether something else is asked for now.
  ///
  /// - Parameters:
  ///   - watch: what hears the modules.
  ///   - time: now, in ns.
  /// - Returns: whether `step` has changed.
  public mutating func advance(_ watch: SensorWatch, at time: Int64) -> Bool { advance(watch.poses(), at: time) }

  mutating func advance(_ poses: [ModulePose], at time: Int64) -> Bool {
    let before = step
    for pose in poses { follow(pose, at: time) }
    switch step {
    case .rest: if isStill(at: time) { ask(sides.first.map(Step.turn) ?? .done, at: time) }
    case .turn(let side): look(for: side, at: time)
    case .back: if watched.allSatisfy({ $0.angle < Calibration.near }) { ask(.turn(.right), at: time) }
    case .done: break
    }
    return step != before
  }

  /// Whether no module has been heard.
  public var isDeaf: Bool { watched.isEmpty }

  /// How long a turn is still waited for.
  ///
  /// - Parameter time: now, in ns.
  /// - Returns: the rest of the patience, in ns; nil where no turn is asked for.
  public func waits(at time: Int64) -> Int64? {
    guard case .turn = step else { return nil }
    return max(0, askedAt + patience - time)
  }

  /// The modules that are to rest and are not still enough yet.
  ///
  /// - Parameter time: now, in ns.
  /// - Returns: kind and id of each.
  public func restless(at time: Int64) -> [(family: ModuleFamily, id: String)] {
    guard step == .rest else { return [] }
    return watched.filter { time - $0.stillSince < Calibration.stillness }.map { ($0.family, $0.id) }
  }

  private mutating func ask(_ next: Step, at time: Int64) {
    step = next
    askedAt = time
  }

  private mutating func follow(_ pose: ModulePose, at time: Int64) {
    guard let index = watched.firstIndex(where: { $0.family == pose.family && $0.id == pose.id }) else {
      watched.append(Watched(pose, at: time))
      return
    }
    watched[index].follow(pose.orientation, isResting: step == .rest, at: time)
  }

  private func isStill(at time: Int64) -> Bool {
    !watched.isEmpty && watched.allSatisfy { time - $0.stillSince >= Calibration.stillness }
  }

  private mutating func look(for side: HandReward.Side, at time: Int64) {
    // The left hand's module is not the right hand's too, unless there is no other.
    let others =
      side == .right && watched.count > 1 ? watched.filter { $0.id != left?.id || $0.family != left?.family } : watched
    let most = others.max { $0.angle < $1.angle }
    let arm = most.flatMap { $0.angle >= Calibration.turned ? $0.arm : nil }
    guard arm != nil || time - askedAt >= patience else { return }
    if side == .left { left = arm } else { right = arm }
    ask(side == .left && sides.contains(.right) ? .back : .done, at: time)
  }
}

/// A module since the performer was asked to rest.
private struct Watched: Sendable {
  let family: ModuleFamily
  let id: String
  private var reference: Orientation
  private(set) var stillSince: Int64
  /// The rotation since rest, in degrees about each axis of the module.
  private var rotation = SIMD3<Double>(repeating: 0)

  /// How far it has turned, in degrees.
  var angle: Double { Portable.squareRoot((rotation * rotation).sum()) }

  init(_ pose: ModulePose, at time: Int64) {
    (family, id, reference, stillSince) = (pose.family, pose.id, pose.orientation, time)
  }

  mutating func follow(_ orientation: Orientation, isResting: Bool, at time: Int64) {
    rotation = orientation.rotation(since: reference) ?? SIMD3(repeating: 0)
    // What is asked to rest is still while it stays within the tolerance of where it was.
    let isNew = orientation.rank != reference.rank
    if isResting, isNew || angle > Stillness.tolerance {
      reference = orientation
      stillSince = time
    }
  }

  /// What its turn shows: the axis that has the most of it.
  var arm: Calibration.Arm {
    let parts = [rotation.x, rotation.y, rotation.z]
    let axes: [MotionSettings.Axis] = [.roll, .pitch, .yaw]
    let main = parts.indices.max { abs(parts[$0]) < abs(parts[$1]) } ?? 0
    let aside = Portable.squareRoot(max(angle * angle - parts[main] * parts[main], 0))
    let askew = Portable.atan2(aside, abs(parts[main])) * 180 / .pi
    return Calibration.Arm(family: family, id: id, axis: axes[main], isInverted: parts[main] < 0, askew: askew)
  }
}

extension Orientation {
  /// The rotation from another orientation of the same source to this one, in degrees about the module's axes; nil for
  /// sources that cannot be compared. From gravity it lacks what turns about the vertical.
  fileprivate func rotation(since reference: Orientation) -> SIMD3<Double>? {
    switch (reference, self) {
    case (.euler(let from), .euler(let to)), (.quaternion(let from), .quaternion(let to)):
      let turn = from.conjugate * to
      let sign: Double = turn.w < 0 ? -1 : 1
      return scaled(SIMD3(turn.x, turn.y, turn.z) * sign, cosine: abs(turn.w), factor: 2)
    case (.gravity(let from), .gravity(let to)), (.acceleration(let from), .acceleration(let to)):
      let lengths = Portable.squareRoot((from * from).sum() * (to * to).sum())
      guard lengths > 1e-9 else { return nil }
      let cross = SIMD3(
        to.y * from.z - to.z * from.y, to.z * from.x - to.x * from.z, to.x * from.y - to.y * from.x)
      return scaled(cross / lengths, cosine: (from * to).sum() / lengths, factor: 1)
    default: return nil
    }
  }

  /// A vector along an axis whose length is a sine, as degrees about that axis.
  private func scaled(_ vector: SIMD3<Double>, cosine: Double, factor: Double) -> SIMD3<Double> {
    let sine = Portable.squareRoot((vector * vector).sum())
    guard sine > 1e-9 else { return SIMD3(repeating: 0) }
    return vector / sine * (factor * Portable.atan2(sine, cosine) * 180 / .pi)
  }
}
