/// What a score says about the performer's arms.
public struct MotionSettings: Equatable, Sendable {
  /// One arm's module.
  public struct Arm: Equatable, Sendable {
    /// Whether the arm is there at all.
    public var isPresent: Bool
    /// What kind of module it is.
    public var family = ModuleFamily.riot
    /// The module's number, as in `/<id>/raw`; of a kind whose ids are words, the id's place in `names`.
    public var module: Int32
    /// Whether the module is worn so that palm up turns it the other way.
    public var isInverted: Bool
    /// What this arm's reward turns about; nil for what it does on both.
    public var axis: Axis?
    /// Where a module of kind `custom` has its numbers.
    public var source = CustomSource()

    /// An arm with a module.
    public init(module: Int32, isInverted: Bool = false, isPresent: Bool = true) {
      self.module = module
      self.isInverted = isInverted
      self.isPresent = isPresent
    }

    /// An arm that is not there.
    public static let none = Arm(module: -1, isPresent: false)
  }

  /// The sensor's axis that rewards turn about.
  public enum Axis: Equatable, Sendable, BitwiseCopyable {
    /// The sensor's +x, along the forearm.
    case roll
    /// The sensor's +y.
    case pitch
    /// The sensor's +z; needs a module that sends quaternions.
    case yaw
  }

  /// The left arm.
  public var left = Arm(module: 0, isInverted: true)
  /// The right arm.
  public var right = Arm(module: 1)
  /// The ids of modules that have words for them; of a custom one, the address of its messages.
  public var names: [String] = []
  /// What the reward turns about.
  public var axis = Axis.roll
  /// The rotation that counts as none, in degrees.
  public var deadzone = 5.0
  /// The time constant of the smoothing, in ns.
  public var smoothing: Int64 = 50_000_000
  /// How long an arm must be still for its rest pose, in ns.
  public var rest: Int64 = 3_000_000_000
  /// Without a packet for this long an arm is silent, in ns.
  public var timeout: Int64 = 500_000_000

  /// The settings of a score that says nothing: two R-IoT modules, 0 left and 1 right.
  public init() {}

  /// How many arms there are.
  var arms: Int { (left.isPresent ? 1 : 0) + (right.isPresent ? 1 : 0) }
}
