import Glibc
import Synchronization

/// Ctrl-C and the system's wish that the program end, counted; nothing else happens in the handler.
enum Interrupts {
  private static let counter = Atomic<Int>(0)

  /// How often either has come.
  static var count: Int { counter.load(ordering: .relaxed) }

  /// Begins to count instead of ending the program.
  static func watch() {
    // Whoever started the program may have blocked them.
    var signals = sigset_t()
    sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      Glibc.signal(signal) { _ in Interrupts.counter.add(1, ordering: .relaxed) }
      sigaddset(&signals, signal)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    // A console that is gone must not end the sound.
    Glibc.signal(SIGPIPE, SIG_IGN)
  }
}
