/// R-IoT modules before version 3: all in one packet, or in one for each kind. The versions are told apart by the number
/// of arguments.
enum RIoT {
  /// What the message tells; nil for wrong arguments.
  static func reading(_ message: Message) -> Reading? {
    let areFloats = message.integers == 0
    switch message.form {
    case .quaternion where message.count == 4 && areFloats:
      return Reading(message.quaternionWXYZ(0))
    case .euler where message.count == 4 && areFloats: return Reading(message.euler(yaw: 0, pitch: 1, roll: 2))
    case .raw where message.count == 12 && message.integers == 0xfff: return version1(message)
    case .raw where message.count == 20 && areFloats: return ircam(message)
    case .raw where (message.count == 21 || message.count == 22) && areFloats: return bitalino(message)
    default: return nil
    }
  }

  /// R-IoT 1.5: battery, switch, acceleration, gyroscope, magnetometer of 16 bits each, temperature.
  private static func version1(_ message: Message) -> Reading {
    var reading = Reading(.acceleration(message.vector(2, scale: 8.0 / 32768)))
    reading.rate = message.vector(5, scale: 2000.0 / 28571.4)
    reading.tell(button: 0, isPressed: message.number(1) != 0)
    reading.battery = Double(message.number(0)) / 877
    return reading
  }

  /// IRCAM 1.8: battery, switch, acceleration in g, gyroscope in thousands of °/s, magnetometer, temperature, quaternion
  /// w x y z, Euler angles.
  private static func ircam(_ message: Message) -> Reading {
    var reading = Reading(
      message.quaternionWXYZ(12) ?? .acceleration(message.vector(2)))
    reading.rate = message.vector(5, scale: 1000)
    reading.tell(button: 0, isPressed: message.number(1) != 0)
    reading.battery = Double(message.number(0))
    return reading
  }

  /// BITalino 2: acceleration in g, gyroscope in thousands of °/s, magnetometer, temperature, two switches, two analogue
  /// inputs, quaternion w x y z, Euler angles.
  private static func bitalino(_ message: Message) -> Reading {
    var reading = Reading(
      message.quaternionWXYZ(14) ?? .acceleration(message.vector(0)))
    reading.rate = message.vector(3, scale: 1000)
    reading.tell(button: 0, isPressed: message.number(10) != 0)
    reading.tell(button: 1, isPressed: message.number(11) != 0)
    return reading
  }
}
