import AegoNumerics

/// A field of slopes over the box that is linear along each axis, f_i(s) = a_i + b_i s_i, learnt from a few rewards.
///
/// Bayesian linear regression with Gaussian noise by the Kalman filter (Bishop 2006, section 3.3; Kalman 1960): each
/// reward r = D · f(s) + noise, D a displacement, moves the parameters at once and as far as it can tell. What is known
/// fades slowly, so that a performer may change their mind.
struct LinearField: ~Copyable {
  /// The variance of a reward around what the field says, and of the parameters before anything is known.
  private static let noise = 0.1
  private static let prior = 1.0
  /// How much of what is known fades with each reward: the growth of the parameters' variance.
  private static let fading = 1e-5

  private let axes: Int
  // a_0, b_0, a_1, b_1, ...
  private let parameters: Storage<Double>
  private let covariance: Storage<Double>
  private let features: Storage<Double>
  private let gains: Storage<Double>

  init(axes: Int) {
    self.axes = axes
    parameters = Storage(count: 2 * axes, repeating: 0)
    covariance = Storage(count: 4 * axes * axes, repeating: 0)
    features = Storage(count: 2 * axes, repeating: 0)
    gains = Storage(count: 2 * axes, repeating: 0)
    stateCount = 2 * axes + 4 * axes * axes
    forget()
  }

  /// Begins anew.
  func forget() {
    parameters.fill(0)
    covariance.fill(0)
    for index in 0..<2 * axes { covariance[index * 2 * axes + index] = LinearField.prior }
  }

  /// How many numbers make up what it knows.
  let stateCount: Int

  /// Copies what it knows to `stateCount` numbers.
  func copyState(to numbers: UnsafeMutablePointer<Double>) {
    numbers.copy(from: parameters.base, count: parameters.count)
    (numbers + parameters.count).copy(from: covariance.base, count: covariance.count)
  }

  /// Knows again what it knew when `copyState` filled these numbers.
  func restoreState(from numbers: UnsafePointer<Double>) {
    parameters.base.copy(from: numbers, count: parameters.count)
    covariance.base.copy(from: numbers + parameters.count, count: covariance.count)
  }

  /// Takes over what a field of as many or other axes knows of those that both have; how sure it was is not taken over,
  /// since another space may answer otherwise.
  func adopt(_ other: borrowing LinearField) {
    forget()
    for index in 0..<2 * min(axes, other.axes) { parameters[index] = other.parameters[index] }
  }

  /// The slope along an axis at a state.
  func slope(_ axis: Int, at state: UnsafePointer<Float>) -> Float {
    Float(parameters[2 * axis] + parameters[2 * axis + 1] * Double(state[axis]))
  }

  /// The standard deviation of that slope, 1 and more where nothing is known.
  func doubt(_ axis: Int, at state: UnsafePointer<Float>) -> Float {
    let (row, place) = (2 * axes, 2 * axis * 2 * axes + 2 * axis)
    let (x, along) = (Double(state[axis]), covariance[place + row + 1])
    return Portable.squareRoot(Float(max(0, covariance[place] + x * (2 * covariance[place + 1] + x * along))))
  }

  /// Learns that a displacement from a state had a reward.
  func learn(_ state: UnsafePointer<Float>, _ displacement: UnsafePointer<Float>, reward: Float) {
    let count = 2 * axes
    var error = Double(reward)
    for axis in 0..<axes {
      features[2 * axis] = Double(displacement[axis])
      features[2 * axis + 1] = Double(displacement[axis]) * Double(state[axis])
      error -= Double(displacement[axis]) * Double(slope(axis, at: state))
    }
    var variance = LinearField.noise
    for row in 0..<count {
      let place = row * count + row
      covariance[place] = min(LinearField.prior, covariance[place] + LinearField.fading)
    }
    for row in 0..<count {
      var sum = 0.0
      for column in 0..<count { sum += covariance[row * count + column] * features[column] }
      gains[row] = sum
      variance += sum * features[row]
    }
    for row in 0..<count {
      let gain = gains[row] / variance
      parameters[row] += gain * error
      for column in 0..<count { covariance[row * count + column] -= gain * gains[column] }
    }
  }

  func pass<Coder: StateCoding>(through coder: inout Coder) {
    coder.pass(words: parameters)
    coder.pass(words: covariance)
  }
}
