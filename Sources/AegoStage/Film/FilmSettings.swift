/// How a film is shot.
public struct FilmSettings: Sendable, Equatable {
  /// The frames' width in pixels, even.
  public var width = 1920
  /// The frames' height in pixels, even.
  public var height = 1080
  /// Frames per second.
  public var rate = 60
  /// Where in the take it begins, in nanoseconds from the take's first hop.
  public var from: Int64 = 0
  /// How long it lasts, in nanoseconds; nil for up to the take's end.
  public var length: Int64?
  /// Whether it has the take's sound.
  public var hasSound = true

  /// The whole take, 1920 by 1080 at 60 frames a second, with its sound.
  public init() {}

  /// The performance's time at a frame, in nanoseconds from the film's beginning.
  func time(of frame: Int) -> Int64 { Int64(frame) * 1_000_000_000 / Int64(rate) }

  /// How many frames a length in nanoseconds has: as many as begin in it.
  func frames(in length: Int64) -> Int { Int((length * Int64(rate) + 999_999_999) / 1_000_000_000) }

  /// How many samples its sound has at most, by how many there are in a second; 0 where the length is not known.
  func samples(_ rate: Int) -> Int { length.map { Int($0 / 1_000_000_000 + 1) * rate } ?? 0 }
}
