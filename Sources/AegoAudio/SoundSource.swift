/// What an output pulls its sound from: a C function, so that the sound's thread meets no closure and no existential.
public struct SoundSource: @unchecked Sendable {
  // Sendable because the context is only handed back to the function, on one thread.

  /// Renders one hop of interleaved stereo, 24-bit numbers; 0 once the sound is over.
  ///
  /// The last argument is 1 when the hop is asked for late: the device's queue held less than a hop, or on the clock
  /// its time had passed by more than a hop. Else it is 0, also while the queue is being filled.
  public typealias Render = @convention(c) (UnsafeMutableRawPointer?, UnsafeMutablePointer<Int32>, Int32) -> Int32

  /// The function.
  public let render: Render
  /// What it is given; it must live as long as the output runs.
  public let context: UnsafeMutableRawPointer
  /// Frames in a hop.
  public let hop: Int
  /// Frames per second.
  public let rate: Int

  /// A source of so many frames a hop.
  public init(render: @escaping Render, context: UnsafeMutableRawPointer, hop: Int, rate: Int) {
    self.render = render
    self.context = context
    self.hop = hop
    self.rate = rate
  }
}
