/// Gathers the mean pose of a stretch of stillness.
struct RestPose: BitwiseCopyable {
  private var start: Int64 = 0
  private var low = 0.0
  private var high = 0.0
  private var sum = 0.0
  private var orientations = Quaternion.identity
  private var count = 0
  private var rank = -1

  /// The mean of the angles in degrees, or of a gyroscope's rates.
  var mean: Double { count > 0 ? sum / Double(count) : 0 }

  /// The mean of the orientations, where quaternions were gathered.
  var meanOrientation: Quaternion? { orientations.normalised }

  /// Adds a hop's angle and orientation.
  ///
  /// - Parameters:
  ///   - angle: in degrees.
  ///   - orientation: where the angle is from.
  ///   - time: the hop's, in ns.
  ///   - duration: how long the arm has to be still, in ns.
  /// - Returns: whether it has been still for so long.
  mutating func add(_ angle: Double, _ orientation: Orientation, at time: Int64, for duration: Int64) -> Bool {
    gather(angle, within: Stillness.tolerance, rank: orientation.rank, at: time)
    switch orientation {
    case .acceleration, .gravity: break
    case .euler(let value), .quaternion(let value):
      if count == 1 { orientations = value } else { orientations.accumulate(value) }
    }
    return time - start >= duration
  }

  /// Adds a hop's rate, in degrees per second, of a module that has nothing but a gyroscope; whether it has been still
  /// for so long. Lying modules were seen to tell 3 to 4 of them, that hardly change.
  mutating func add(rate: Double, at time: Int64, for duration: Int64) -> Bool {
    gather(rate, within: 6, rank: 0, at: time)
    return time - start >= duration
  }

  private mutating func gather(_ value: Double, within tolerance: Double, rank: Int, at time: Int64) {
    let hasMoved = max(high, value) - min(low, value) > tolerance
    if count == 0 || hasMoved || rank != self.rank {
      self = RestPose()
      (start, low, high, self.rank) = (time, value, value, rank)
    }
    low = min(low, value)
    high = max(high, value)
    sum += value
    count += 1
  }
}
