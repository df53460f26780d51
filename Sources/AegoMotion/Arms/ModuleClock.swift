/// Tells, by the times that some modules send, what is older than what was heard before: packets overtake each other on
/// Wi-Fi, and some come twice. A module that was switched off and on begins its time anew.
struct ModuleClock: BitwiseCopyable {
  /// How far behind a packet can be that was overtaken, in ms of its module; what is further behind is a new beginning.
  private static let reach = 1000.0

  /// The last time of each form.
  private var last = InlineArray<32, Double>(repeating: -.infinity)
  /// When that was heard.
  private var heardAt = InlineArray<32, Int64>(repeating: 0)
  /// Whether the module has just begun its time anew.
  private(set) var hasRestarted = false

  /// Whether a message is to be taken.
  ///
  /// - Parameters:
  ///   - message: its form has a time of its own, and an int as its time is exact, so that the same again is the same
  ///     message.
  ///   - told: the module's time in ms; nil for a module that sends none.
  ///   - time: now, in ns.
  ///   - timeout: after so many ns without anything newer, what comes is taken, whatever it says of its time.
  /// - Returns: false for what was overtaken or came twice.
  mutating func takes(_ message: Message, _ told: Double?, at time: Int64, timeout: Int64) -> Bool {
    hasRestarted = false
    guard let told else { return true }
    let form = Int(message.form.rawValue)
    let behind = last[form] - told
    let isRepeated = behind == 0 && message.hasExactTime
    if behind > 0 || isRepeated, behind < ModuleClock.reach, time - heardAt[form] < timeout { return false }
    hasRestarted = behind >= ModuleClock.reach
    last[form] = told
    heardAt[form] = time
    return true
  }
}

extension Message {
  /// Whether the module's time is whole milliseconds: a float may be too coarse to tell one message from the next.
  fileprivate var hasExactTime: Bool {
    switch form.family {
    case .riot: true
    case .comote: count > 3 && isInteger(3)
    default: false
    }
  }
}
