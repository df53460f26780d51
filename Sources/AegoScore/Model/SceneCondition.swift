/// A condition that ends a scene, looked at once the scene has lasted its minimum.
public struct SceneCondition: Sendable, Equatable {
  /// What must hold.
  public var trigger: Trigger
  /// Where the piece goes on.
  public var then: Destination

  /// What must hold.
  public enum Trigger: Sendable, Equatable {
    /// A go.
    case go
    /// Every configured arm's angle within 2° for so many nanoseconds.
    case stillness(Int64)
    /// The reward above (or below) a value for so many nanoseconds.
    case reward(Side, Double, for: Int64)
    /// The agent has expected and chosen the same few actions for so many nanoseconds.
    case settled(Int64)
  }

  /// A side of a value.
  public enum Side: String, Sendable, Equatable, CaseIterable {
    /// Greater than it.
    case above
    /// Less than it.
    case below
  }

  /// Where the piece goes on.
  public enum Destination: Sendable, Equatable {
    /// At the next scene.
    case next
    /// At the scene before.
    case back
    /// Nowhere: it ends.
    case end
    /// At the scene of this name.
    case scene(String)

    /// The words that name a destination; no scene is called so.
    static let words = ["next", "back", "end"]
  }

  /// A condition and its consequence.
  public init(_ trigger: Trigger, then: Destination = .next) {
    self.trigger = trigger
    self.then = then
  }
}
