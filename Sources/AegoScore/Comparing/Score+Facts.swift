/// What a score says on each of its levels, as texts that can be compared and shown.
extension Score {
  /// What may change while the piece is played.
  var facts: [Fact] {
    [
      Fact("title", title), Fact("composer", composer ?? "none"),
      Fact("fade out", DurationText.score(sound.fadeOut)), Fact("guard", DurationText.score(transport.guard)),
      Fact("hold", transport.hold.rawValue), Fact("controls", controls.words),
    ] + settings.facts(self, standard: "default")
      + [Fact("order", order.map { movements[$0].name }.joined(separator: ", "))]
  }

  /// What a performance is made of before it begins.
  var fixedFacts: [Fact] {
    [
      Fact("seed", seed.words), Fact("start", start.words),
      Fact("spaces", spaces.sorted { $0.name < $1.name }.map(\.words).joined(separator: ", ")),
      Fact("port", "\(sensors.listen):\(sensors.port)"), Fact("left arm", sensors.left.words),
      Fact("right arm", sensors.right.words), Fact("axis", sensors.axis.rawValue),
      Fact("deadzone", decimal(sensors.deadzone) + "deg"), Fact("smoothing", DurationText.score(sensors.smoothing)),
      Fact("rest", DurationText.score(sensors.rest)), Fact("timeout", DurationText.score(sensors.timeout)),
      Fact("credit", [agent.creditFrom, agent.creditTo].map(DurationText.score).joined(separator: "..")),
      Fact("agent start", agent.start?.value ?? "none"), Fact("rate", "\(sound.rate)"),
      Fact("width", decimal(sound.width)), Fact("fade in", DurationText.score(sound.fadeIn)),
    ]
  }
}

extension Movement {
  func facts(_ score: Score) -> [Fact] {
    [Fact("repeat", passes.map { "\($0)" } ?? "forever")] + settings.facts(score, standard: "inherited")
  }
}

extension Scene {
  func facts(_ score: Score) -> [Fact] {
    [
      Fact("length", length.words),
      Fact("until", until.isEmpty ? "its length" : until.map(\.text).joined(separator: " or ")),
      Fact("repeat", "\(passes)"), Fact("direction", direction.map { "\"\($0)\"" } ?? "none"),
    ] + settings.facts(score, standard: "inherited")
  }

  /// What is written of a new scene.
  func words(_ score: Score) -> String {
    var words = [length.words]
    if !until.isEmpty { words.append("until " + until.map(\.text).joined(separator: " or ")) }
    words += settings.facts(score, standard: "").filter { !$0.text.isEmpty }.map { "\($0.key) \($0.text)" }
    return words.joined(separator: ", ")
  }
}

extension SceneLength {
  fileprivate var words: String {
    let text = DurationText.score(nominal)
    if minimum == maximum { return text }
    return "\(text) (\(DurationText.score(minimum)) to \(DurationText.score(maximum)))"
  }
}

extension LevelSettings {
  /// What is written on a level; the standard's word where nothing is.
  func facts(_ score: Score, standard: String) -> [Fact] {
    [
      Fact("space", space.map { score.spaces[$0.value].name } ?? standard),
      Fact("dimensions", dimensions?.value.words ?? standard),
      Fact("period", period?.value.words { DurationText.score(Int64($0)) } ?? standard),
      Fact("range", range?.value.words { decimal($0) + "deg" } ?? standard),
      Fact("sense", sense?.value.words { decimal($0) } ?? standard),
      Fact("level", level?.value.words { $0.isFinite ? decimal($0) + "dB" : "silent" } ?? standard),
      Fact("crossfade", crossfade.map { DurationText.score($0.value) } ?? standard),
      Fact("step", step?.value.words ?? standard), Fact("glide", glide?.value.words ?? standard),
      Fact("exploration", exploration.map { percent($0.value) } ?? standard),
      Fact("settling", settling.map { DurationText.score($0.value) } ?? standard),
      Fact("curiosity", curiosity.map { decimal($0.value) } ?? standard),
      Fact("memory", memory?.value.rawValue ?? standard), Fact("enter", enter?.value.rawValue ?? standard),
      Fact("voice", voice?.value.rawValue ?? standard), Fact("palette", image.palette?.value.rawValue ?? standard),
      Fact("text", image.text.map { $0.value ? "on" : "off" } ?? standard),
      Fact("mirrored", image.mirrored.map { "\($0.value)" } ?? standard),
    ]
  }
}

extension Dimensions {
  fileprivate var words: String {
    switch self {
    case .first(let count): "\(count)"
    case .axes(let axes): "[\(axes.map(String.init).joined(separator: ", "))]"
    }
  }
}

extension WrittenRamp {
  fileprivate func words(_ text: (Double) -> String) -> String {
    if from == to { return text(from) }
    return switch curve {
    case .linear: "\(text(from))..\(text(to))"
    case .exponential: "\(text(from))..\(text(to)) exponential"
    case .sine(let every): "between \(text(from)) and \(text(to)) every \(DurationText.score(every))"
    }
  }
}

extension AgentStep {
  fileprivate var words: String {
    switch self {
    case .perSecond(let fraction): percent(fraction) + "/s"
    case .perAction(let fraction): percent(fraction)
    }
  }
}

extension Glide {
  fileprivate var words: String {
    switch self {
    case .periods(let count): percent(count)
    case .duration(let time): DurationText.score(time)
    }
  }
}

/// A fraction as a score writes it, to a thousandth of a percent.
private func percent(_ fraction: Double) -> String { decimal((fraction * 100_000).rounded() / 1000) + "%" }

extension Score.Seed {
  fileprivate var words: String {
    switch self {
    case .number(let number): "\(number)"
    case .new: "new"
    }
  }
}

extension Score.Start {
  fileprivate var words: String {
    switch self {
    case .now: "now"
    case .go: "go"
    case .stillness(let time): "stillness \(DurationText.score(time))"
    }
  }
}

extension SpaceReference {
  fileprivate var words: String { "\(name) \(path)" + (gain == 0 ? "" : " \(decimal(gain))dB") }
}

extension SensorSettings.Sensor? {
  fileprivate var words: String {
    guard let self else { return "none" }
    let inverted = self.invert ? " inverted" : ""
    let axis = self.axis.map { " " + $0.rawValue } ?? ""
    guard let columns = self.columns else { return "\(self.source.rawValue) \(self.id)\(inverted)\(axis)" }
    return "\(columns.words)\(inverted)\(axis)"
  }
}

extension SensorColumns {
  fileprivate var words: String {
    func list(_ columns: [Int]) -> String { columns.map(String.init).joined(separator: " ") }
    return "\(address) quaternion \(list(quaternion)) \(order) gravity \(list(gravity)) \(gravityUnit) "
      + "gyroscope \(list(gyroscope)) \(gyroscopeUnit)"
  }
}
