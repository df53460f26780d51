/// How a module lies in the room, as far as one message tells.
enum Orientation: BitwiseCopyable {
  /// Only the direction of gravity, as the accelerometer sees it, in g: (0, 0, 1) when lying flat.
  case gravity(x: Double, y: Double, z: Double)
  /// From Euler angles.
  case euler(Quaternion)
  /// From the module's own quaternion.
  case quaternion(Quaternion)

  /// What the message tells, or nil where it tells nothing about orientation. Other modules' forms join here.
  init?(_ message: Message) {
    switch message.address {
    case .raw: self.init(raw: message)
    case .quaternion:
      guard message.count >= 4, let value = message.quaternion(0) else { return nil }
      self = .quaternion(value)
    case .euler:
      guard message.count >= 3 else { return nil }
      let (yaw, pitch, roll) = (message.number(0), message.number(1), message.number(2))
      guard max(max(abs(yaw), abs(pitch)), abs(roll)) <= 36000 else { return nil }
      self = .euler(Quaternion(yaw: Double(yaw), pitch: Double(pitch), roll: Double(roll)))
    default: return nil
    }
  }

  /// R-IoT: v1.5 sends 12 ints, IRCAM 1.8 sends 20 floats, BITalino 2 sends 21 or 22.
  private init?(raw message: Message) {
    switch message.count {
    case 12: self.init(acceleration: message, at: 2, scale: 8.0 / 32768)
    case 20: self.init(acceleration: message, at: 2, scale: 1, quaternion: 12)
    case 21, 22: self.init(acceleration: message, at: 0, scale: 1, quaternion: 14)
    default: return nil
    }
  }

  /// The quaternion w x y z at an index where it is one, else the acceleration x y z in g.
  private init?(acceleration message: Message, at index: Int, scale: Double, quaternion: Int? = nil) {
    if let quaternion, let value = message.quaternion(quaternion) {
      self = .quaternion(value)
      return
    }
    let x = Double(message.number(index)) * scale
    let y = Double(message.number(index + 1)) * scale
    let z = Double(message.number(index + 2)) * scale
    let square = x * x + y * y + z * z
    // In free fall or at the end of a blow the accelerometer says nothing about gravity.
    guard square > 0.09, square < 16 else { return nil }
    self = .gravity(x: x, y: y, z: z)
  }

  /// Which sources are better than others: 0 gravity, 1 Euler angles, 2 quaternion.
  var rank: Int {
    switch self {
    case .gravity: 0
    case .euler: 1
    case .quaternion: 2
    }
  }
}

extension Message {
  fileprivate func quaternion(_ index: Int) -> Quaternion? {
    Quaternion(
      w: Double(number(index)), x: Double(number(index + 1)), y: Double(number(index + 2)),
      z: Double(number(index + 3))
    ).normalised
  }
}
