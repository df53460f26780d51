import AegoScore
import AegoServing
import Foundation
import Synchronization

/// The queue on which a part answers its requests one after the other; only so many wait.
final class RequestQueue: Sendable {
  /// How many requests wait at most.
  private static let most = 64

  /// The queue itself, for what is no request.
  let queue: DispatchQueue
  private let board: Noticeboard
  private let waiting = Atomic<Int>(0)

  /// A queue of a part's.
  init(_ name: String, _ board: Noticeboard) {
    queue = DispatchQueue(label: "aego.setup.\(name)")
    self.board = board
  }

  /// Has a request answered; what goes wrong is told the page, in a line.
  ///
  /// - Parameters:
  ///   - request: what is asked for.
  ///   - page: who asks.
  ///   - answer: gives the answer to that page; nil for none.
  func take(_ request: SetupRequest, from page: Int, _ answer: @escaping @Sendable () throws -> String?) {
    guard waiting.load(ordering: .relaxed) < RequestQueue.most else {
      board.addPassing(.answer(SetupAnswer.refusal("too much is asked for at once", of: request), page: page))
      return
    }
    waiting.add(1, ordering: .relaxed)
    queue.async { [self] in
      defer { waiting.subtract(1, ordering: .relaxed) }
      do {
        if let text = try answer() { board.add(.answer(text, page: page)) }
      } catch {
        board.add(.answer(SetupAnswer.refusal(RequestQueue.words(error), of: request), page: page))
      }
    }
  }

  /// An error on one line: what is wrong and what to do. Where that is in a text that the page does not have is left out.
  private static func words(_ error: any Error) -> String {
    if case ScoreError.invalid(let problems, _)? = error as? ScoreError, let first = problems.first {
      return [first.message, first.help].compactMap(\.self).joined(separator: ": ")
    }
    let lines = "\(error)".split(separator: "\n").map { $0.drop { $0 == " " } }
    let help = lines.dropFirst().first { $0.hasPrefix("help: ") }?.dropFirst("help: ".count)
    return [lines.first, help].compactMap(\.self).joined(separator: ": ")
  }
}
