import AegoServing
import Synchronization

/// What the pages are to be told, from whichever thread found it out to the server's.
final class Noticeboard: Sendable {
  /// How much waits at most; what is told again anyway is left out then.
  private static let most = 256

  private let waiting = Mutex<[RoomNews]>([])

  /// Adds what has to arrive.
  func add(_ news: RoomNews) { waiting.withLock { $0.append(news) } }

  /// Adds what is told again soon, unless much waits.
  func addPassing(_ news: RoomNews) { waiting.withLock { if $0.count < Noticeboard.most { $0.append(news) } } }

  /// Takes all.
  func take() -> [RoomNews] {
    waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
