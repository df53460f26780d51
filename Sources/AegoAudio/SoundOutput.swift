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
  /// The device's queue, in frames; 0 for the clock.
  public let bufferFrames: Int

  /// Seconds between attempts to find a lost device.
  private static let retrySeconds: Int64 = 3

  private let name: String?
  private let source: SoundSource
  private let samples: UnsafeMutablePointer<Int32>
  private var device: AlsaDevice?
  private var thread = pthread_t()

  /// Prepares an output.
  ///
  /// - Parameters:
  ///   - device: an ALSA device's name; nil plays silently at a clock's pace.
  ///   - source: what is pulled.
  /// - Throws: `AudioError`, when the device cannot be opened or cannot play the source.
  public init(device: String?, source: SoundSource) throws(AudioError) {
    name = device
    self.source = source
    if let device {
      let opened = try AlsaDevice(device, hop: source.hop, rate: source.rate)
      bufferFrames = opened.bufferFrames
      self.device = consume opened
    } else {
      bufferFrames = 0
    }
    samples = .allocate(capacity: 2 * source.hop)
    samples.initialize(repeating: 0, count: 2 * source.hop)
  }

  deinit { samples.deallocate() }

  /// Starts the thread; it ends by itself when the source is over.
  public func start() throws(AudioError) {
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

  private func run() {
    isRealtime.store(cr_set_realtime_priority(70) == 0, ordering: .relaxed)
    var goesOn = true
    while goesOn {
      goesOn = device == nil ? runOnClock() : runOnDevice()
    }
    device?.drain()
    device = nil
  }

  /// Plays until the source is over (false) or the device is lost (true).
  private func runOnDevice() -> Bool {
    while source.render(source.context, samples) != 0 {
      let result = device?.write(samples) ?? -1
      if result > 0 { underruns.add(result, ordering: .relaxed) }
      if result < 0 {
        losses.add(1, ordering: .relaxed)
        device = nil
        return true
      }
    }
    _ = device?.write(samples)
    return false
  }

  /// Goes on without a device until the source is over (false) or the device is there again (true).
  private func runOnClock() -> Bool {
    var clock = DeadlineClock(hop: source.hop, rate: source.rate)
    let retryHops = SoundOutput.retrySeconds * Int64(source.rate) / Int64(source.hop)
    while source.render(source.context, samples) != 0 {
      clock.wait()
      guard let name, clock.hops % retryHops == 0 else { continue }
      do throws(AudioError) {
        device = try AlsaDevice(name, hop: source.hop, rate: source.rate)
        returns.add(1, ordering: .relaxed)
        return true
      } catch {}
    }
    return false
  }
}
