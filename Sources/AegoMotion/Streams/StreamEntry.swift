/// One line of a recorded stream.
public struct StreamEntry: Equatable, Sendable {
  /// When, in 2^-32 s from the stream's time 0. Never less than the entry's before.
  public var timetag: UInt64
  /// The number of the line in its file, from 1.
  public var line: Int
  /// What the line says.
  public var content: Content

  /// What a line can say.
  public enum Content: Equatable, Sendable {
    /// A message for the engine.
    case message(Message)
    /// `/aego/take`: a take's header.
    case take(title: String, version: Int)
    /// `/aego/seed`: the seed that was drawn.
    case seed(UInt64)
    /// `/aego/jump`: to the scene of this name.
    case jump(name: String)
    /// Well-formed OSC that is not for us.
    case unknown(address: String)
    /// An address of ours with arguments that it does not take.
    case refused(Refusal, address: String)
  }
}
