import AegoNumerics

/// A value of the score over the time of the level (piece, movement or scene) that it was written on, as seen from one
/// scene.
///
/// Times are nominal: `t` below is the time in the scene, at most the scene's nominal length.
public struct Ramp: BitwiseCopyable, Sendable, Equatable {
  /// How the value goes from `from` to `to`.
  public enum Curve: BitwiseCopyable, Sendable, Equatable {
    /// from + (to - from) · t / T
    case linear
    /// from · (to / from)^(t / T)
    case exponential
    /// A sine of the given length in nanoseconds that starts at `from`, its one extreme, and has `to` as the other.
    case sine(every: Int64)
  }

  /// The value at the level's start; nanoseconds, degrees, decibels or a factor, as the key has it.
  public var from: Double
  /// The value at the level's end.
  public var to: Double
  /// The way between the two.
  public var curve: Curve
  /// T, the level's nominal length in nanoseconds.
  public var length: Int64
  /// The nominal lengths of the level's scenes before this one, in nanoseconds.
  public var offset: Int64

  /// A ramp over a level of `length` nanoseconds, in a scene that enters at `offset` of it.
  public init(from: Double, to: Double, curve: Curve = .linear, length: Int64 = 0, offset: Int64 = 0) {
    self.from = from
    self.to = to
    self.curve = curve
    self.length = length
    self.offset = offset
  }

  /// A value that stays.
  public init(constant: Double) { self.init(from: constant, to: constant) }

  /// The value at time `t` of the scene, in nanoseconds.
  @_noLocks public func value(at t: Int64) -> Double {
    if from == to { return from }
    let time = Double(offset + t)
    switch curve {
    case .linear: return length > 0 ? from + (to - from) * time / Double(length) : to
    case .exponential: return length > 0 ? from * Portable.pow(to / from, time / Double(length)) : to
    case .sine(let every):
      // The phase is taken from the remainder, so that an installation of days keeps its accuracy.
      let phase = Double((offset + t) % max(every, 1)) / Double(max(every, 1))
      return (from + to) / 2 + (from - to) / 2 * Portable.cos(2 * .pi * phase)
    }
  }

  /// The value at time `t` of the scene as whole nanoseconds: a linear ramp rounded down, exactly, by integers; others
  /// to the nearest.
  @_noLocks public func nanoseconds(at t: Int64) -> Int64 {
    guard curve == .linear, from != to, length > 0 else { return Int64(value(at: t) + 0.5) }
    let (start, end) = (Int64(from), Int64(to))
    let (high, low) = abs(end - start).multipliedFullWidth(by: offset + t)
    let (quotient, remainder) = length.dividingFullWidth((high, low))
    if end >= start { return start + quotient }
    return start - quotient - (remainder == 0 ? 0 : 1)
  }
}
