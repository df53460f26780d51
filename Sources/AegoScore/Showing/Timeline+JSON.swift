extension Timeline {
  /// The timeline as JSON for other programs, a scene a line; times are integers in nanoseconds. Ends in a line break.
  ///
  /// - Parameters:
  ///   - spaces: The score's spaces, in its order.
  ///   - course: What was played, where there is a take; it stands as `played`.
  /// - Returns: The JSON text.
  public func json(spaces: [SpaceReference], course: PlayedCourse? = nil) -> String {
    let scenes = scenes.map { "    " + $0.json(space: spaces[$0.space].name).line }.joined(separator: ",\n")
    var head = [
      "\"title\": \(JSONText.string(title).line)", "\"duration\": \(duration.map { String($0) } ?? "null")",
      "\"scenes\": [\n\(scenes)\n  ]",
    ]
    if let course { head.append("\"played\": \(course.json)") }
    return "{\n  " + head.joined(separator: ",\n  ") + "\n}\n"
  }
}

extension PlayedScene {
  fileprivate func json(space: String) -> JSONText {
    .object([
      ("start", .integer(start)), ("end", .integer(end)), ("movement", .string(movement)), ("scene", .string(name)),
      ("space", .string(space)), ("dimensions", .array(dimensions.map { .integer(Int64($0)) })), ("period", periodJSON),
      ("crossfade", .integer(crossfade)),
      ("until", until.isEmpty ? .null : .object([("any", .array(until.map(\.json)))])),
      ("min", .integer(minimum)), ("max", .integer(maximum)),
    ])
  }

  /// The period at the scene's start and end.
  private var periodJSON: JSONText {
    var pairs: [(key: String, value: JSONText)] = [
      ("from", .integer(period.nanoseconds(at: 0))), ("to", .integer(period.nanoseconds(at: nominal))),
    ]
    switch period.curve {
    case .linear: pairs.append(("curve", .string("linear")))
    case .exponential: pairs.append(("curve", .string("exponential")))
    case .sine(let every): pairs += [("curve", .string("sine")), ("every", .integer(every))]
    }
    return .object(pairs)
  }
}

extension SceneCondition {
  /// The condition with the score's own keys.
  fileprivate var json: JSONText {
    var pairs: [(key: String, value: JSONText)]
    switch trigger {
    case .go: pairs = [("go", .bool(true))]
    case .stillness(let time): pairs = [("stillness", .integer(time))]
    case .settled(let time): pairs = [("settled", .integer(time))]
    case .reward(let side, let value, let time):
      pairs = [("reward", .string(side.rawValue)), ("value", .number(value)), ("for", .integer(time))]
    }
    return .object(pairs + [("then", .string(then.word))])
  }
}

extension SceneCondition.Destination {
  /// The destination as the score writes it.
  var word: String {
    switch self {
    case .next: "next"
    case .back: "back"
    case .end: "end"
    case .scene(let name): name
    }
  }
}
