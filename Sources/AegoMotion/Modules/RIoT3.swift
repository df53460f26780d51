/// R-IoT 3: a bundle each period, a message for each kind, the module's milliseconds as the last argument; some senders
/// add a frequency.
enum RIoT3 {
  /// What the message tells; nil for wrong arguments.
  static func reading(_ message: Message) -> Reading? {
    let numbers = count(of: message.form)
    guard Int(message.count) == numbers + 1 || Int(message.count) == numbers + 2 else { return nil }
    var reading = told(message)
    reading.time = Double(message.number(numbers))
    return reading
  }

  /// How many numbers a message of a form has, beside its time.
  private static func count(of form: SensorForm) -> Int {
    switch form {
    case .riot3Quaternion: 4
    case .riot3Key, .riot3Battery: 2
    default: 3
    }
  }

  private static func told(_ message: Message) -> Reading {
    var reading = Reading()
    switch message.form {
    case .riot3Accelerometer: reading.orientation = .acceleration(message.vector(0, scale: perMetre))
    case .riot3Gravity: reading.orientation = .gravity(message.vector(0, scale: perMetre))
    case .riot3Gyroscope: reading.rate = message.vector(0, scale: degrees)
    case .riot3Quaternion: reading.orientation = message.quaternionXYZW(0)
    case .riot3Euler: reading.orientation = message.euler(yaw: 0, pitch: 1, roll: 2)
    case .riot3Key:
      reading.tell(button: 0, isPressed: message.number(0) != 0)
      reading.tell(button: 1, isPressed: message.number(1) != 0)
    case .riot3Battery: reading.battery = Double(message.number(0))
    default: break
    }
    return reading
  }

  /// From m/s² to g.
  static let perMetre = 0.10197162129779283
  /// From radians to degrees.
  static let degrees = 57.29577951308232
}
