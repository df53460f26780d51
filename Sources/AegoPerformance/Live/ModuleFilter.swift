import AegoMotion
import Synchronization

/// Lets through what the performance can use: a module that is on no arm is kept out and remembered, so that somebody
/// can be told of it before the concert.
public final class ModuleFilter: Sendable {
  private let expected: [Int32]
  private let stranger = Atomic<Int32>(-1)

  /// A filter for these arms.
  public init(_ motion: MotionSettings) {
    expected = [motion.left, motion.right].filter(\.isPresent).map(\.module)
  }

  /// Whether the engine can use a message; safe on the receiver's thread.
  public func admits(_ message: Message) -> Bool {
    switch message.address {
    case .raw, .quaternion, .euler:
      if expected.contains(message.module) { return true }
      stranger.store(message.module, ordering: .relaxed)
      return false
    default: return true
    }
  }

  /// What to say of a module that was heard and is on no arm; nil where there was none.
  public var warning: String? {
    let module = stranger.load(ordering: .relaxed)
    guard module >= 0 else { return nil }
    let names = expected.map(String.init).joined(separator: " and ")
    return
      "module \(module) is heard, but the score expects \(names.isEmpty ? "none" : names): see sensors in the score"
  }
}
