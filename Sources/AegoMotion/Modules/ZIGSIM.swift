/// The phone application ZIG SIM. Its `accel` is what the hand does without gravity, and so says nothing about how the
/// phone lies.
enum ZIGSIM {
  /// What the message tells; nil for wrong arguments.
  static func reading(_ message: Message) -> Reading? {
    switch message.form {
    case .zigsimQuaternion:
      message.count == 4 ? Reading(message.quaternionXYZW(0)) : nil
    case .zigsimGyroscope: message.count == 3 ? Reading(rate: message.vector(0, scale: RIoT3.degrees)) : nil
    default: message.count == 3 ? Reading(.gravity(message.vector(0))) : nil
    }
  }
}
