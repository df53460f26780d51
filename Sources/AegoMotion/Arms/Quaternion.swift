import AegoNumerics

/// A rotation; as an orientation it turns the sensor's axes into the room's, whose z points up.
struct Quaternion: BitwiseCopyable {
  var w: Double
  var x: Double
  var y: Double
  var z: Double

  static let identity = Quaternion(w: 1, x: 0, y: 0, z: 0)

  var conjugate: Quaternion { Quaternion(w: w, x: -x, y: -y, z: -z) }

  /// The rotation of length 1, or nil where it is too short to mean one.
  var normalised: Quaternion? {
    let square = w * w + x * x + y * y + z * z
    guard square > 1e-6, square < 1e12 else { return nil }
    let scale = 1 / Portable.squareRoot(square)
    return Quaternion(w: w * scale, x: x * scale, y: y * scale, z: z * scale)
  }

  /// First `b`, then `a`.
  static func * (a: Quaternion, b: Quaternion) -> Quaternion {
    Quaternion(
      w: a.w * b.w - a.x * b.x - a.y * b.y - a.z * b.z,
      x: a.w * b.x + a.x * b.w + a.y * b.z - a.z * b.y,
      y: a.w * b.y - a.x * b.z + a.y * b.w + a.z * b.x,
      z: a.w * b.z + a.x * b.y - a.y * b.x + a.z * b.w)
  }

  /// `b` added with the sign that makes the two agree, since q and -q are the same rotation.
  mutating func accumulate(_ b: Quaternion) {
    let sign: Double = w * b.w + x * b.x + y * b.y + z * b.z < 0 ? -1 : 1
    w += sign * b.w
    x += sign * b.x
    y += sign * b.y
    z += sign * b.z
  }

  /// Yaw about z, then pitch about y, then roll about x, in degrees.
  init(yaw: Double, pitch: Double, roll: Double) {
    let half = Double.pi / 360
    let (sy, cy) = Portable.sincos(yaw * half)
    let (sp, cp) = Portable.sincos(pitch * half)
    let (sr, cr) = Portable.sincos(roll * half)
    w = cy * cp * cr + sy * sp * sr
    x = cy * cp * sr - sy * sp * cr
    y = cy * sp * cr + sy * cp * sr
    z = sy * cp * cr - cy * sp * sr
  }

  init(w: Double, x: Double, y: Double, z: Double) {
    self.w = w
    self.x = x
    self.y = y
    self.z = z
  }

  /// The part along an axis, which with w makes the twist about it.
  func component(_ axis: MotionSettings.Axis) -> Double {
    switch axis {
    case .roll: x
    case .pitch: y
    case .yaw: z
    }
  }
}
