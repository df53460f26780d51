import Foundation
import Testing

@testable import AegoNumerics
@testable import AegoSpectrum

/// The voice's sound for a list of magnitude frames.
func render(_ frames: [[Float]], noise: Bool = false) -> [Float] {
  var voice = SpectralVoice(geometry: FrameGeometry(), rate: 48000, random: RandomStream(seed: 1, name: "noise"))
  voice.soundsNoise = noise
  var samples = [Float](repeating: 0, count: 512 * frames.count)
  for (index, frame) in frames.enumerated() {
    let roots = frame.map { $0.squareRoot() }
    var hop = [Float](repeating: 0, count: 512)
    voice.render(roots: roots, into: &hop)
    samples.replaceSubrange(512 * index..<512 * (index + 1), with: hop)
  }
  return samples
}

/// Partials of a note with vibrato, as samples at 48 kHz.
func note(_ frequency: Double, seconds: Double, vibrato: Double = 0, partials: Int = 12) -> [Float] {
  var phase = 0.0
  return (0..<Int(seconds * 48000)).map { n in
    let now = frequency * (1 + vibrato * sin(2 * .pi * 5 * Double(n) / 48000))
    phase += 2 * .pi * now / 48000
    var sum = 0.0
    for k in 1...partials where Double(k) * now < 11000 { sum += sin(Double(k) * phase + Double(k * k)) / Double(k) }
    return Float(0.1 * sum)
  }
}

@Suite struct SpectralVoiceTests {
  @Test(arguments: PhaseIntegrationTests.cases.map { $0.name }, [false, true])
  func `the sound is that of the plain reference`(name: String, hasNoise: Bool) throws {
    let geometry = PhaseIntegrationTests.small
    let found = try #require(PhaseIntegrationTests.cases.first { $0.name == name })
    let frames = found.frames.map { $0.map { $0.squareRoot() } }
    let random = RandomStream(seed: 5, name: "noise")
    var voice = SpectralVoice(geometry: geometry, rate: 48000, random: random)
    voice.soundsNoise = hasNoise
    var sound: [Float] = []
    for roots in frames {
      var hop = [Float](repeating: 0, count: geometry.hop)
      voice.render(roots: roots, into: &hop)
      sound += hop
    }
    let reference = ObviousSpectralVoice(geometry: geometry, rate: 48000, soundsNoise: hasNoise)
    let wanted = reference.render(frames, random: random)
    let error = zip(sound, wanted).reduce(0) { max($0, abs(Double($1.0) - $1.1)) }
    #expect(error < 2e-3)
  }

  @Test(arguments: [(440.0, 0.0, -40.0), (440, 0.005, -33), (98, 0, -36), (261.6, 0.003, -36), (1003.7, 0, -36)])
  func `the spectra of a note come back from its magnitudes`(frequency: Double, vibrato: Double, limit: Double) {
    let wanted = magnitudes(of: note(frequency, seconds: 2, vibrato: vibrato))
    let heard = magnitudes(of: render(wanted))
    let convergence = spectralConvergence(Array(heard.dropFirst(8)), Array(wanted.dropFirst(8)))
    #expect(convergence < limit)
  }

  @Test func `a steady spectrum has the level 1 and keeps it`() {
    let frame = magnitudes(of: note(220, seconds: 0.2))[4]
    let samples = render(Array(repeating: frame, count: 300))
    var levels: [Double] = []
    for start in stride(from: 8192, to: samples.count - 4800, by: 4800) {
      levels.append(rootMeanSquare(samples[start..<start + 4800]))
    }
    #expect(levels.allSatisfy { abs(20 * log10($0)) < 0.5 })
    #expect(20 * log10(levels.max()! / levels.min()!) < 0.1)
  }

  @Test func `noise between the partials keeps its level`() {
    var random = RandomStream(seed: 3, name: "test")
    let noise = (0..<96000).map { _ in random.normal() }
    let samples = render(magnitudes(of: noise), noise: true)
    let loudness = LoudnessTests.meter(Array(samples[8192...]).map { 0.1 * $0 }, channels: 1).integrated
    #expect(abs(loudness - KWeighting.loudness(meanSquare: 0.01)) < 0.5)
  }

  @Test func `silence stays silence and what follows it begins softly`() {
    let frame = magnitudes(of: note(330, seconds: 0.2))[4]
    let silent = [Float](repeating: 0, count: 1024)
    let samples = render(Array(repeating: silent, count: 20) + Array(repeating: frame, count: 20))
    #expect(samples[..<10240].allSatisfy { $0 == 0 })
    #expect(samples[10240..<10250].allSatisfy { abs($0) < 1e-4 })
  }

  @Test func `the same frames give the same bits`() {
    let frames = magnitudes(of: note(440, seconds: 0.5, vibrato: 0.01))
    #expect(render(frames, noise: true) == render(frames, noise: true))
  }

  @Test func `a flat spectrum, the heap's worst case, is rendered`() {
    let samples = render(Array(repeating: [Float](repeating: 1, count: 1024), count: 20), noise: true)
    #expect(samples.allSatisfy { $0.isFinite })
  }
}

@Suite struct OutputTests {
  @Test func `both channels sum to the mono sound`() {
    var pair = StereoPair(width: 0.6)
    let scale = 2 / (1 + Float(0.6 * 0.6)).squareRoot()
    for n in 0..<5000 {
      let sample = Float(sin(Double(n) * 0.1))
      let (left, right) = pair.spread(sample)
      #expect(abs(left + right - sample * scale) < 1e-6)
    }
  }

  @Test func `samples become numbers of 24 bits`() {
    #expect(PCM.quantise(0.5) == 4_194_304)
    #expect(PCM.quantise(-1) == -8_388_608)
    #expect(PCM.quantise(2) == 8_388_607)
    #expect(PCM.quantise(1.5 / 8_388_608) == 2)
  }
}
