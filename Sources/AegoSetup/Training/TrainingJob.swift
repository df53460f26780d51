import AegoServing
import AegoTraining
import Foundation
import Synchronization

/// One training on a thread of its own.
final class TrainingJob: Sendable {
  /// How it may be ended before its time.
  enum Wish: Int, Sendable {
    case goOn
    /// With the best space so far.
    case finish
    /// Without one.
    case cancel
  }

  /// How far it is.
  private struct State {
    var phase = "reading"
    var part = 0.0
    var words = "reading the sounds"
    var told = 0.0
  }

  private let sounds: String
  private let output: String
  private let file: String
  private let space: String
  private let settings: TrainingSettings
  private let board: Noticeboard
  private let state = Mutex(State())
  private let wish = Atomic<Int>(Wish.goOn.rawValue)

  /// How often it is told how far it is, in seconds.
  private static let interval = 0.25

  /// A training that has not begun.
  ///
  /// - Parameters:
  ///   - sounds: the folder of sounds.
  ///   - output: where the space is written.
  ///   - file: the same as the score says it.
  ///   - space: its name.
  ///   - settings: how it is trained.
  ///   - board: where it is told how far it is.
  init(
    sounds: String, output: String, file: String, space: String, _ settings: TrainingSettings, _ board: Noticeboard
  ) {
    (self.sounds, self.output, self.file, self.space) = (sounds, output, file, space)
    (self.settings, self.board) = (settings, board)
  }

  /// Begins.
  func start() {
    let thread = Thread { [self] in
      do {
        try train()
      } catch {
        tell("failed", 0, "\(error)")
      }
    }
    thread.stackSize = 8 << 20
    thread.start()
  }

  /// Ends it, at the next step.
  func end(_ how: Wish) {
    wish.store(how.rawValue, ordering: .relaxed)
    let words = how == .finish ? "ending: the best so far is measured and kept" : "cancelling"
    tell("ending", state.withLock { $0.part }, words)
  }

  /// Whether nothing more comes of it.
  var isOver: Bool { state.withLock { TrainingJob.rank($0.phase) == 2 } }

  /// Phases of a lower rank are over: 0 it goes on, 1 it ends, 2 it has ended.
  private static func rank(_ phase: String) -> Int {
    switch phase {
    case "reading", "training": 0
    case "ending": 1
    default: 2
    }
  }

  /// What a page is told.
  var json: String {
    let now = state.withLock { $0 }
    return JSONObject().text("type", "training").text("phase", now.phase).number("part", now.part)
      .text("words", now.words).text("space", space).text("file", file).closed
  }

  private var asked: Wish { Wish(rawValue: wish.load(ordering: .relaxed)) ?? .goOn }

  private func train() throws {
    let folder = try SoundFolder(path: sounds)
    let data = try DataSet(folder, settings: settings) { count in
      tell("reading", 0, "reading sound \(count) of \(folder.files.count)")
    }
    if asked == .cancel { return tell("cancelled", 0, "cancelled; nothing was written") }
    var estimate = TimeLeft()
    let result = try Training(data, folder: folder, settings: settings).run { progress in
      let left = estimate.after(progress)
      if progress.step % 20 == 0 {
        tell("training", Double(progress.step) / Double(progress.steps), words(progress, left))
      }
      return asked == .goOn ? .goOn : .stop
    }
    if asked == .cancel { return tell("cancelled", 0, "cancelled; nothing was written") }
    try result.space.save(path: output)
    let explained = result.space.explainedVariance.last ?? 0
    tell("done", 1, "done: \(file), explained variance \(rounded(explained, 3))\(TrainingJob.advice(explained))")
  }

  /// What to do about the part of the variance that a space explains of sounds that it was not trained on.
  static func advice(_ explained: Float) -> String {
    switch explained {
    case 0.9...: ""
    case 0..<0.9: "; with 0.9 it would know its sounds well: train it longer, or give it more sounds"
    default: ": it does not know its sounds yet; train it longer"
    }
  }

  private func words(_ progress: Training.Progress, _ left: Int) -> String {
    let percent = 100 * progress.step / max(1, progress.steps)
    let explained = progress.explained.map { ", explained variance \(rounded($0, 3))" } ?? ""
    let seconds = left % 60
    return "training \(percent) %, error \(rounded(progress.error, 3))\(explained), "
      + "\(left / 60):\(seconds < 10 ? "0" : "")\(seconds) left"
  }

  private func rounded(_ number: Float, _ digits: Int) -> String { String(format: "%.\(digits)f", number) }

  private func tell(_ phase: String, _ part: Double, _ words: String) {
    let now = Date().timeIntervalSinceReferenceDate
    let due = state.withLock { state -> Bool? in
      guard TrainingJob.rank(phase) >= TrainingJob.rank(state.phase) else { return nil }
      let isDue = phase != state.phase || now - state.told >= TrainingJob.interval
      (state.phase, state.part, state.words) = (phase, part, words)
      if isDue { state.told = now }
      return isDue
    }
    guard let isDue = due else { return }
    // How it ended has to arrive.
    if isOver { board.add(.text(json)) } else if isDue { board.addPassing(.text(json)) }
  }
}
