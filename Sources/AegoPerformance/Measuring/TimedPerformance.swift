import AegoMotion
import AegoNumerics
import AegoScore
import AegoSpace
import Foundation

/// A performance pulled as fast as it goes, with a reward at every hop, each pull timed.
struct TimedPerformance {
  /// What each hop took, in microseconds; hops that were pulled together share evenly.
  private let hops: [Double]
  private let hopLength: Double

  /// Plays a part of a piece from a scene's beginning.
  init(_ piece: Piece, scene: Int, seconds: Int64, hopsAhead: Int) {
    var arguments = StartArguments()
    arguments.scene = scene
    self.init(piece.program, arguments, seconds: seconds, hopsAhead: hopsAhead)
  }

  private init(_ written: Program, _ start: StartArguments, seconds: Int64, hopsAhead: Int) {
    var (program, arguments) = (written, start)
    arguments.limit = seconds * 1_000_000_000
    program.start = .now
    let performance = Performance(program, arguments)
    var samples = [Int32](repeating: 0, count: 2 * program.clock.hop * hopsAhead)
    var (times, goesOn): ([Double], Bool) = ([], true)
    while goesOn {
      let begin = ContinuousClock.now
      var decided = 0
      while goesOn && decided < hopsAhead {
        let reward = Message(.reward, floats: [Float(Portable.sin(Double(performance.nextHop) * 0.01))])
        goesOn = performance.decide([reward], count: 1)
        decided += 1
      }
      performance.sound(into: &samples)
      while performance.events.pop() != nil {}
      let time = (ContinuousClock.now - begin) / .microseconds(1)
      times += Array(repeating: time / Double(decided), count: decided)
    }
    hops = times
    hopLength = Double(program.clock.nanoseconds(1)) / 1000
  }

  /// One movement in one space, its scenes of equal length, a second at least, actions every 30 ms.
  static func simple(_ space: LatentSpace, axes: Int, scenes: Int, seconds: Int64) -> TimedPerformance {
    let length = max(1000, Int(seconds) * 1000 / scenes)
    let scene = "      - {dimensions: \(axes), for: \(length)ms}\n"
    let text =
      "score: 1\ntitle: timed\nspaces: {space: space.safetensors}\nperiod: 30ms\n"
      + "movements:\n  - name: all\n    space: space\n    scenes:\n" + String(repeating: scene, count: scenes)
    guard let score = ScoreReader(path: "timed", text: text).score else {
      preconditionFailure("the score of a timed performance is valid")
    }
    return TimedPerformance(
      Program(score, spaces: [space]), StartArguments(), seconds: seconds, hopsAhead: 1)
  }

  /// In microseconds. Hops that learn and hops that do not differ, and the median may be either.
  var meanHop: Double { hops.reduce(0, +) / Double(hops.count) }

  /// The time that a part of the hops stays below, in microseconds.
  func percentile(_ part: Double) -> Double {
    let sorted = hops.sorted()
    return sorted[min(sorted.count - 1, Int(part * Double(sorted.count)))]
  }

  /// The longest hop over its length.
  var worst: Double { (hops.max() ?? 0) / hopLength }

  /// What each hop took, over its length.
  var loads: [Double] { hops.map { $0 / hopLength } }

  /// How many times faster than real time.
  var speed: Double { hopLength / meanHop }

  /// The mean of the hops of a minute, counted from 0, in microseconds.
  func mean(ofMinute minute: Int) -> Double {
    let count = Int(60_000_000 / hopLength)
    let part = hops.dropFirst(minute * count).prefix(count)
    return part.isEmpty ? 0 : part.reduce(0, +) / Double(part.count)
  }
}

/// A performance with a reward at every hop whose take is written, timed as a whole.
enum TimedTake {
  /// How many times faster than real time.
  static func speed(_ piece: Piece, scene: Int, seconds: Int64) throws -> Double {
    var arguments = StartArguments()
    arguments.scene = scene
    arguments.limit = seconds * 1_000_000_000
    let folder = NSTemporaryDirectory() + "aego-bench-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let begin = ContinuousClock.now
    let take = try TakeWriter(directory: folder, piece: piece, arguments: arguments, writesSeed: false)
    var program = piece.program
    program.start = .now
    let performance = Performance(program, arguments)
    let length = 2 * program.clock.hop
    var samples = [Int32](repeating: 0, count: length * Performance.hopsAhead)
    var goesOn = true
    while goesOn {
      var decided = 0
      while goesOn && decided < Performance.hopsAhead {
        let hop = performance.nextHop
        let reward = Message(.reward, floats: [Float(Portable.sin(Double(hop) * 0.01))])
        goesOn = performance.decide([reward], count: 1)
        try take.record(reward, hop: hop)
        while let event = performance.events.pop() { try take.record(event) }
        decided += 1
      }
      performance.sound(into: &samples)
      try take.record(Array(samples[..<(length * decided)]), frames: program.clock.hop * decided)
    }
    try take.close(
      hops: performance.nextHop, ended: "limit", isExact: true, learnt: performance.learnt(program))
    let elapsed = (ContinuousClock.now - begin) / .nanoseconds(1)
    return Double(piece.program.clock.nanoseconds(performance.nextHop)) / elapsed
  }
}

/// What of the program is in memory.
enum ResidentMemory {
  /// Megabytes of 10^6 bytes, from the system's account of the process; 0 where it keeps none.
  static var megabytes: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") } ?? ""
    let kilobytes = line.split(separator: " ").compactMap { Double($0) }.first ?? 0
    return kilobytes * 1024 / 1_000_000
  }
}
