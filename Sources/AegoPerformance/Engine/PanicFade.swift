import AegoNumerics

/// How loud a panic leaves the sound: it fades musically at the first, is mute at the second, and comes back at a go.
struct PanicFade: BitwiseCopyable {
  /// How long the first panic fades, in nanoseconds.
  static let fadeOut: Int64 = 3_000_000_000
  /// How long the sound takes to come back, in nanoseconds.
  static let fadeIn: Int64 = 2_000_000_000

  private var from = 1.0
  private var start: Int64 = 0
  private var rises = true
  private var length: Int64 = 0

  /// The sound begins to fade.
  mutating func fade(at time: Int64) { turn(at: time, rises: false, length: PanicFade.fadeOut) }

  /// There is no sound.
  mutating func mute(at time: Int64) { turn(at: time, rises: false, length: 0) }

  /// The sound comes back.
  mutating func recover(at time: Int64) { turn(at: time, rises: true, length: PanicFade.fadeIn) }

  private mutating func turn(at time: Int64, rises: Bool, length: Int64) {
    from = amplitude(at: time)
    (start, self.rises, self.length) = (time, rises, length)
  }

  /// The amplitude at a time, 0...1.
  func amplitude(at time: Int64) -> Double {
    guard length > 0, time - start < length else { return rises ? 1 : 0 }
    let part = Double(max(0, time - start)) / Double(length)
    return rises ? from + (1 - from) * Portable.sin(.pi / 2 * part) : from * (1 - part) * (1 - part)
  }
}
