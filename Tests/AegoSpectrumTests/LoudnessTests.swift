import AegoNumerics
import AegoTestSupport
import Foundation
import Testing

@testable import AegoSpectrum

/// Loudness, measured by ffmpeg's filter `ebur128`.
enum FFmpeg {
  static let isInstalled = (try? outside("ffmpeg", ["-version"])) != nil

  /// Momentary loudness each 100 ms, and the integrated one.
  static func loudness(of samples: [Float], channels: Int) throws -> (momentary: [Double], integrated: Double) {
    let lines = try ebur128(samples, channels: channels)
    let momentary = lines.filter { $0.contains(" M:") && $0.contains(" t:") }.compactMap { number($0, after: " M:") }
    let integrated = try #require(lines.last { $0.contains(" I:") && !$0.contains(" M:") })
    return (momentary, try #require(number(integrated, after: " I:")))
  }

  /// The largest true peak of all channels, in decibels of full scale, to a tenth.
  static func truePeak(of samples: [Float], channels: Int) throws -> Double {
    let lines = try ebur128(samples, channels: channels, options: "=peak=true")
    return try #require(lines.last { $0.contains("Peak:") }.flatMap { number($0, after: "Peak:") })
  }

  /// What the filter prints.
  private static func ebur128(_ samples: [Float], channels: Int, options: String = "") throws -> [Substring] {
    try withFolder { folder in
      let (sound, printed) = ("\(folder)/sound.f32", "\(folder)/printed")
      try samples.withUnsafeBytes { Data($0) }.write(to: URL(filePath: sound))
      try outside(
        "sh",
        [
          "-c",
          "ffmpeg -hide_banner -nostats -f f32le -ar 48000 -ac \(channels) -i \(sound) "
            + "-filter_complex ebur128\(options) -f null - </dev/null 2> \(printed)",
        ])
      return try String(contentsOfFile: printed, encoding: .utf8).split(separator: "\n")
    }
  }

  private static func number(_ line: Substring, after name: String) -> Double? {
    line.range(of: name).flatMap { place in
      line[place.upperBound...].split(separator: " ").first.flatMap { Double($0) }
    }
  }
}

@Suite struct LoudnessTests {
  /// Both channels' samples of a sine of the given peak.
  static func sine(_ frequency: Double, decibels: Double, seconds: Double) -> [Float] {
    (0..<Int(seconds * 48000)).flatMap { n in
      let sample = Float(Portable.amplitude(decibels: decibels) * sin(2 * .pi * frequency * Double(n) / 48000))
      return [sample, sample]
    }
  }

  static func meter(_ samples: [Float], channels: Int = 2) -> LoudnessMeter {
    var meter = LoudnessMeter(rate: 48000, channels: channels)
    meter.hear(interleaved: samples)
    return meter
  }

  @Test func `the filters at 48 kHz are those of the Recommendation's tables`() {
    let curve = KWeighting(rate: 48000)
    func isNear(_ a: Double, _ b: Double) -> Bool { abs(a - b) < 1e-8 }
    #expect(isNear(curve.shelf.b0, 1.53512485958697) && isNear(curve.shelf.b1, -2.69169618940638))
    #expect(isNear(curve.shelf.b2, 1.19839281085285))
    #expect(isNear(curve.shelf.a1, -1.69065929318241) && isNear(curve.shelf.a2, 0.73248077421585))
    #expect(isNear(curve.highPass.a1, -1.99004745483398) && isNear(curve.highPass.a2, 0.99007225036621))
  }

  @Test func `the power at a frequency is what the filters make of its sine`() {
    for frequency in [30.0, 100, 1000, 3000, 10_000] {
      var curve = KWeighting(rate: 48000)
      var (given, made) = (0.0, 0.0)
      for n in 0..<96_000 {
        let x = sin(2 * .pi * frequency * Double(n) / 48000)
        let y = curve.filter(x)
        if n >= 48_000 { (given, made) = (given + x * x, made + y * y) }
      }
      #expect(abs(made / given / curve.power(at: frequency / 48000) - 1) < 1e-4)
    }
  }

  @Test(arguments: [-23.0, -33]) func `a sine of 1 kHz in both channels has the loudness of its peak`(level: Double) {
    // EBU Tech 3341, table 1, cases 1 and 2.
    let meter = Self.meter(Self.sine(1000, decibels: level, seconds: 20))
    #expect(abs(meter.integrated - level) < 0.1)
    #expect(meter.momentary.allSatisfy { abs($0 - level) < 0.1 })
    #expect(meter.momentary.count == 197)
  }

  @Test func `what is quiet against the rest does not count`() {
    // EBU Tech 3341, table 1, case 3.
    let parts: [(Double, Double)] = [(-36, 10), (-23, 60), (-36, 10)]
    let meter = Self.meter(parts.flatMap { Self.sine(1000, decibels: $0, seconds: $1) })
    #expect(abs(meter.integrated + 23) < 0.1)
  }

  @Test func `silence has no loudness`() {
    #expect(Self.meter([Float](repeating: 0, count: 96_000)).integrated == -.infinity)
  }

  @Test(.enabled(if: FFmpeg.isInstalled, "needs ffmpeg")) func `ffmpeg hears the same loudness`() throws {
    var random = RandomStream(seed: 3, name: "noise")
    var samples: [Float] = []
    for level: Float in [0.1, 0.02, 0.3, 0.001] {
      samples += (0..<48_000).flatMap { _ in [level * random.normal(), level * random.normal()] }
      samples += Self.sine(70, decibels: -12, seconds: 1)
    }
    let (meter, theirs) = (Self.meter(samples), try FFmpeg.loudness(of: samples, channels: 2))
    #expect(abs(meter.integrated - theirs.integrated) < 0.11)
    // Theirs begins with windows that are not yet whole.
    let whole = theirs.momentary.suffix(meter.momentary.count)
    #expect(whole.count == meter.momentary.count)
    for (ours, other) in zip(meter.momentary, whole) { #expect(abs(ours - other) < 0.11) }
  }

  @Test(arguments: [[(8.0, 1.0)], [(300, 1)], [(20, 1), (24, 0.8)], [(30, 1), (33, 1), (37, 0.7)]])
  func `dull and bright, pure and beating spectra sound equally loud`(partials: [(bin: Double, level: Double)]) {
    let frame = (0..<1024).map { bin in
      Float(partials.reduce(0) { $0 + $1.level * exp(-pow((Double(bin) - $1.bin) / 1.5, 2)) })
    }
    let samples = render([[Float]](repeating: frame, count: 300), noise: true).map { $0 * 0.1 }
    let momentary = Self.meter(samples, channels: 1).momentary.dropFirst(2)
    let wanted = KWeighting.loudness(meanSquare: 0.01)
    for loudness in momentary { #expect(abs(loudness - wanted) < 0.5) }
  }
}
