/// Where the messages of a module that the score describes have their numbers. Columns are counted from 0.
public struct CustomSource: BitwiseCopyable, Equatable, Sendable {
  /// The order of a quaternion's numbers.
  public enum Order: BitwiseCopyable, Equatable, Sendable {
    /// The scalar part first.
    case wxyz
    /// The scalar part last.
    case xyzw
  }

  /// Four columns of a quaternion; nil where there is none.
  public var quaternion: SIMD4<UInt8>?
  /// In which order they are.
  public var order = Order.wxyz
  /// Three columns of the gravity, or of an accelerometer; nil where there is none.
  public var gravity: SIMD3<UInt8>?
  /// What its numbers have to be multiplied by for g.
  public var gravityScale = 1.0
  /// Three columns of a gyroscope; nil where there is none.
  public var gyroscope: SIMD3<UInt8>?
  /// What its numbers have to be multiplied by for degrees per second.
  public var gyroscopeScale = 1.0

  /// A source of which no column is known.
  public init() {}

  /// How many arguments a message has at least.
  public var leastCount: Int {
    var last = -1
    if let quaternion { last = max(last, Int(quaternion.max())) }
    if let gravity { last = max(last, Int(gravity.max())) }
    if let gyroscope { last = max(last, Int(gyroscope.max())) }
    return last + 1
  }

  /// What a message tells; nothing where it has too few arguments.
  func reading(_ message: Message) -> Reading {
    var reading = Reading()
    guard Int(message.count) >= leastCount else { return reading }
    if let gravity { reading.orientation = .acceleration(vector(message, gravity) * gravityScale) }
    if let quaternion, let value = rotation(message, quaternion) { reading.orientation = value }
    if let gyroscope { reading.rate = vector(message, gyroscope) * gyroscopeScale }
    return reading
  }

  private func vector(_ message: Message, _ columns: SIMD3<UInt8>) -> SIMD3<Double> {
    SIMD3(
      Double(message.number(Int(columns.x))), Double(message.number(Int(columns.y))),
      Double(message.number(Int(columns.z))))
  }

  private func rotation(_ message: Message, _ columns: SIMD4<UInt8>) -> Orientation? {
    let first = Double(message.number(Int(columns.x)))
    let second = Double(message.number(Int(columns.y)))
    let third = Double(message.number(Int(columns.z)))
    let fourth = Double(message.number(Int(columns.w)))
    return switch order {
    case .wxyz: Orientation(w: first, x: second, y: third, z: fourth)
    case .xyzw: Orientation(w: fourth, x: first, y: second, z: third)
    }
  }
}
