/// What has arrived so far, for people and programs that want to see it.
public struct SensorReport: Sendable {
  /// One module that is heard.
  public struct Module: Sendable {
    /// What kind it is.
    public var family: ModuleFamily
    /// Its number or name; empty for one that has none.
    public var id: String
    /// The arms that wear it: none, one or both.
    public var arms: [HandReward.Side]
    /// How many of its messages have arrived.
    public var messages: Int
    /// How many samples a second, over the last two seconds.
    public var rate: Double
    /// The standard deviation of the times between samples over the last two seconds, in ms.
    public var jitter: Double
    /// The longest time between two samples, in ms.
    public var longestGap: Double
    /// Its charge, 0...1 where it sends a part, else in volts; nil where it sends none.
    public var battery: Double?
    /// Its rotation from rest about the arm's axis in degrees, palm up positive; 0 without rest pose.
    public var angle: Double
    /// How fast it says that it turns about that axis, in degrees per second.
    public var speed: Double
    /// Whether its rest pose is known.
    public var hasRestPose: Bool
    /// Whether it has not been heard for the time-out.
    public var isSilent: Bool
    /// Which of its buttons are pressed; empty for a module that tells of none.
    public var buttons: [Bool]
    /// How many of its messages had been overtaken or came twice.
    public var overtaken: Int
  }

  /// An address whose messages could not be used.
  public struct Address: Sendable, Equatable {
    /// The address.
    public var path: String
    /// How many came.
    public var count: Int
    /// Why they could not be used.
    public var reason: Refusal
  }

  /// The modules, in the order in which they were first heard.
  public var modules: [Module] = []
  /// The reward that the performer's arms would give.
  public var reward: Float = 0
  /// For how long every arm has been still, in ns.
  public var stillness: Int64 = 0
  /// How many commands have arrived.
  public var commands = 0
  /// How many packets were none.
  public var malformed = 0
  /// Addresses whose messages could not be used, at most 32 of them.
  public var useless: [Address] = []
}
