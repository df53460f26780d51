/// How a sound device keeps time, from some seconds of silence played on it.
public struct SoundTiming: Sendable, Equatable {
  /// Frames a second that it should take.
  public var asked: Int
  /// Frames a second that it took; nil for a device that keeps no time.
  public var rate: Double?
  /// How much later than evenly the latest hop was asked for, in seconds.
  public var worstDelay: Double
  /// How often it ran dry.
  public var underruns: Int
  /// How often it was lost.
  public var losses: Int
  /// Its queue, in frames.
  public var bufferFrames: Int
  /// What it lacks, so that ALSA converts; nil where it lacks nothing.
  public var lack: String?

  /// What a device did.
  public init(
    asked: Int, rate: Double?, worstDelay: Double, underruns: Int = 0, losses: Int = 0, bufferFrames: Int,
    lack: String? = nil
  ) {
    (self.asked, self.rate, self.worstDelay) = (asked, rate, worstDelay)
    (self.underruns, self.losses, self.bufferFrames, self.lack) = (underruns, losses, bufferFrames, lack)
  }

  /// Plays silence on a device, as a performance would play, and looks when it asks for it.
  ///
  /// - Parameters:
  ///   - device: the device's name.
  ///   - hop: frames in a hop.
  ///   - rate: frames per second.
  ///   - buffer: the queue in nanoseconds; nil for the usual one.
  ///   - seconds: how long.
  /// - Throws: `AudioError`, when the device cannot be opened or cannot play.
  public init(device: String, hop: Int, rate: Int, buffer: Int64?, seconds: Double = 2) throws(AudioError) {
    let silence = Silence(hops: Int(seconds * Double(rate)) / hop, hop: hop)
    let source = SoundSource(
      render: { context, samples, _ in
        guard let context else { return 0 }
        return Unmanaged<Silence>.fromOpaque(context)._withUnsafeGuaranteedRef { $0.render(samples) ? 1 : 0 }
      }, context: Unmanaged.passUnretained(silence).toOpaque(), hop: hop, rate: rate)
    let output = try SoundOutput(device: device, source: source, buffer: buffer)
    try output.start()
    output.join()
    let queued = output.bufferFrames / hop
    let (took, delay) = SoundTiming.fit(silence.times.dropFirst(queued + 2).map { Double($0) * 1e-9 }, hop: hop)
    self.init(
      asked: rate, rate: took.flatMap { $0 < 4 * Double(rate) ? $0 : nil }, worstDelay: delay,
      underruns: output.underruns.load(ordering: .relaxed), losses: output.losses.load(ordering: .relaxed),
      bufferFrames: output.bufferFrames, lack: output.lack)
  }

  /// The straight line through times a hop apart, by least squares: its frames a second, and how much later than on it
  /// the latest was.
  static func fit(_ times: [Double], hop: Int) -> (rate: Double?, worstDelay: Double) {
    guard times.count > 2 else { return (nil, 0) }
    let count = Double(times.count)
    let middle = ((count - 1) / 2, times.reduce(0, +) / count)
    var (product, square) = (0.0, 0.0)
    for (index, time) in times.enumerated() {
      product += (Double(index) - middle.0) * (time - middle.1)
      square += (Double(index) - middle.0) * (Double(index) - middle.0)
    }
    let slope = product / square
    guard slope > 0 else { return (nil, 0) }
    let delays = times.enumerated().map { $1 - middle.1 - slope * (Double($0) - middle.0) }
    return (Double(hop) / slope, delays.max() ?? 0)
  }
}

/// Silence that notes when each hop of it was asked for.
///
/// Unchecked, because the sound's thread alone writes, and whoever reads waits for its end.
private final class Silence: @unchecked Sendable {
  private(set) var times: [Int64]
  private let hop: Int
  private var count = 0

  init(hops: Int, hop: Int) {
    times = Array(repeating: 0, count: hops)
    self.hop = hop
  }

  func render(_ samples: UnsafeMutablePointer<Int32>) -> Bool {
    samples.update(repeating: 0, count: 2 * hop)
    if count < times.count { times[count] = MonotonicTime.now() }
    count += 1
    return count < times.count
  }
}
