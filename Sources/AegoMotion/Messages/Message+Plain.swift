extension Message {
  /// Whether this only says that a phone's button was let go, whose pressing commanded something.
  var isRelease: Bool {
    switch address {
    case .undo, .go, .back, .repeat, .panic, .rest: count == 1 && number(0) == 0
    default: false
    }
  }

  /// Whether the address needs no argument; one that is given says no more than that a button was pressed.
  var isPlain: Bool {
    switch address {
    case .exploreState, .exploreAction, .previousState, .nextState, .resetModel: true
    case .undo, .go, .back, .repeat, .panic, .rest, .late, .stop: true
    default: false
    }
  }

  /// The message without a lone int 1 where its address needs no argument.
  ///
  /// `oscsendfile` 0.31 takes the types of the line before for a message without any. So these messages are written
  /// with `i 1`, as a phone's button sends them too, and are one and the same inside.
  var canonical: Message {
    isPlain && count == 1 && integers == 1 && bits[0] == 1 ? Message(address) : self
  }
}
