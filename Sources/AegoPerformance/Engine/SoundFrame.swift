/// What one hop is to sound like: all that the engine decides about its sound before anything is decoded.
///
/// Sound decides nothing in return, and so the frames of several hops can be decided first and sounded together.
struct SoundFrame: BitwiseCopyable {
  /// The place in the space, 0...1 on each axis.
  var position: InlineArray<32, Float> = InlineArray(repeating: 0.5)
  /// The space that is decoded.
  var space = 0
  /// Whether nothing sounds: before the piece and after it.
  var isSilent = false
  /// Whether the last hop's spectrum stays as it is and nothing is decoded.
  var isHeld = false
  /// Whether the spectrum that sounded until now is frozen, as what the space is mixed with from now on.
  var isTurn = false
  /// The space's part in the mix with the frozen spectrum, 0...1.
  var morph: Float = 1
  /// The additive voice's part in the sound, 0...1; the spectral one has the rest.
  var sines: Float = 0
  /// The amplitude at the hop's end, with which a voice of unit level is multiplied.
  var gain: Float = 0
}
