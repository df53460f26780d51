/// How a module lies in the room, as far as one message tells. Its sources are in `Modules`.
enum Orientation: BitwiseCopyable {
  /// What an accelerometer sees, in g: gravity, (0, 0, 1) when lying flat, and whatever the hand does.
  case acceleration(SIMD3<Double>)
  /// The direction of gravity alone, of any length, up or down.
  case gravity(SIMD3<Double>)
  /// From Euler angles.
  case euler(Quaternion)
  /// From the module's own quaternion.
  case quaternion(Quaternion)

  /// From a module's quaternion, which need not be of length 1; nil where it is too short to mean a rotation.
  init?(w: Double, x: Double, y: Double, z: Double) {
    guard let rotation = Quaternion(w: w, x: x, y: y, z: z).normalised else { return nil }
    self = .quaternion(rotation)
  }

  /// Which sources are better than others; 0 is for a gyroscope alone.
  var rank: Int {
    switch self {
    case .acceleration: 1
    case .gravity: 2
    case .euler: 3
    case .quaternion: 4
    }
  }
}
