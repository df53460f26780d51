import AegoScore

/// A condition that ends a scene as the engine reads it: numbers only, of a fixed size.
struct ConditionEntry: BitwiseCopyable {
  /// What must hold.
  enum Kind: UInt8, BitwiseCopyable {
    case go, stillness, above, below, settled
    /// In a rehearsal, what is taken as given, and what as never given.
    case always, never
  }

  /// Destinations that are no scene's index.
  static let next: Int32 = -1
  static let back: Int32 = -2
  static let end: Int32 = -3
  /// What a condition on sensors or agent has to hold at least, in nanoseconds: no scene is left at the instant at which
  /// it was entered, or a piece could go round for ever at one instant.
  static let shortest: Int64 = 10_000_000

  /// What must hold.
  var kind: Kind
  /// What the score writes there.
  private let written: Kind
  /// The reward on whose side it must be.
  var value: Float = 0
  /// For how long, in nanoseconds; 0 of a go alone.
  var time: Int64 = 0
  /// Where the piece goes on: a scene's index, or one of the three above.
  var destination: Int32

  /// A condition.
  ///
  /// - Parameters:
  ///   - condition: as it is written.
  ///   - index: the played scene that it ends.
  ///   - places: where the piece's scenes stand by their names.
  init(_ condition: SceneCondition, of index: Int, places: ScenePlaces) {
    switch condition.trigger {
    case .go: written = .go
    case .stillness(let time): (written, self.time) = (.stillness, max(time, ConditionEntry.shortest))
    case .settled(let time): (written, self.time) = (.settled, max(time, ConditionEntry.shortest))
    case .reward(let side, let value, let time):
      written = side == .above ? .above : .below
      (self.value, self.time) = (Float(value), max(time, ConditionEntry.shortest))
    }
    kind = written
    switch condition.then {
    case .next: destination = ConditionEntry.next
    case .back: destination = ConditionEntry.back
    case .end: destination = ConditionEntry.end
    case .scene(let name): destination = Int32(places.index(of: name, from: index))
    }
  }

  /// How long a scene lasts at least whose condition is taken as given, in nanoseconds.
  private static let given: Int64 = 1_000_000_000

  /// Counts as given, or as never given, whatever happens.
  ///
  /// - Parameters:
  ///   - isGiven: which of both; only the first of a scene's conditions can be given.
  ///   - isFirst: whether it is that. A go stays the performer's where nothing is given.
  mutating func force(_ isGiven: Bool, isFirst: Bool) {
    if isGiven {
      kind = isFirst ? .always : .never
      time = ConditionEntry.given
    } else if kind != .go {
      kind = .never
    }
  }

  /// What the journal says of a scene that begins because this condition held.
  var cause: Event.Cause {
    switch written {
    case .stillness: .stillness
    case .above, .below: .reward
    case .settled: .settled
    case .go, .always, .never: .go
    }
  }
}
