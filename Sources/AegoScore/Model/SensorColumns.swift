/// Which arguments of a module's messages are what, for a module that the score describes. Counted from 0.
public struct SensorColumns: Sendable, Equatable {
  /// The address of its messages, such as `/my/imu`.
  public var address: String
  /// The four columns of a quaternion; empty for none.
  public var quaternion: [Int] = []
  /// In which order its numbers are.
  public var order: Order = .wxyz
  /// The three columns of the gravity, or of an accelerometer; empty for none.
  public var gravity: [Int] = []
  /// In which unit.
  public var gravityUnit: GravityUnit = .g
  /// The three columns of a gyroscope; empty for none.
  public var gyroscope: [Int] = []
  /// In which unit.
  public var gyroscopeUnit: GyroscopeUnit = .degrees

  /// The order of a quaternion's numbers.
  public enum Order: String, Sendable, Equatable, CaseIterable {
    /// The scalar part first.
    case wxyz
    /// The scalar part last.
    case xyzw
  }

  /// Units of acceleration.
  public enum GravityUnit: String, Sendable, Equatable, CaseIterable {
    /// The gravity of the earth.
    case g
    /// Metres per second, per second.
    case metres = "m/s2"
  }

  /// Units of rotation rate.
  public enum GyroscopeUnit: String, Sendable, Equatable, CaseIterable {
    /// Degrees per second.
    case degrees = "deg/s"
    /// Radians per second.
    case radians = "rad/s"
  }

  /// A module at an address, of which no column is known.
  public init(address: String) { self.address = address }
}
