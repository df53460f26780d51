/// What one message tells about a module: how it lies, how it turns, what is pressed.
public struct Reading: BitwiseCopyable, Sendable {
  /// How the module lies; nil where the message does not say, or not now.
  var orientation: Orientation?
  /// How fast it turns about its x, y and z, in degrees per second; nil where the message does not say.
  public var rate: SIMD3<Double>?
  /// Which buttons are pressed, bit by bit from the first.
  public var buttons: UInt8 = 0
  /// Which buttons the message tells of.
  public var toldButtons: UInt8 = 0
  /// The module's own time in milliseconds; nil where it sends none.
  public var time: Double?
  /// Its charge, 0...1 where it sends a part, else in volts; nil where the message does not say.
  public var battery: Double?

  /// A reading that tells nothing.
  init() {}

  init(_ orientation: Orientation?) { self.orientation = orientation }

  init(rate: SIMD3<Double>) { self.rate = rate }

  /// A reading that says of one button whether it is pressed.
  init(button index: Int, isPressed: Bool) { tell(button: index, isPressed: isPressed) }

  /// Says of a button, counted from 0, whether it is pressed.
  mutating func tell(button index: Int, isPressed: Bool) {
    toldButtons |= 1 << UInt8(index)
    if isPressed { buttons |= 1 << UInt8(index) }
  }
}

extension Message {
  /// Three arguments from an index on, times a scale.
  func vector(_ index: Int, scale: Double = 1) -> SIMD3<Double> {
    SIMD3(Double(number(index)), Double(number(index + 1)), Double(number(index + 2))) * scale
  }

  /// The quaternion w x y z at an index; nil where it is too short to be one.
  func quaternionWXYZ(_ index: Int) -> Orientation? {
    Orientation(
      w: Double(number(index)), x: Double(number(index + 1)), y: Double(number(index + 2)),
      z: Double(number(index + 3)))
  }

  /// The quaternion x y z w at an index; nil where it is too short to be one.
  func quaternionXYZW(_ index: Int) -> Orientation? {
    Orientation(
      w: Double(number(index + 3)), x: Double(number(index)), y: Double(number(index + 1)),
      z: Double(number(index + 2)))
  }

  /// Three arguments as Euler angles in degrees, where they are not beyond all reason.
  func euler(yaw: Int, pitch: Int, roll: Int) -> Orientation? {
    let (yaw, pitch, roll) = (number(yaw), number(pitch), number(roll))
    guard abs(yaw) <= 36000, abs(pitch) <= 36000, abs(roll) <= 36000 else { return nil }
    return .euler(Quaternion(yaw: Double(yaw), pitch: Double(pitch), roll: Double(roll)))
  }
}
