/// How a piece is played otherwise than it is written, to try it.
public struct Rehearsal: Sendable, Equatable, Codable {
  /// How many times shorter every scene is; the sound is as written.
  public var speed = 1.0
  /// Whether the first condition of each scene counts as given once the scene has lasted its minimum, or all but a go as
  /// never given; nil as they are.
  public var conditions: Bool?
  /// Whether a scene begins anew where it ends, from the one on that the performance begins with.
  public var loops = false

  /// As it is written.
  public init() {}
}
