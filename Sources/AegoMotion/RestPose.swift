/// Gathers the mean pose of a stretch of stillness.
struct RestPose: BitwiseCopyable {
  private var start: Int64 = 0
  private var low = 0.0
  private var high = 0.0
  private var angles = 0.0
  private var orientations = Quaternion.identity
  private var count = 0
  private var rank = -1

  /// The mean of the angles, in degrees.
  var meanAngle: Double { count > 0 ? angles / Double(count) : 0 }

  /// The mean of the orientations, where quaternions were gathered.
  var meanOrientation: Quaternion? { orientations.normalised }

  /// Adds a hop's angle and orientation; whether the arm has now been still for `duration` ns.
  mutating func add(_ angle: Double, _ orientation: Orientation, at time: Int64, for duration: Int64) -> Bool {
    let hasMoved = max(high, angle) - min(low, angle) > Stillness.tolerance
    if count == 0 || hasMoved || orientation.rank != rank {
      self = RestPose()
      (start, low, high, rank) = (time, angle, angle, orientation.rank)
    }
    low = min(low, angle)
    high = max(high, angle)
    angles += angle
    count += 1
    gather(orientation)
    return time - start >= duration
  }

  private mutating func gather(_ orientation: Orientation) {
    switch orientation {
    case .gravity: break
    case .euler(let value), .quaternion(let value):
      if count == 1 { orientations = value } else { orientations.accumulate(value) }
    }
  }
}
