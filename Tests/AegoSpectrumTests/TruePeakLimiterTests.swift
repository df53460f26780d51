import Foundation
import Testing

@testable import AegoNumerics
@testable import AegoSpectrum

@Suite struct TruePeakLimiterTests {
  /// A loud signal in the left channel and something else in the right one.
  static func stereo(_ left: (Int) -> Double, right: (Int) -> Double = { _ in 0 }) -> [Float] {
    (0..<24_000).flatMap { [Float(left($0)), Float(right($0))] }
  }

  /// Noise without what lies above a quarter of the rate, as the voices' is.
  static func darkNoise(_ seed: UInt64) -> [Double] {
    let size = 1 << 15
    let fft = RealFFT(size: size)
    var random = RandomStream(seed: seed, name: "test")
    var bins = [Float](repeating: 0, count: size + 2)
    for index in 2..<size / 2 { bins[index] = random.normal() }
    var signal = [Float](repeating: 0, count: size)
    fft.inverse(bins, into: &signal)
    return signal.map { Double($0) / Double(size / 2).squareRoot() }
  }

  static let loud: [(name: String, signal: [Float])] = {
    var random = RandomStream(seed: 4, name: "test")
    let white = (0..<48_000).map { _ in Double(random.normal()) }
    let (dark, other) = (darkNoise(1), darkNoise(2))
    return [
      // The samples of a sine at a quarter of the rate, 45 degrees beside its peaks, are 3 dB below them.
      ("sine at a quarter of the rate", stereo { 1.3 * sin(.pi / 2 * Double($0) + .pi / 4) }),
      ("swelling sine", stereo { 3 * Double($0) / 24_000 * sin(.pi / 2.1 * Double($0) + .pi / 4) }),
      ("low sine", stereo({ 4 * sin(0.01 * Double($0)) }, right: { 2 * cos(0.013 * Double($0)) })),
      ("dark noise", stereo({ dark[$0] }, right: { 0.5 * other[$0] })),
      ("loud dark noise", stereo({ 30 * dark[$0] }, right: { 10 * other[$0] })),
      ("white noise", stereo({ 0.5 * white[$0] }, right: { white[$0 + 24_000] })),
      ("steps", stereo { ($0 / 1000) % 2 == 0 ? 0.1 : 2 }),
      ("square", stereo { ($0 / 37) % 2 == 0 ? 1 : -1 }),
      ("bursts", stereo({ $0 % 3001 < 40 ? 40 * dark[$0] : 0.1 * dark[$0] }, right: { 0.3 * other[$0] })),
      ("lone samples", stereo { $0 % 997 == 0 ? 3 : 0 }),
    ]
  }()

  /// What the limiter makes of a signal and of the silence after it, in stretches of the given length.
  static func limited(_ signal: [Float], stretch: Int = 512) -> [Float] {
    var limiter = TruePeakLimiter(rate: 48000)
    var samples = signal + [Float](repeating: 0, count: 2 * TruePeakLimiter.latency)
    samples.withUnsafeMutableBufferPointer { all in
      guard let first = all.baseAddress else { return }
      for start in stride(from: 0, to: all.count / 2, by: stretch) {
        limiter.process(first + 2 * start, frames: min(stretch, all.count / 2 - start))
      }
    }
    return samples
  }

  /// The sinc under a Hann window of 64 samples, for 15 places between two samples.
  static let sixteenths: [[Double]] = (1..<16).map { place in
    (-31...32).map { tap in
      let x = Double(tap) - Double(place) / 16
      return sin(.pi * x) / (.pi * x) * (0.5 + 0.5 * cos(.pi * x / 32.5))
    }
  }

  /// The largest magnitude at sixteen times the rate, of either channel.
  static func truePeak(_ samples: [Float]) -> Double {
    var peak = 0.0
    for channel in 0..<2 {
      let padding = [Double](repeating: 0, count: 32)
      let signal = padding + stride(from: channel, to: samples.count, by: 2).map { Double(samples[$0]) } + padding
      for n in 31..<signal.count - 32 {
        peak = max(peak, abs(signal[n]))
        // What is far below the peak cannot exceed it between the samples.
        guard max(abs(signal[n]), abs(signal[n + 1])) > 0.4 * peak else { continue }
        for row in sixteenths {
          var sum = 0.0
          for tap in 0..<64 { sum += row[tap] * signal[n - 31 + tap] }
          peak = max(peak, abs(sum))
        }
      }
    }
    return peak
  }

  private static func decibels(_ level: Double) -> Double { 20 * log10(level) }

  @Test(arguments: loud) func `what is loud stays below the ceiling, between the samples too`(
    name: String, signal: [Float]
  ) {
    let limited = Self.limited(signal)
    // Full noise up to half the rate is the worst: what lies closest to it is seen by no short filter. The voices end
    // at a quarter of the rate.
    let most = name == "white noise" ? -0.3 : -1.0
    #expect(Self.decibels(Self.truePeak(signal)) > 1)
    #expect(Self.decibels(Self.truePeak(limited)) < most)
    #expect(Self.decibels(Self.truePeak(limited)) > -2.5)
  }

  @Test(.enabled(if: FFmpeg.isInstalled, "needs ffmpeg"), arguments: loud)
  func `ffmpeg finds no peak above the ceiling`(name: String, signal: [Float]) throws {
    // It tells peaks to a tenth of a decibel.
    #expect(try FFmpeg.truePeak(of: Self.limited(signal), channels: 2) < -0.94)
  }

  @Test func `what is quiet passes bit for bit, and so does what comes a second and a half after something loud`() {
    let quiet = Self.stereo({ 0.8 * sin(0.05 * Double($0)) }, right: { 0.3 * cos(0.3 * Double($0)) })
    let limited = Self.limited(quiet)
    #expect(limited[..<(2 * TruePeakLimiter.latency)].allSatisfy { $0 == 0 })
    #expect(Array(limited[(2 * TruePeakLimiter.latency)..<(2 * TruePeakLimiter.latency + quiet.count)]) == quiet)

    let loud = Self.stereo { 3 * sin(0.05 * Double($0)) }
    let long = loud + (24_000..<96_000).flatMap { [Float(0.8 * sin(0.05 * Double($0))), 0.1] }
    let after = Self.limited(long)
    #expect(Array(after.suffix(2000)) == Array(long.suffix(2000)))
  }

  @Test(arguments: [1, 2, 7, 31, 32, 33, 64, 100, 128, 441, 511])
  func `the bits do not depend on where a stretch ends`(stretch: Int) {
    let signal = Self.loud.first { $0.name == "bursts" }!.signal
    #expect(Self.limited(signal, stretch: stretch) == Self.limited(signal, stretch: 512))
  }

  /// Left and right of the gain that a signal without zeros got.
  static func gains(_ signal: [Float]) -> [(left: Float, right: Float)] {
    let limited = limited(signal)
    return stride(from: 0, to: signal.count, by: 2).map { index in
      let later = index + 2 * TruePeakLimiter.latency
      return (limited[later] / signal[index], limited[later + 1] / signal[index + 1])
    }
  }

  @Test func `the gain goes in lines, is the same in both channels and returns in a sixth of a second`() {
    let signal = Self.stereo({ $0 % 12_000 < 100 ? 8 : 0.05 }, right: { _ in 0.02 })
    let gains = Self.gains(signal)
    for (left, right) in gains { #expect(abs(left - right) < 1e-5) }
    var largest: Float = 0
    for n in gains.indices.dropFirst(1) { largest = max(largest, abs(gains[n].left - gains[n - 1].left)) }
    #expect(largest < 1.001 / 32)
    // Down within three blocks before the next burst, and back by the time constant after it.
    #expect(gains[11_900].left > 0.75 && gains[12_000].left < 0.12)
    let (soon, late) = (1 - gains[12_200].left, 1 - gains[12_200 + 7200].left)
    #expect(abs(late / soon - Float(exp(-1.0))) < 0.01)
    for n in 12_200..<23_900 { #expect(gains[n + 1].left >= gains[n].left - 1e-6) }
  }

  @Test func `silence is exactly silent`() {
    let signal = Self.stereo { $0 < 3000 ? 20 * sin(Double($0)) : 0 }
    let limited = Self.limited(signal)
    #expect(limited[(2 * (3000 + TruePeakLimiter.latency))...].allSatisfy { $0 == 0 })
    #expect(Self.limited([Float](repeating: 0, count: 2000)).allSatisfy { $0 == 0 })
    #expect(TruePeakLimiter.latency <= 80)
  }
}
