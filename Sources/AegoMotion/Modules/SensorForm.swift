/// A kind of module, with its own addresses.
public enum ModuleFamily: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  /// R-IoT of every version; its id is a number.
  case riot
  /// The phone application CoMote; its id is a word.
  case comote
  /// The phone application ZIG SIM; its id is the device's UUID.
  case zigsim
  /// NGIMU, which has no id in its addresses.
  case ngimu
  /// A module that the score describes; its id is the address of its messages.
  case custom
}

/// A form of message that modules send: its address says which it is and its source what its arguments mean.
///
/// A new module's forms join here, with their spelling below and their numbers in a source of its own.
public enum SensorForm: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  /// `/<id>/raw`: a R-IoT's values in one packet, of version 1.5, IRCAM 1.8 or BITalino 2.
  case raw
  /// `/<id>/quat`: w x y z, of R-IoT 1.5.
  case quaternion
  /// `/<id>/euler`: yaw, pitch, roll, heading in degrees, of R-IoT 1.5.
  case euler
  /// R-IoT 3: m/s².
  case riot3Accelerometer
  /// R-IoT 3: rad/s.
  case riot3Gyroscope
  /// R-IoT 3: m/s².
  case riot3Gravity
  /// R-IoT 3: x y z w.
  case riot3Quaternion
  /// R-IoT 3: yaw, pitch, roll in degrees.
  case riot3Euler
  /// R-IoT 3: two keys.
  case riot3Key
  /// R-IoT 3: charge 0...1, whether it is charging.
  case riot3Battery
  /// CoMote: m/s².
  case comoteAccelerometer
  /// CoMote: rad/s.
  case comoteGyroscope
  /// CoMote: m/s².
  case comoteGravity
  /// CoMote: the first button.
  case comoteButtonA
  /// CoMote: the second button.
  case comoteButtonB
  /// ZIG SIM: g.
  case zigsimGravity
  /// ZIG SIM: rad/s.
  case zigsimGyroscope
  /// ZIG SIM: x y z w.
  case zigsimQuaternion
  /// NGIMU: gyroscope in °/s, accelerometer in g, magnetometer in µT, barometer in hPa.
  case ngimuSensors
  /// NGIMU: w x y z.
  case ngimuQuaternion
  /// NGIMU: roll, pitch, yaw in degrees.
  case ngimuEuler
  /// NGIMU: charge in per cent, time to empty, volts, milliamperes, state.
  case ngimuBattery
  /// What the score describes.
  case custom

  /// Whose form it is.
  public var family: ModuleFamily {
    switch self {
    case .raw, .quaternion, .euler: .riot
    case .riot3Accelerometer, .riot3Gyroscope, .riot3Gravity, .riot3Quaternion, .riot3Euler, .riot3Key, .riot3Battery:
      .riot
    case .comoteAccelerometer, .comoteGyroscope, .comoteGravity, .comoteButtonA, .comoteButtonB: .comote
    case .zigsimGravity, .zigsimGyroscope, .zigsimQuaternion: .zigsim
    case .ngimuSensors, .ngimuQuaternion, .ngimuEuler, .ngimuBattery: .ngimu
    case .custom: .custom
    }
  }

  /// Whether it tells the engine something: a battery is for people alone.
  var isForEngine: Bool { self != .riot3Battery && self != .ngimuBattery }
}

/// What a message of a module tells: its source understands the arguments.
extension SensorForm {
  /// What a message of this form tells; nil where it does not have the form's arguments. Of a custom form, which the
  /// score's columns read, it tells nothing here.
  func reading(of message: Message) -> Reading? {
    switch self {
    case .raw, .quaternion, .euler: RIoT.reading(message)
    case .riot3Accelerometer, .riot3Gyroscope, .riot3Gravity, .riot3Quaternion, .riot3Euler, .riot3Key, .riot3Battery:
      RIoT3.reading(message)
    case .comoteAccelerometer, .comoteGyroscope, .comoteGravity, .comoteButtonA, .comoteButtonB: CoMote.reading(message)
    case .zigsimGravity, .zigsimGyroscope, .zigsimQuaternion: ZIGSIM.reading(message)
    case .ngimuSensors, .ngimuQuaternion, .ngimuEuler, .ngimuBattery: NGIMU.reading(message)
    case .custom: Reading()
    }
  }
}
