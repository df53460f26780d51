/// NGIMU, of x-io Technologies.
enum NGIMU {
  /// What the message tells; nil for wrong arguments.
  static func reading(_ message: Message) -> Reading? {
    var reading = Reading()
    switch message.form {
    case .ngimuSensors where message.count == 10:
      reading.rate = message.vector(0)
      reading.orientation = .acceleration(message.vector(3))
    case .ngimuQuaternion where message.count == 4:
      reading.orientation = message.quaternionWXYZ(0)
    case .ngimuEuler where message.count == 3: reading.orientation = message.euler(yaw: 2, pitch: 1, roll: 0)
    case .ngimuBattery where message.count >= 4: reading.battery = Double(message.number(0)) / 100
    default: return nil
    }
    return reading
  }
}
