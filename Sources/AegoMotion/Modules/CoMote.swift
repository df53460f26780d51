/// The phone application CoMote, version 3 of its interface: x y z, the application's milliseconds, a frequency. What is
/// whole comes as an int, whatever it means.
enum CoMote {
  /// What the message tells; nil for wrong arguments.
  static func reading(_ message: Message) -> Reading? {
    switch message.form {
    case .comoteButtonA, .comoteButtonB:
      guard message.count == 1 || message.count == 2 else { return nil }
      let button = message.form == .comoteButtonA ? 0 : 1
      return timed(Reading(button: button, isPressed: message.number(0) != 0), message, 1)
    default:
      guard (3...5).contains(message.count) else { return nil }
      return timed(motion(message), message, 3)
    }
  }

  private static func motion(_ message: Message) -> Reading {
    switch message.form {
    case .comoteGyroscope: Reading(rate: message.vector(0, scale: RIoT3.degrees))
    case .comoteGravity: Reading(.gravity(message.vector(0, scale: RIoT3.perMetre)))
    default: Reading(.acceleration(message.vector(0, scale: RIoT3.perMetre)))
    }
  }

  private static func timed(_ reading: Reading, _ message: Message, _ index: Int) -> Reading {
    var reading = reading
    if Int(message.count) > index { reading.time = Double(message.number(index)) }
    return reading
  }
}
