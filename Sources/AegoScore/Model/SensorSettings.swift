/// The arms, what they are heard by, and how their rotation becomes reward.
public struct SensorSettings: Sendable, Equatable {
  /// The UDP port of sensors and control.
  public var port: Int = 8888
  /// The address that is listened on: an IPv4 address of this machine, or `any`.
  public var listen: String = "127.0.0.1"
  /// The left arm; nil for an arm that is not there.
  public var left: Sensor? = Sensor(source: .riot, id: "0", invert: true)
  /// The right arm; nil for an arm that is not there.
  public var right: Sensor? = Sensor(source: .riot, id: "1", invert: false)
  /// The rotation that counts.
  public var axis: Axis = .roll
  /// The rotation from rest that still counts as none, in degrees.
  public var deadzone: Double = 5
  /// The time constant of the smoothing, in nanoseconds.
  public var smoothing: Int64 = 50_000_000
  /// How long the arms must be still for the rest pose, in nanoseconds.
  public var rest: Int64 = 3_000_000_000
  /// After so many nanoseconds without a packet an arm is silent.
  public var timeout: Int64 = 500_000_000

  /// One arm's module.
  public struct Sensor: Sendable, Equatable {
    /// What kind of module it is.
    public var source: Source
    /// The module's number or name; empty for one that has none in its messages.
    public var id: String
    /// Whether its rotation counts the other way round: left and right arms mirror each other.
    public var invert: Bool
    /// The rotation that counts on this arm, where it is not that of both.
    public var axis: Axis?
    /// Where the messages of a module have their numbers that none of the sources is; its `source` says nothing then.
    public var columns: SensorColumns?

    /// A module.
    public init(source: Source, id: String, invert: Bool) {
      self.source = source
      self.id = id
      self.invert = invert
    }
  }

  /// What kinds of modules there are.
  public enum Source: String, Sendable, Equatable, CaseIterable {
    /// An R-IoT of any version.
    case riot
    /// A phone with CoMote.
    case comote
    /// A phone with ZIG SIM.
    case zigsim
    /// An NGIMU.
    case ngimu
  }

  /// Rotations of the forearm.
  public enum Axis: String, Sendable, Equatable, CaseIterable {
    /// About the forearm, the sensor's +x.
    case roll
    /// Up and down.
    case pitch
    /// Left and right; leans on the magnetometer.
    case yaw
  }

  /// Two R-IoTs, 0 on the left and 1 on the right arm.
  public init() {}
}
