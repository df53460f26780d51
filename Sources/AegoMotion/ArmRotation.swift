import AegoNumerics

/// Follows the rotation of one module about one of its axes, relative to a reference orientation.
///
/// From quaternions: the twist of the swing-twist decomposition of reference^-1 · orientation about the axis
/// (Dobrowolski 2015, "Swing-twist decomposition in Clifford algebra"), after the slow part of the heading is taken
/// out: a turn of the whole body, or the magnetometer led astray, must not turn the forearm. From gravity: the angle of
/// gravity about the axis.
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
  /// The turn about the vertical since the reference, in radians.
  private var heading = 0.0

  /// The time constant with which the heading is taken out, in seconds.
  private static let headingTime = 0.25

  init(axis: MotionSettings.Axis) { self.axis = axis }

  /// Follows to a new orientation, `elapsed` seconds after the last one.
  mutating func follow(_ orientation: Orientation, elapsed: Double) {
    hasLeapt = false
    if orientation.rank != rank { changeSource(to: orientation) }
    switch orientation {
    case .gravity(let x, let y, let z):
      guard let measured = gravityAngle(x, y, z) else { return }
      step(to: measured - gravityReference)
    case .euler(let value), .quaternion(let value):
      guard let measured = twist(value, elapsed: elapsed) else { return }
      step(to: measured)
    }
  }

  /// Makes the mean orientation of the rest pose the reference.
  mutating func rest(at pose: RestPose) {
    if rank == 0 { gravityReference += pose.meanAngle } else { reference = pose.meanOrientation ?? reference }
    heading = 0
    angle -= pose.meanAngle
  }

  /// A new source keeps the angle: its reference is what it shows now, turned back by the angle.
  private mutating func changeSource(to orientation: Orientation) {
    rank = orientation.rank
    heading = 0
    switch orientation {
    case .gravity(let x, let y, let z):
      gravityReference = (gravityAngle(x, y, z) ?? 0) - angle
    case .euler(let value), .quaternion(let value):
      let (sine, cosine) = Portable.sincos(-angle * .pi / 360)
      reference = value * Quaternion(axis, w: cosine, component: sine)
    }
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
  private func gravityAngle(_ x: Double, _ y: Double, _ z: Double) -> Double? {
    let (across, up): (Double, Double)
    switch axis {
    case .roll: (across, up) = (y, z)
    case .pitch: (across, up) = (-x, z)
    case .yaw: return nil
    }
    guard across * across + up * up > 0.04 * (x * x + y * y + z * z) else { return nil }
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
