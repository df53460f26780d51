import AegoNumerics

/// Follows the rotation of one module about one of its axes, relative to a reference orientation.
///
/// From quaternions: the twist of the swing-twist decomposition of reference^-1 · orientation about the axis
/// (Dobrowolski 2015, "Swing-twist decomposition in Clifford algebra"), after the slow part of the heading is taken
/// out: a turn of the whole body, or the magnetometer led astray, must not turn the forearm. From gravity: the angle of
/// gravity about the axis. An accelerometer sees the hand's own movements as well; where there is a gyroscope beside it,
/// the gyroscope tells what happens within half a second and the accelerometer what lasts (a complementary filter).
/// From a gyroscope alone: the sum of its rates, which forgets within half a minute.
///
/// Each source has a zero of its own, so that one that takes over, also after a silence, shows the same angle.
///
/// The angle is unwrapped, so that it goes on at ±180°. Where the axis itself is turned round by nearly 180° the twist
/// is not defined and the angle is held; so it is where gravity runs along the axis.
struct ArmRotation: BitwiseCopyable {
  /// The angle relative to the reference, in degrees, -270...270.
  private(set) var angle = 0.0
  /// Whether the last step was no movement of a hand: more than 45°, or a whole turn taken back.
  private(set) var hasLeapt = false
  /// The rank of the source that the reference belongs to, or -1 before the first orientation.
  private(set) var rank = -1

  private let axis: MotionSettings.Axis
  /// What each source shows at the angle 0, by its rank.
  private var zeros = InlineArray<5, Zero>(repeating: Zero())
  /// What the gyroscope tells of a module that lies still, in degrees per second.
  private var drift = 0.0
  /// Whether a gyroscope tells what happens between accelerations.
  private var isTurned = false

  /// What a source shows at the angle 0.
  private struct Zero: BitwiseCopyable {
    var isKnown = false
    /// Of quaternions and Euler angles.
    var pose = Quaternion.identity
    /// The turn about the vertical since then, in radians.
    var heading = 0.0
    /// Of gravity, in degrees about the axis.
    var angle = 0.0
  }

  /// The time constant with which the heading is taken out, in seconds.
  private static let headingTime = 0.25
  /// The time constant with which an accelerometer corrects a gyroscope, in seconds.
  private static let correctionTime = 0.5
  /// The time constant with which a gyroscope alone forgets where it has turned to, in seconds.
  private static let forgettingTime = 30.0

  init(axis: MotionSettings.Axis) { self.axis = axis }

  /// Follows to a new orientation, `elapsed` seconds after the last one.
  ///
  /// - Parameters:
  ///   - orientation: how the module lies.
  ///   - elapsed: in seconds.
  ///   - isAnew: whether nobody knows what the arm did meanwhile.
  mutating func follow(_ orientation: Orientation, elapsed: Double, isAnew: Bool) {
    hasLeapt = false
    let isOther = orientation.rank != rank
    let takesOver = isOther && zeros[orientation.rank].isKnown
    if isOther { changeSource(to: orientation) }
    // Of a source that was not looked at, the body's turns meanwhile are taken out at once.
    let elapsed = takesOver ? max(elapsed, 100) : elapsed
    guard let measured = measured(orientation, elapsed: elapsed) else { return }
    if takesOver || isAnew && rank > 0 {
      angle = wrapped(measured)
      hasLeapt = true
    } else if case .acceleration(let vector) = orientation {
      correct(towards: measured, trust: trust(in: vector), elapsed: elapsed)
    } else {
      step(to: measured)
    }
  }

  /// Lets another source show the present angle, too.
  mutating func adopt(_ orientation: Orientation) {
    var zero = Zero(isKnown: true)
    switch orientation {
    case .acceleration(let vector), .gravity(let vector):
      guard let shown = gravityAngle(vector) else { return }
      zero.angle = shown - angle
    case .euler(let value), .quaternion(let value):
      let (sine, cosine) = Portable.sincos(-angle * .pi / 360)
      zero.pose = value * Quaternion(axis, w: cosine, component: sine)
    }
    zeros[orientation.rank] = zero
  }

  private mutating func measured(_ orientation: Orientation, elapsed: Double) -> Double? {
    switch orientation {
    case .acceleration(let vector), .gravity(let vector): gravityAngle(vector).map { $0 - zeros[rank].angle }
    case .euler(let value), .quaternion(let value): twist(value, elapsed: elapsed)
    }
  }

  /// Goes on by what a gyroscope tells, in degrees per second, over `elapsed` seconds. It counts where there is nothing
  /// else, and between accelerations.
  mutating func turn(_ rate: SIMD3<Double>, elapsed: Double) {
    if rank < 0 { rank = 0 }
    guard rank <= 1 else { return }
    // A module without a gyroscope may send zeros for it.
    if rate.x != 0 || rate.y != 0 || rate.z != 0 { isTurned = true }
    hasLeapt = false
    let turned = angle + (component(of: rate) - drift) * elapsed
    step(to: rank == 0 ? turned * Portable.exp(-elapsed / ArmRotation.forgettingTime) : turned)
  }

  /// What a rate is about the axis, in degrees per second; no gyroscope tells more than 4000.
  func component(of rate: SIMD3<Double>) -> Double {
    let component =
      switch axis {
      case .roll: rate.x
      case .pitch: rate.y
      case .yaw: rate.z
      }
    return max(-4000, min(4000, component))
  }

  /// Makes the mean orientation of the rest pose the reference.
  ///
  /// The other sources have no zero any more, until they adopt this angle.
  mutating func rest(at pose: RestPose) {
    guard rank > 0 else {
      drift = pose.mean
      angle = 0
      return
    }
    var zero = zeros[rank]
    zero.angle += pose.mean
    zero.pose = pose.meanOrientation ?? zero.pose
    zero.heading = 0
    zeros = InlineArray(repeating: Zero())
    zeros[rank] = zero
    angle -= pose.mean
  }

  /// A source that has no zero yet keeps the angle.
  private mutating func changeSource(to orientation: Orientation) {
    rank = orientation.rank
    drift = 0
    isTurned = false
    if !zeros[rank].isKnown { adopt(orientation) }
  }

  private mutating func correct(towards measured: Double, trust: Double, elapsed: Double) {
    guard isTurned else { return step(to: trust > 0 ? measured : angle) }
    let gain = trust * (1 - Portable.exp(-elapsed / ArmRotation.correctionTime))
    step(to: angle + gain * wrapped(measured - angle))
  }

  /// How much an acceleration tells of gravity: nothing in free fall or in a blow. Without a gyroscope beside it there is
  /// nothing better than one within 0.3 to 4 g.
  private func trust(in vector: SIMD3<Double>) -> Double {
    let square = (vector * vector).sum()
    guard isTurned else { return square > 0.09 && square < 16 ? 1 : 0 }
    return max(0, 1 - 4 * abs(Portable.squareRoot(square) - 1))
  }

  private mutating func step(to measured: Double) {
    let previous = angle
    angle = previous + wrapped(measured - previous)
    // Nobody's forearm turns that far: the arm went round a pole of the decomposition.
    if angle > 270 { angle -= 360 }
    if angle < -270 { angle += 360 }
    hasLeapt = abs(angle - previous) > 45
  }

  /// The angle of gravity about the axis in degrees; nil where it runs along the axis.
  private func gravityAngle(_ vector: SIMD3<Double>) -> Double? {
    let (across, up): (Double, Double)
    switch axis {
    case .roll: (across, up) = (vector.y, vector.z)
    case .pitch: (across, up) = (-vector.x, vector.z)
    case .yaw: return nil
    }
    let square = (vector * vector).sum()
    guard square > 1e-6, across * across + up * up > 0.04 * square else { return nil }
    return Portable.atan2(across, up) * 180 / .pi
  }

  /// The twist about the axis in degrees; nil near its pole.
  ///
  /// With A = reference^-1 · q and B = reference^-1 · k · q, a turn by h about the vertical makes the relative rotation
  /// A cos(h/2) + B sin(h/2). The h of greatest (w, axis) part, that is of least swing, is that of
  /// max a (1 + cos h)/2 + b (1 - cos h)/2 + d sin h with a = |PA|², b = |PB|², d = PA·PB.
  private mutating func twist(_ q: Quaternion, elapsed: Double) -> Double? {
    let reference = zeros[rank].pose.conjugate
    let relative = reference * q
    let turned = reference * (Quaternion(w: 0, x: 0, y: 0, z: 1) * q)
    let (aw, ax) = (relative.w, relative.component(axis))
    let (bw, bx) = (turned.w, turned.component(axis))
    if axis != .yaw { followHeading(aw, ax, bw, bx, elapsed: elapsed) }
    let (sine, cosine) = Portable.sincos(zeros[rank].heading / 2)
    let (w, component) = (aw * cosine + bw * sine, ax * cosine + bx * sine)
    guard w * w + component * component > 0.03 else { return nil }
    return 2 * Portable.atan2(component, w) * 180 / .pi
  }

  private mutating func followHeading(_ aw: Double, _ ax: Double, _ bw: Double, _ bx: Double, elapsed: Double) {
    let (a, b, d) = (aw * aw + ax * ax, bw * bw + bx * bx, aw * bw + ax * bx)
    let difference = (a - b) / 2
    // 1 where the axis lies level in both poses, 0 where it stands upright: there heading and twist are the same, and
    // the heading is left as it was.
    let certainty = Portable.squareRoot(difference * difference + d * d) / max((a + b) / 2, 1e-9)
    guard certainty > 0.1 else { return }
    let best = Portable.atan2(d, difference)
    let heading = zeros[rank].heading
    let error = wrapped((best - heading) * 180 / .pi) * .pi / 180
    let gain = 1 - Portable.exp(-elapsed * certainty / ArmRotation.headingTime)
    zeros[rank].heading = wrapped((heading + gain * error) * 180 / .pi) * .pi / 180
  }
}

/// An angle of a few turns at most, in degrees, brought to -180...180.
private func wrapped(_ degrees: Double) -> Double {
  var angle = degrees
  while angle > 180 { angle -= 360 }
  while angle < -180 { angle += 360 }
  return angle
}

extension Quaternion {
  /// A rotation about one axis.
  fileprivate init(_ axis: MotionSettings.Axis, w: Double, component: Double) {
    self.init(
      w: w, x: axis == .roll ? component : 0, y: axis == .pitch ? component : 0, z: axis == .yaw ? component : 0)
  }
}
