/// What a performance did, as a picture of it needs: scenes as long as they lasted, actions, commands, faults. Times are
/// performance time in nanoseconds.
public struct PlayedCourse: Sendable, Equatable {
  /// A scene as it was played.
  public struct Scene: Sendable, Equatable {
    /// When it began.
    public var start: Int64
    /// When the next one began, or the performance ended.
    public var end: Int64
    /// The movement's name.
    public var movement: String
    /// The scene's name.
    public var name: String
    /// The space's name.
    public var space: String
    /// The open axes, counted from 1.
    public var dimensions: [Int]

    /// A scene of these.
    public init(start: Int64, end: Int64, movement: String, name: String, space: String, dimensions: [Int]) {
      (self.start, self.end, self.movement, self.name) = (start, end, movement, name)
      (self.space, self.dimensions) = (space, dimensions)
    }
  }

  /// An action of the agent.
  public struct Action: Sendable, Equatable {
    /// When.
    public var time: Int64
    /// The axis, counted from 1.
    public var axis: Int
    /// Whether it was drawn rather than chosen.
    public var explored: Bool
    /// The reward in force, -1...1.
    public var reward: Float
    /// The position after it, 0...1 on every axis of the space.
    public var position: [Float]

    /// An action of these.
    public init(time: Int64, axis: Int, explored: Bool, reward: Float, position: [Float]) {
      (self.time, self.axis, self.explored) = (time, axis, explored)
      (self.reward, self.position) = (reward, position)
    }
  }

  /// A command that was carried out or refused.
  public struct Command: Sendable, Equatable {
    /// When.
    public var time: Int64
    /// Its name in the journal.
    public var name: String
    /// Whether it was refused.
    public var isRefused: Bool
    /// Whether it let something go on that it had stopped: a hold or a pause of 0.
    public var isRelease: Bool

    /// A command of these.
    public init(time: Int64, name: String, isRefused: Bool, isRelease: Bool = false) {
      (self.time, self.name, self.isRefused, self.isRelease) = (time, name, isRefused, isRelease)
    }
  }

  /// A time in which an arm was not heard.
  public struct Silence: Sendable, Equatable {
    /// `left` or `right`.
    public var arm: String
    /// When it fell silent.
    public var start: Int64
    /// When it was heard again, or the performance ended.
    public var end: Int64

    /// A silence of these.
    public init(arm: String, start: Int64, end: Int64) { (self.arm, self.start, self.end) = (arm, start, end) }
  }

  /// The scenes in their order.
  public var scenes: [Scene] = []
  /// The actions in their order.
  public var actions: [Action] = []
  /// The commands in their order.
  public var commands: [Command] = []
  /// When arms were silent.
  public var silences: [Silence] = []
  /// The performance's length.
  public var length: Int64 = 0
  /// How it ended: `complete`, `stopped`, `limit` or `broken`.
  public var ending = ""

  /// A course in which nothing has happened yet.
  public init() {}
}
