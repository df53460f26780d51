/// What the performer's commands have left as it is, as whoever reads the events knows it.
public struct TransportState: Sendable, Equatable {
  /// Whether score time is held.
  public private(set) var isHeld = false
  /// Whether the agent rests.
  public private(set) var isPaused = false
  /// How far a panic has gone: 0 there is none, 1 the sound fades, 2 it is mute.
  public private(set) var panics = 0

  /// Nothing has been commanded yet.
  public init() {}

  /// How things stand in a performance that goes on.
  init(isHeld: Bool, isPaused: Bool, panics: Int) {
    (self.isHeld, self.isPaused, self.panics) = (isHeld, isPaused, panics)
  }

  /// Takes what the engine did.
  public mutating func take(_ event: Event) {
    guard event.kind == .command else { return }
    switch event.message.address {
    case .hold: isHeld = event.message.number(0) != 0
    case .pause: isPaused = event.message.number(0) != 0
    case .panic: panics += 1
    case .go:
      if panics == 0 { isHeld = false }
      panics = 0
    default: break
    }
  }
}
