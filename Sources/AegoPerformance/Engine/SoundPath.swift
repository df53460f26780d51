import AegoNumerics
import AegoSpectrum

/// Where the sound is and where it goes: the gliding position, the change of space and of voice, the gain.
struct SoundPath: BitwiseCopyable {
  /// The loudness at 0 dB in LUFS, which leaves room for the peaks.
  static let loudness = -15.0
  /// The most that the gain moves in a hop, in parts of that at 0 dB, so that a level that jumps does not click.
  private static let steepest: Float = 0.15
  /// The shortest change from one voice to the other, in nanoseconds: what the spectral one needs to arrive.
  private static let voiceChange: Int64 = 100_000_000

  /// The time constant of the way back to a kept place, and how long it takes until a fiftieth of the way is left.
  private static let slowest = 1e9
  private static let wayBack: Int64 = 4_000_000_000

  /// What a voice of unit level is multiplied by at 0 dB: both channels together have the loudness.
  let reference = Float((KWeighting.meanSquare(loudness: SoundPath.loudness) / 2).squareRoot())
  private var frame = SoundFrame()
  private var spaceGain: Float = 1
  private var frozenGain: Float = 1
  private var space = Change()
  private var voice = Change()
  private var voiceIsSines = false
  private var slowUntil = Int64.min

  /// A smooth step that begins at a time and takes a time, in nanoseconds.
  private struct Change: BitwiseCopyable {
    var start: Int64 = 0
    var length: Int64 = 0

    /// How far it has come, 0...1.
    func part(at time: Int64) -> Float {
      guard length > 0, time - start < length else { return 1 }
      let t = Float(max(0, time - start)) / Float(length)
      return t * t * (3 - 2 * t)
    }
  }

  /// The space sounds from `position` on with its own gain; what sounded stays as it was and fades into it over
  /// `crossfade` nanoseconds.
  mutating func changeSpace(
    to next: Int, gain: Float, position: UnsafePointer<Float>, axes: Int, at time: Int64, crossfade: Int64
  ) {
    frozenGain = mixedGain(at: time)
    spaceGain = gain
    space = Change(start: time, length: crossfade)
    frame.space = next
    frame.isTurn = true
    jump(to: position, axes: axes)
  }

  /// Another voice sounds from now on, over at least `crossfade` nanoseconds; at the piece's begin at once.
  mutating func changeVoice(toSines isSines: Bool, at time: Int64, crossfade: Int64, atOnce: Bool) {
    guard isSines != voiceIsSines else { return }
    voiceIsSines = isSines
    voice = Change(start: time, length: atOnce ? 0 : max(crossfade, SoundPath.voiceChange))
  }

  /// The sound is at a place at once.
  mutating func jump(to place: UnsafePointer<Float>, axes: Int) {
    slowUntil = .min
    for axis in 0..<axes { frame.position[axis] = place[axis] }
  }

  /// For a while the sound follows no faster than with a time constant of a second: on its way back to a kept place.
  mutating func glideSlowly(from time: Int64) { slowUntil = time + SoundPath.wayBack }

  /// The sound follows a position from a time on, with a time constant; all times in nanoseconds.
  mutating func follow(
    _ target: UnsafePointer<Float>, axes: Int, timeConstant: Double, from time: Int64, elapsed: Int64
  ) {
    let timeConstant = time < slowUntil ? max(timeConstant, SoundPath.slowest) : timeConstant
    let part = timeConstant > 0 ? Float(1 - Portable.exp(-Double(elapsed) / timeConstant)) : 1
    for axis in 0..<axes { frame.position[axis] += part * (target[axis] - frame.position[axis]) }
  }

  /// Decides what a hop sounds like.
  ///
  /// - Parameters:
  ///   - gain: what level and fades give at the hop's end; 1 is 0 dB.
  ///   - time: the hop's beginning.
  ///   - isHeld: whether the last spectrum stays. A turn to another space waits for the next frame then.
  /// - Returns: the hop's frame.
  mutating func frame(gain: Float, at time: Int64, isHeld: Bool) -> SoundFrame {
    let wanted = gain * mixedGain(at: time) * reference
    let largest = SoundPath.steepest * reference
    frame.gain += max(-largest, min(largest, wanted - frame.gain))
    frame.morph = space.part(at: time)
    let part = voice.part(at: time)
    frame.sines = voiceIsSines ? part : 1 - part
    frame.isHeld = isHeld
    defer { if !isHeld { frame.isTurn = false } }
    return frame
  }

  /// The gain is 0 at once.
  mutating func cut() { frame.gain = 0 }

  /// Whether the last frame's gain has come to 0.
  var isSilent: Bool { frame.gain == 0 }

  private func mixedGain(at time: Int64) -> Float { frozenGain + space.part(at: time) * (spaceGain - frozenGain) }
}
