import AegoPerformance
import Foundation

/// How long the engine takes for a hop of this score on this machine.
struct EngineExamination: Examination {
  /// What was measured of the dearest scenes; nil where the piece cannot be played.
  let times: () -> HopTimes?

  init(_ concert: Concert) {
    let path = concert.path
    times = {
      guard let piece = try? Piece.load(path: path) else { return nil }
      return UrgentThread.run { _ in HopTimes(piece) }
    }
  }

  func findings() -> [Finding] { times().map { [EngineExamination.finding($0)] } ?? [] }

  static func finding(_ times: HopTimes) -> Finding {
    let text = String(
      format: "a hop takes %.0f %% of its time, %.0f %% at worst (scene \(times.scene))", times.mean * 100,
      times.worst * 100)
    if times.mean > 0.9 {
      return .error(
        "engine", text + ": this machine is too slow for the score",
        help: "open fewer axes, write a longer period, or take a faster machine")
    }
    if times.mean > 0.5 || times.late > 0 {
      return .warning(
        "engine", text + (times.late > 0 ? "; \(times.late) of \(times.count) were late" : ""),
        help: "end other programs; --buffer 85ms forgives more")
    }
    return .ok("engine", text)
  }
}
