import Dispatch
import Foundation
import Synchronization

/// Closes a lost device and looks for it until it is there again, on a thread of its own: either may take long, or
/// for ever, and the sound must not wait.
final class DeviceSearch: Sendable {
  /// Seconds between attempts; twice as many after each loss that comes soon after a return, up to a minute.
  private static let pauses: ClosedRange<Double> = 1...60
  /// A device that was lost again sooner than this had not really been back.
  private static let steady: Int64 = 10_000_000_000

  private struct State {
    var lost: AlsaDevice?
    var found: AlsaDevice?
    var isOver = false
    var pause = DeviceSearch.pauses.lowerBound
    var returned: Int64?
  }

  /// Whether the device was found and can be taken.
  private let isFound = Atomic<Bool>(false)
  private let state = Mutex(State())
  private let work = DispatchSemaphore(value: 0)
  private let name: String
  private let request: SoundRequest

  /// Prepares a search; its thread waits until something is lost.
  init(_ name: String, _ request: SoundRequest) {
    (self.name, self.request) = (name, request)
  }

  /// Starts the thread, which is not the sound's, so that it has ordinary priority.
  func start() { Thread.detachNewThread { [self] in run() } }

  /// Hands over a device that no longer plays.
  func lose(_ device: consuming AlsaDevice) {
    let now = MonotonicTime.now()
    state.withLock { state in
      state.lost = device
      let wasSteady = state.returned.map { now - $0 > DeviceSearch.steady } ?? true
      state.pause = wasSteady ? DeviceSearch.pauses.lowerBound : min(2 * state.pause, DeviceSearch.pauses.upperBound)
    }
    work.signal()
  }

  /// The device, once it is there again.
  func take() -> AlsaDevice? {
    guard isFound.exchange(false, ordering: .acquiring) else { return nil }
    return state.withLock { state in
      state.returned = MonotonicTime.now()
      return state.found.take()
    }
  }

  /// Ends the search.
  func end() {
    state.withLock { $0.isOver = true }
    work.signal()
  }

  private func run() {
    while true {
      work.wait()
      let (lost, isOver) = state.withLock { state in (state.lost.take(), state.isOver) }
      if isOver { return }
      if let lost { find(after: consume lost) }
    }
  }

  private func find(after lost: consuming AlsaDevice) {
    // Closed before it is opened anew: many devices open once at a time.
    _ = consume lost
    while true {
      let (pause, isOver) = state.withLock { state in (state.pause, state.isOver) }
      if isOver { return }
      MonotonicTime.sleep(Int64(pause * 1e9))
      guard let device = try? AlsaDevice(name, request, afterGap: true) else { continue }
      state.withLock { $0.found = device }
      isFound.store(true, ordering: .releasing)
      return
    }
  }
}
