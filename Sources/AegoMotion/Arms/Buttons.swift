/// What became of a button.
public enum ButtonGesture: UInt8, BitwiseCopyable, Sendable, CaseIterable {
  /// It was pressed.
  case pressed
  /// It was let go.
  case released
  /// It has been pressed for two seconds.
  case held
}

/// A button of an arm's module, and what became of it.
public struct ButtonEvent: BitwiseCopyable, Equatable, Sendable {
  /// Whose module.
  public var side: HandReward.Side
  /// Which button, counted from 0.
  public var button: Int
  /// What became of it.
  public var gesture: ButtonGesture

  /// A button and what became of it.
  public init(_ side: HandReward.Side, button: Int, _ gesture: ButtonGesture) {
    self.side = side
    self.button = button
    self.gesture = gesture
  }

  /// Whether the same became of the same button.
  @_noLocks public static func == (a: ButtonEvent, b: ButtonEvent) -> Bool {
    a.side == b.side && a.button == b.button && a.gesture == b.gesture
  }
}

/// The buttons of one module: what messages say of them becomes gestures, a few of them in a hop.
struct Buttons: BitwiseCopyable {
  /// How many buttons a module has at most.
  static let most = 2
  /// How long a button is pressed until it is held, in ns.
  static let holding: Int64 = 2_000_000_000

  private var isKnown: UInt8 = 0
  private var pressed: UInt8 = 0
  private var isHeld: UInt8 = 0
  private var pressedAt = InlineArray<2, Int64>(repeating: 0)
  /// What the messages of this hop have made of each button: pressed, let go.
  private var pressedNow: UInt8 = 0
  private var releasedNow: UInt8 = 0
  private var heldNow: UInt8 = 0

  /// Takes what a message says. What a module says first is how its buttons are, and no gesture.
  mutating func receive(_ reading: Reading, at time: Int64) {
    for button in 0..<Buttons.most {
      let bit: UInt8 = 1 << UInt8(button)
      guard reading.toldButtons & bit != 0 else { continue }
      let isPressed = reading.buttons & bit != 0
      let isNew = isKnown & bit == 0
      if isNew || isPressed != (pressed & bit != 0) {
        if !isNew, isPressed { pressedNow |= bit }
        if !isNew, !isPressed { releasedNow |= bit }
        isHeld &= ~bit
        pressedAt[button] = time
      }
      isKnown |= bit
      pressed = isPressed ? pressed | bit : pressed & ~bit
    }
  }

  /// Goes on to a hop: what is held long enough is held.
  mutating func advance(to time: Int64) {
    for button in 0..<Buttons.most {
      let bit: UInt8 = 1 << UInt8(button)
      guard pressed & bit != 0, isHeld & bit == 0, time - pressedAt[button] >= Buttons.holding else { continue }
      isHeld |= bit
      heldNow |= bit
    }
  }

  /// Forgets how the buttons are: the module is silent, and may come back otherwise.
  mutating func forget() {
    isKnown = 0
    pressed = 0
    isHeld = 0
  }

  /// Whether this became of a button since it was asked last; asked once.
  mutating func take(_ button: Int, _ gesture: ButtonGesture) -> Bool {
    let bit: UInt8 = 1 << UInt8(button)
    switch gesture {
    case .pressed:
      defer { pressedNow &= ~bit }
      return pressedNow & bit != 0
    case .released:
      defer { releasedNow &= ~bit }
      return releasedNow & bit != 0
    case .held:
      defer { heldNow &= ~bit }
      return heldNow & bit != 0
    }
  }
}
