import AegoPerformance

/// Refused commands in words, at most one line a second for those of one kind: a flood of them is told by its number.
struct RefusedCommands {
  private var last: Event?
  /// How many of the same kind came since it was told.
  private var untold = 0

  /// The line about an event that says that a command was refused; nil where it was told a moment ago.
  mutating func line(_ event: Event) -> String? {
    let isSame = last?.address == event.address && last?.refusal == event.refusal
    if isSame, let last, event.time - last.time < 1_000_000_000 {
      untold += 1
      return nil
    }
    let before = isSame && untold > 0 ? " (and \(untold) times before)" : ""
    (last, untold) = (event, 0)
    return "\(Journal.name(event.address)) refused\(before): \(RefusedCommands.words(event.refusal))"
  }

  private static func words(_ refusal: Event.Refusal) -> String {
    switch refusal {
    case .begun: "the piece has begun already"
    case .notAwaited: "nothing waits for it now"
    case .arguments: "it takes one number for each axis of the space that sounds"
    case .ending: "the piece is ending already"
    case .nothing: "there is nothing left to take back or to go to"
    case .unknown: "nothing of this space is kept under this name, or no more can be kept"
    case .tooMany: "a hop of 10 ms carries out four such commands"
    }
  }
}
