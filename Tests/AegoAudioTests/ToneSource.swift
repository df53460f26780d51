import Synchronization

@testable import AegoAudio

/// A source of a given number of hops whose samples count up, and how often it was pulled.
final class ToneSource: Sendable {
  let hops: Int
  let pulled = Atomic<Int>(0)

  init(hops: Int) { self.hops = hops }

  var count: Int { pulled.load(ordering: .acquiring) }

  /// A ramp of small numbers, other in each hop, so that a lost or doubled hop is seen.
  static func sample(_ index: Int) -> Int32 { Int32(index * 37 % 0x700000) - 0x380000 }

  /// What an output pulls. The source must outlive it.
  var source: SoundSource {
    SoundSource(
      render: { context, samples in
        guard let context else { return 0 }
        return Unmanaged<ToneSource>.fromOpaque(context)._withUnsafeGuaranteedRef { tone in
          let hop = tone.pulled.add(1, ordering: .acquiringAndReleasing).oldValue
          for index in 0..<1024 { samples[index] = ToneSource.sample(hop * 1024 + index) }
          return hop + 1 < tone.hops ? 1 : 0
        }
      }, context: Unmanaged.passUnretained(self).toOpaque(), hop: 512, rate: 48000)
  }

  /// Plays the whole source.
  func play(on device: String?) throws -> SoundOutput {
    let output = try SoundOutput(device: device, source: source)
    try output.start()
    output.join()
    return output
  }
}
