import AegoMotion
import AegoPerformance
import AegoScore
import AegoServing
import Foundation

/// Hears what the performer's modules send, tells the pages ten times a second, and finds which arm wears which.
final class SensorDesk: SetupPart {
  private let board: Noticeboard
  private let queue: RequestQueue
  private let ears = Ears()

  /// What only the queue uses.
  private final class Ears: @unchecked Sendable {
    var hearing: SensorHearing?
    var timer: (any DispatchSourceTimer)?
    var turns = 0
    /// The page that began it.
    var page = -1
  }

  init(_ board: Noticeboard) {
    self.board = board
    queue = RequestQueue("sensors", board)
  }

  let types: Set<String> = ["sense", "deaf", "calibrate", "abandon", "restPose"]

  func take(_ request: SetupRequest, from page: Int) {
    queue.take(request, from: page) { [self] in
      switch request.type {
      case "sense": try sense(request, for: page)
      case "deaf": end()
      case "calibrate": ears.hearing?.calibrate()
      case "abandon": ears.hearing?.abandonCalibration()
      default: ears.hearing?.takeRestPose()
      }
      return nil
    }
  }

  /// The port is free for `aego play` once the page that began is gone.
  func lose(_ page: Int) {
    queue.queue.async { [self] in
      if ears.page == page { end() }
    }
  }

  func stop() { queue.queue.sync { end() } }

  // MARK: The queue

  private func sense(_ request: SetupRequest, for page: Int) throws {
    end()
    ears.page = page
    let text = try request.needed(request.text, "text")
    let reader = ScoreReader(path: "score.yaml", text: text)
    let range = reader.score?.timeline().scenes.first?.range.value(at: 0) ?? 60
    do {
      ears.hearing = try SensorHearing(reader.sensors ?? SensorSettings(), range: range)
    } catch {
      throw SensorDesk.refusal(error)
    }
    let timer = DispatchSource.makeTimerSource(queue: queue.queue)
    timer.schedule(deadline: .now(), repeating: .milliseconds(10), leeway: .milliseconds(2))
    timer.setEventHandler { [weak self] in self?.turn() }
    ears.timer = timer
    timer.resume()
  }

  /// The error with what to do on the page, where it speaks of a command's options.
  private static func refusal(_ error: MotionError) -> any Error {
    switch error {
    case .portBusy(let port, let holder):
      SetupError.badRequest(
        "UDP port \(port) is in use by \(holder ?? "another program"): end that program, or write another port here and "
          + "have the modules send there")
    case .portForbidden(let port):
      SetupError.badRequest("UDP port \(port) is not allowed to this user: write one from 1024 on")
    default: error
    }
  }

  private func turn() {
    guard let hearing = ears.hearing else { return }
    let hasStepped = hearing.advance()
    ears.turns += 1
    if hasStepped {
      board.add(.text(hearing.json))
    } else if ears.turns % 10 == 0 {
      board.addPassing(.text(hearing.json))
    }
  }

  private func end() {
    guard ears.hearing != nil else { return }
    ears.timer?.cancel()
    ears.hearing?.stop()
    (ears.timer, ears.hearing) = (nil, nil)
    board.add(.text(JSONObject().text("type", "sensors").raw("hears", "false").closed))
  }
}
