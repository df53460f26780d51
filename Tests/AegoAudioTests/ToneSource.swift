import Glibc
import Synchronization

@testable import AegoAudio

/// A source of a given number of hops whose samples count up, how often it was pulled, and how often late.
final class ToneSource: Sendable {
  let hops: Int
  /// A hop that takes 300 ms, as when other work keeps the processor.
  let slowHop: Int
  let pulled = Atomic<Int>(0)
  let late = Atomic<Int>(0)
  let firstLate = Atomic<Int>(-1)

  init(hops: Int, slowHop: Int = -1) { (self.hops, self.slowHop) = (hops, slowHop) }

  /// A fifth of a second, in nanoseconds.
  static let queue: Int64 = 200_000_000

  var count: Int { pulled.load(ordering: .acquiring) }

  /// A ramp of small numbers, other in each hop, so that a lost or doubled hop is seen.
  static func sample(_ index: Int) -> Int32 { Int32(index * 37 % 0x700000) - 0x380000 }

  /// What an output pulls. The source must outlive it.
  var source: SoundSource {
    SoundSource(
      render: { context, samples, isLate in
        guard let context else { return 0 }
        return Unmanaged<ToneSource>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.render(samples, isLate) }
      }, context: Unmanaged.passUnretained(self).toOpaque(), hop: 512, rate: 48000)
  }

  private func render(_ samples: UnsafeMutablePointer<Int32>, _ isLate: Int32) -> Int32 {
    let hop = pulled.add(1, ordering: .acquiringAndReleasing).oldValue
    if isLate != 0, late.add(1, ordering: .relaxed).oldValue == 0 { firstLate.store(hop, ordering: .relaxed) }
    if hop == slowHop { usleep(300_000) }
    for index in 0..<1024 { samples[index] = ToneSource.sample(hop * 1024 + index) }
    return hop + 1 < hops ? 1 : 0
  }

  /// Plays the whole source, with a queue long enough for a machine that does other things.
  func play(on device: String?, buffer: Int64? = ToneSource.queue) throws -> SoundOutput {
    let output = try SoundOutput(device: device, source: source, buffer: buffer)
    try output.start()
    output.join()
    return output
  }
}
