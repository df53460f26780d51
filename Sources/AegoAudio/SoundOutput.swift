import CRealtime
import Glibc
import Synchronization

/// Pulls a source on a thread of its own: to an ALSA device, or to nowhere at a clock's pace.
///
/// A device that is lost leaves the clock: the performance goes on, and the device is tried again now and then.
public final class SoundOutput: @unchecked Sendable {
  // Sendable because after `start` only atomics are shared between threads.

  /// Underruns that were recovered from.
  public let underruns = Atomic<Int>(0)
  /// How often the device was lost.
  public let losses = Atomic<Int>(0)
  /// How often it was found again.
  public let returns = Atomic<Int>(0)
  /// Whether the thread has real-time priority.
  public let isRealtime = Atomic<Bool>(false)
  /// Whether the program's memory stays in the machine's.
  public let isMemoryLocked = Atomic<Bool>(false)
  /// The device's queue, in frames; 0 for the clock.
  public let bufferFrames: Int
  /// What the device itself lacks, in words that follow its name, so that ALSA converts; nil where it plays what we
  /// have, and for the clock.
  public let lack: String?

  /// Seconds that a device may take to open.
  private static let openingSeconds = 10.0
  /// Bytes of stack that are there before the first hop.
  private static let stackBytes: Int32 = 256 * 1024
  /// The queue's length where none is asked for: a hop is played, one is ready, two are for late wake-ups.
  private static let queuedHops = 4

  private let source: SoundSource
  private let samples: UnsafeMutablePointer<Int32>
  private var device: AlsaDevice?
  private let search: DeviceSearch?
  private var thread = pthread_t()

  /// Prepares an output.
  ///
  /// - Parameters:
  ///   - device: an ALSA device's name; nil plays silently at a clock's pace.
  ///   - source: what is pulled.
  ///   - buffer: the device's queue in nanoseconds, at least two hops; nil for four hops. The device gives what is
  ///     nearest to it: see `bufferFrames`.
  /// - Throws: `AudioError`, when the device cannot be opened, or cannot play the source and ALSA cannot convert.
  public init(device: String?, source: SoundSource, buffer: Int64? = nil) throws(AudioError) {
    self.source = source
    if let device {
      let asked = buffer.map { Int($0) * source.rate / 1_000_000_000 } ?? SoundOutput.queuedHops * source.hop
      let request = SoundRequest(hop: source.hop, rate: source.rate, buffer: max(asked, 2 * source.hop))
      let opened = try SoundOutput.open(device, request)
      (bufferFrames, lack) = (opened.bufferFrames, opened.lack)
      self.device = opened
      search = DeviceSearch(device, request)
    } else {
      (bufferFrames, lack, search) = (0, nil, nil)
    }
    samples = .allocate(capacity: 2 * source.hop)
    samples.initialize(repeating: 0, count: 2 * source.hop)
  }

  deinit { samples.deallocate() }

  /// Locks the memory that is in use and starts the thread, which ends by itself when the source is over.
  ///
  /// - Throws: `AudioError`, when there can be no more threads.
  public func start() throws(AudioError) {
    isMemoryLocked.store(cr_lock_memory() == 0, ordering: .relaxed)
    search?.start()
    let context = Unmanaged.passRetained(self).toOpaque()
    let status = pthread_create(
      &thread, nil,
      { context in
        guard let context else { return nil }
        Unmanaged<SoundOutput>.fromOpaque(context).takeRetainedValue().run()
        return nil
      }, context)
    guard status == 0 else {
      Unmanaged<SoundOutput>.fromOpaque(context).release()
      throw .noThread(reason: String(cString: strerror(status)))
    }
  }

  /// Waits until the source is over and what was queued has sounded.
  public func join() { pthread_join(thread, nil) }

  /// Opens a device, unless it takes too long.
  private static func open(_ name: String, _ request: SoundRequest) throws(AudioError) -> AlsaDevice {
    let answer = Answer.within(seconds: openingSeconds) {
      Result { () throws(AudioError) in try AlsaDevice(name, request) }
    }
    guard let answer else {
      throw .unavailable(device: name, reason: "it does not answer", known: AudioDevices.list().map(\.name))
    }
    return try answer.get()
  }

  private func run() {
    isRealtime.store(cr_set_realtime_priority(70) == 0, ordering: .relaxed)
    cr_touch_stack(SoundOutput.stackBytes)
    var goesOn = true
    while goesOn {
      goesOn = device == nil ? runOnClock() : runOnDevice()
    }
    search?.end()
    drain()
  }

  /// Plays until the source is over (false) or the device is lost (true).
  private func runOnDevice() -> Bool {
    guard let device else { return true }
    var goesOn = true
    while goesOn {
      goesOn = source.render(source.context, samples, device.isNearlyEmpty ? 1 : 0) != 0
      let result = device.write(samples)
      if result > 0 { underruns.add(result, ordering: .relaxed) }
      if result < 0 {
        losses.add(1, ordering: .relaxed)
        self.device = nil
        search?.lose(device)
        return goesOn
      }
    }
    return false
  }

  /// Goes on without a device until the source is over (false) or the device is there again (true).
  private func runOnClock() -> Bool {
    var clock = DeadlineClock(hop: source.hop, rate: source.rate)
    var isLate = false
    while source.render(source.context, samples, isLate ? 1 : 0) != 0 {
      isLate = clock.wait()
      guard let found = search?.take() else { continue }
      device = found
      returns.add(1, ordering: .relaxed)
      return true
    }
    return false
  }

  /// Lets what is queued sound; a device that does not come to an end is left alone.
  private func drain() {
    guard let last = device else { return }
    device = nil
    _ = Answer.within(seconds: Double(last.bufferFrames) / Double(source.rate) + 1) { last.drain() }
  }
}
