import AegoPerformance
import Foundation
import Synchronization

/// The thread that tells other programs what the engine does.
///
/// Unchecked, because the sender is used by the thread alone, and by `finish` after its end.
final class Broadcast: @unchecked Sendable {
  private let sender: LiveSender
  private let isDone = Atomic<Bool>(false)
  private let ended = DispatchSemaphore(value: 0)

  private init(_ sender: LiveSender) { self.sender = sender }

  /// Sends every 2 milliseconds while the work goes on; without a sender there is nothing but the work.
  static func during(_ sender: LiveSender?, _ work: () throws -> Void) rethrows {
    guard let sender else { return try work() }
    let broadcast = Broadcast(sender)
    Thread { broadcast.run() }.start()
    defer { broadcast.finish() }
    try work()
  }

  private func run() {
    while !isDone.load(ordering: .acquiring) {
      sender.drain()
      Thread.sleep(forTimeInterval: 0.002)
    }
    sender.drain()
    ended.signal()
  }

  private func finish() {
    isDone.store(true, ordering: .releasing)
    ended.wait()
    if sender.untold > 0 { standardError("OSC: \(sender.untold) commands came too fast to be told\n") }
    if sender.lost > 0 { standardError("OSC: \(sender.lost) messages could not be sent\n") }
  }
}
