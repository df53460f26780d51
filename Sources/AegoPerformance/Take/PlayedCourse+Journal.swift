import AegoScore
import Foundation

extension PlayedCourse {
  /// Reads what a take's performance did; one that was broken off ends with its last line.
  ///
  /// - Parameter directory: the take's folder.
  /// - Throws: `unreadable`, or `damagedTake` where the journal is missing, with the line that no journal has else.
  public init(takeAt directory: String) throws(PerformanceError) {
    let manifest = try Manifest.read(take: directory)
    let path = directory + "/journal.jsonl"
    guard let data = FileManager.default.contents(atPath: path) else {
      throw .damagedTake(path: path, what: "this file of the take is missing")
    }
    self.init()
    let begin = HopClock(hop: manifest.hop, rate: manifest.rate).nanoseconds(manifest.arguments.resumed?.hop ?? 0)
    let decoder = JSONDecoder()
    for (index, text) in data.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard var line = try? decoder.decode(JournalLine.self, from: text) else {
        // What a crash cut off.
        if manifest.ended == "broken", text.endIndex == data.endIndex { break }
        throw .damagedTake(path: path, what: "line \(index + 1) is no line of a journal")
      }
      // What goes on from another take is drawn from its own beginning.
      line.t -= begin
      take(line)
    }
    let recorded = RecordedMark.read(take: directory).map {
      HopClock(hop: manifest.hop, rate: manifest.rate).nanoseconds($0) - begin
    }
    let last = max(actions.last?.time ?? 0, scenes.last?.start ?? 0, commands.last?.time ?? 0, recorded ?? 0)
    length = manifest.ended == "broken" ? last : manifest.length
    ending = manifest.ended == "broken" ? "broken off" : manifest.ended
    close(at: length)
  }

  private mutating func take(_ line: JournalLine) {
    switch line.event {
    case "scene", "resumed":
      closeScene(at: line.t)
      scenes.append(
        Scene(
          start: line.t, end: line.t, movement: line.movement ?? "", name: line.scene ?? "", space: line.space ?? "",
          dimensions: line.dimensions ?? []))
    case "action":
      actions.append(
        Action(
          time: line.t, axis: line.axis ?? 0, explored: line.explored ?? false, reward: line.reward ?? 0,
          position: line.position ?? []))
    case "command", "refused":
      let name = [line.name, line.version].compactMap(\.self).joined(separator: " ")
      let isRelease = ["hold", "pause"].contains(name) && line.arguments?.first?.number == 0
      commands.append(
        Command(time: line.t, name: name, isRefused: line.event == "refused", isRelease: isRelease))
    case "fault" where line.what == "arm-silent":
      silences.append(Silence(arm: line.arm ?? "", start: line.t, end: .max))
    case "fault" where line.what == "arm-heard":
      let open = silences.lastIndex { $0.arm == line.arm && $0.end == .max }
      if let open { silences[open].end = line.t }
    case "end": closeScene(at: line.t)
    default: break
    }
  }

  private mutating func closeScene(at time: Int64) {
    if !scenes.isEmpty, scenes[scenes.count - 1].end == scenes[scenes.count - 1].start {
      scenes[scenes.count - 1].end = time
    }
  }

  /// The last scene ends where the fade out begins: with the command to stop, else with the action that would have been
  /// next; one in which the agent rests at last, with the performance.
  private mutating func close(at time: Int64) {
    let stop = commands.last { !$0.isRefused && ["stop", "stop_program"].contains($0.name) }
    if let scene = scenes.last, let stop, stop.time >= scene.start {
      scenes[scenes.count - 1].end = min(time, stop.time)
    } else if let scene = scenes.last, let action = actions.last, action.time >= scene.start, !isAtRest {
      let before = actions.dropLast().last.map { action.time - $0.time } ?? 0
      scenes[scenes.count - 1].end = min(time, action.time + before)
    }
    closeScene(at: time)
    for index in silences.indices where silences[index].end == .max { silences[index].end = time }
  }
}

/// The keys of a journal's line that a picture needs.
private struct JournalLine: Decodable {
  var t: Int64
  var event: String
  var movement: String?
  var scene: String?
  var space: String?
  var dimensions: [Int]?
  var axis: Int?
  var explored: Bool?
  var reward: Float?
  var position: [Float]?
  var name: String?
  var arguments: [Argument]?
  var what: String?
  var arm: String?

  /// A command's argument: a number, or a name that no picture needs.
  struct Argument: Decodable {
    var number: Double?

    init(from decoder: any Decoder) throws {
      number = try? decoder.singleValueContainer().decode(Double.self)
    }
  }

  /// The version of the score that is taken up.
  var version: String? {
    name == "score" ? arguments?.first?.number.map { "\(Int($0))" } : nil
  }
}
