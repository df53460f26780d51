import AegoMotion
public import AegoPerformance
import CALSA
import Glibc
import Synchronization

/// Listens to MIDI on a thread of its own: to every device that is there or comes, and to what others connect to the
/// port "ægo:controls".
///
/// Unchecked, because the sequencer is used by the thread alone, and what else is stored never changes or is locked.
public final class MIDIInput: @unchecked Sendable {
  private let sequencer: AlsaSequencer
  private let deliver: @Sendable (MIDIEvent) -> Void
  private let told = Mutex<[MIDINews]>([])
  private var thread: WakeableThread?

  /// The ports of devices and programs that MIDI can be had from now.
  ///
  /// - Throws: `MIDIError`, where there is no sequencer.
  public static func ports() throws(MIDIError) -> [MIDIPort] { try AlsaSequencer().ports }

  /// Opens the sequencer and starts the thread.
  ///
  /// - Parameter deliver: takes each event, on the input's thread, in the order of arrival.
  /// - Throws: `MIDIError`.
  public init(deliver: @escaping @Sendable (MIDIEvent) -> Void) throws(MIDIError) {
    sequencer = try AlsaSequencer()
    self.deliver = deliver
    do {
      thread = try WakeableThread { [self] end in run(until: end) }
    } catch { throw .unavailable(reason: error.reason) }
  }

  /// What has not been told yet.
  public func news() -> [MIDINews] {
    told.withLock { told in
      defer { told = [] }
      return told
    }
  }

  /// Ends the thread and waits for it: nothing is delivered after it. The second call does nothing.
  public func stop() { thread?.stop() }

  private func run(until end: pollfd) {
    var patch = MIDIPatch()
    // Watched first, so that no port comes between.
    sequencer.watchPorts()
    tell(patch.begin(sequencer))
    var waits = sequencer.descriptors + [end]
    var goesOn = true
    while goesOn {
      let count = poll(&waits, nfds_t(waits.count), -1)
      guard waits[waits.count - 1].revents == 0 else { return }
      if count > 0 { goesOn = takeAll(&patch, &waits) }
    }
  }

  /// Takes what is there; whether there may be more later.
  private func takeAll(_ patch: inout MIDIPatch, _ waits: inout [pollfd]) -> Bool {
    while true {
      switch sequencer.next() {
      case .success(let event):
        let outcome = patch.take(event, sequencer)
        tell(outcome.news)
        if let event = outcome.event { deliver(event) }
      case .failure(let fault):
        switch -fault.status {
        case EAGAIN, EINTR: return true
        case ENOSPC: tell([.overflowed])
        default:
          tell([.ended(reason: AlsaSequencer.reason(fault.status))])
          return false
        }
      }
      // A flood must not keep the thread from seeing its end.
      var end = waits[waits.count - 1]
      if poll(&end, 1, 0) > 0 { return false }
    }
  }

  private func tell(_ news: [MIDINews]) {
    if !news.isEmpty { told.withLock { told in told += news.filter { !told.contains($0) } } }
  }
}
