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
  private var reference = Quaternion.identity
  private var gravityReference = 0.0
  /// What the gyroscope tells of a module that lies still, in degrees per second.
  private var drift = 0.0
  /// Whether a gyroscope tells what happens between accelerations.
  private var isTurned = false
  /// The turn about the vertical since the reference, in radians.
  private var heading = 0.0

  /// The time constant with which the heading is taken out, in seconds.
  private static let headingTime = 0.25
  /// The time constant with which an accelerometer corrects a gyroscope, in seconds.
  private static let correctionTime = 0.5
  /// The time constant with which a gyroscope alone forgets where it has turned to, in seconds.
  private static let forgettingTime = 30.0

  init(axis: MotionSettings.Axis) { self.axis = axis }

  /// Follows to a new orientation, `elapsed` seconds after the last one.
  mutating func follow(_ orientation: Orientation, elapsed: Double) {
    hasLeapt = false
    if orientation.rank != rank { changeSource(to: orientation) }
    switch orientation {
    case .acceleration(let vector):
      guard let measured = gravityAngle(vector) else { return }
      correct(towards: measured - gravityReference, trust: trust(in: vector), elapsed: elapsed)
    case .gravity(let vector):
      guard let measured = gravityAngle(vector) else { return }
      step(to: measured - gravityReference)
    case .euler(let value), .quaternion(let value):
      guard let measured = twist(value, elapsed: elapsed) else { return }
      step(to: measured)
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
  mutating func rest(at pose: RestPose) {
    heading = 0
    switch rank {
    case 0:
      drift = pose.mean
      angle = 0
      return
    case 1, 2: gravityReference += pose.mean
    default: reference = pose.meanOrientation ?? reference
    }
    angle -= pose.mean
  }

  /// A new source keeps the angle: its reference is what it shows now, turned back by the angle.
  private mutating func changeSource(to orientation: Orientation) {
    rank = orientation.rank
    heading = 0
    drift = 0
    isTurned = false
    switch orientation {
    case .acceleration(let vector), .gravity(let vector):
      gravityReference = (gravityAngle(vector) ?? 0) - angle
    case .euler(let value), .quaternion(let value):
      let (sine, cosine) = Portable.sincos(-angle * .pi / 360)
      reference = value * Quaternion(axis, w: cosine, component: sine)
    }
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
    let relative = reference.conjugate * q
    let turned = reference.conjugate * (Quaternion(w: 0, x: 0, y: 0, z: 1) * q)
    let (aw, ax) = (relative.w, relative.component(axis))
    let (bw, bx) = (turned.w, turned.component(axis))
    if axis != .yaw { followHeading(aw, ax, bw, bx, elapsed: elapsed) }
    let (sine, cosine) = Portable.sincos(heading / 2)
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
    let error = wrapped((best - heading) * 180 / .pi) * .pi / 180
    let gain = 1 - Portable.exp(-elapsed * certainty / ArmRotation.headingTime)
    heading = wrapped((heading + gain * error) * 180 / .pi) * .pi / 180
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
