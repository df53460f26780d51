/// The keys of a ramp that is written out, for one kind of number.
struct RampKeys: Sendable {
  /// What its values are.
  let quantity: Quantity
  let from: Key<Double>
  let to: Key<Double>
  let curve: Key<RampCurve>
  let between: Key<[Double]>
  let every: Key<Int64>
  /// From one value to another.
  let way: Mapping
  /// To and fro between two.
  let breath: Mapping

  init(_ name: String, _ quantity: Quantity) {
    self.quantity = quantity
    from = Key("from", .end(quantity), "The value at the level's start.", required: "say where the ramp begins")
    to = Key("to", .end(quantity), "The value at the level's end.", required: "say where the ramp ends")
    curve = Key(
      "curve", .word("a curve"), "Even steps, or equal ratios in equal times, both ends above 0.", standIn: "linear",
      examples: ["exponential"])
    between = Key(
      "between", .pair(quantity), "The two values of a sine that starts at the first.",
      required: "write {between: [A, B], every: 40s}")
    every = Key(
      "every", .duration(.breath), "How long one breath takes, there and back.", examples: ["40s"],
      required: "say how long one breath takes, there and back: `every: 40s`")
    way = Mapping("\(name)Ramp", [from.entry, to.entry, curve.entry])
    breath = Mapping("\(name)Breath", [between.entry, every.entry])
  }

  static let period = RampKeys("period", .period)
  static let range = RampKeys("range", .range)
  static let sense = RampKeys("sense", .sense)
  static let level = RampKeys("level", .level)
}

/// The curves that a score can name.
enum RampCurve: String, Sendable, CaseIterable { case linear, exponential }
