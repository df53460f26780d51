import Foundation
import Testing

@testable import AegoNumerics
@testable import AegoSpectrum

/// The oscillators' sound for a list of magnitude frames.
func renderSines(_ frames: [[Float]]) -> [Float] {
  var voice = SinesVoice(geometry: FrameGeometry(), rate: 48000)
  return frames.flatMap { frame in
    let roots = frame.map { $0.squareRoot() }
    var hop = [Float](repeating: 0, count: 512)
    voice.render(roots: roots, into: &hop)
    return hop
  }
}

/// The magnitudes that a Hann window of 4096 samples gives steady partials: frequencies in hertz, amplitudes.
func steady(_ partials: [(frequency: Double, amplitude: Double)]) -> [Float] {
  let signal = (0..<4096).map { n in
    Float(partials.reduce(0) { $0 + $1.amplitude * cos(2 * .pi * $1.frequency * Double(n) / 48000 + $1.frequency) })
  }
  return magnitudes(of: signal)[0]
}

@Suite struct SinesVoiceTests {
  /// Amplitude and phase of a signal at a frequency through a Hann window of a second that begins at `start`.
  static func partial(_ samples: [Float], _ frequency: Double, from start: Int) -> (amplitude: Double, phase: Double) {
    var (real, imaginary) = (0.0, 0.0)
    for n in 0..<48000 {
      let weight = (1 - cos(2 * .pi * Double(n) / 48000)) * Double(samples[start + n])
      let angle = 2 * .pi * frequency * Double(start + n) / 48000
      (real, imaginary) = (real + weight * cos(angle), imaginary - weight * sin(angle))
    }
    return (2 * hypot(real, imaginary) / 48000, atan2(imaginary, real))
  }

  /// Magnitudes over 2^18 samples through a Hann window.
  static func longSpectrum(_ samples: [Float]) -> [Double] {
    let size = 1 << 18
    let fft = RealFFT(size: size)
    let frame = zip(HannWindow.samples(size: size), samples).map { $0 * $1 }
    var bins = [Float](repeating: 0, count: size + 2)
    fft.forward(frame, into: &bins)
    return (0...size / 2).map { hypot(Double(bins[2 * $0]), Double(bins[2 * $0 + 1])) }
  }

  /// The relative root mean square of what a sound's power does between 1 and 60 times a second.
  static func modulation(_ samples: [Float]) -> Double {
    let power = longSpectrum(samples.map { $0 * $0 })
    let (low, high) = (1 * (1 << 18) / 48000, 60 * (1 << 18) / 48000)
    // A Hann window spreads a tone's power over one and a half bins' worth.
    return (2 * power[low...high].reduce(0) { $0 + $1 * $1 } / 1.5).squareRoot() / power[0]
  }

  static let chords: [[(frequency: Double, amplitude: Double)]] = [
    [(440.3, 1)], [(98.1, 1), (301.7, 0.5), (2001.9, 0.1)], [(1003.7, 1), (1203.3, 0.01), (9000.3, 0.3)],
  ]

  @Test(arguments: chords)
  func `steady partials have their frequencies and levels`(chord: [(frequency: Double, amplitude: Double)]) {
    let samples = renderSines(Array(repeating: steady(chord), count: 200))
    let first = Self.partial(samples, chord[0].frequency, from: 4096).amplitude
    for (frequency, amplitude) in chord {
      let (a, b) = (Self.partial(samples, frequency, from: 4096), Self.partial(samples, frequency, from: 52096))
      let drift = remainder(b.phase - a.phase, 2 * .pi) / (2 * .pi)
      let cents = 1200 * log2(1 + drift / frequency)
      #expect(abs(cents) < 0.1)
      #expect(abs(20 * log10(a.amplitude / first / (amplitude / chord[0].amplitude))) < 0.02)
    }
  }

  @Test(arguments: chords)
  func `a steady spectrum sounds steady`(chord: [(frequency: Double, amplitude: Double)]) {
    let samples = Array(renderSines(Array(repeating: steady(chord), count: 560)).dropFirst(32 * 512))
    #expect(Self.modulation(samples) < 3e-4)
    let spectrum = Self.longSpectrum(samples)
    func level(_ frequency: Double) -> Double {
      let bin = Int((frequency * Double(1 << 18) / 48000).rounded())
      return 20 * log10(spectrum[bin - 2...bin + 2].max()!)
    }
    for times in 1...8 {
      #expect(level(chord[0].frequency + 93.75 * Double(times)) - level(chord[0].frequency) < -110)
    }
  }

  @Test(arguments: [(440.0, 0.0, -80.0), (440, 0.005, -30), (261.6, 0.003, -38), (1003.7, 0, -80)])
  func `the spectra of a note come back from its magnitudes`(frequency: Double, vibrato: Double, limit: Double) {
    let wanted = magnitudes(of: note(frequency, seconds: 2, vibrato: vibrato))
    // The frame at a hop has arrived at its end: half a window of silence puts it in the middle of its own window.
    let heard = magnitudes(of: [Float](repeating: 0, count: 2048 - 512) + renderSines(wanted))
    #expect(spectralConvergence(Array(heard.dropFirst(8)), Array(wanted.dropFirst(8))) < limit)
  }

  @Test(arguments: chords)
  func `the loudness is that of a mean square of 1`(chord: [(frequency: Double, amplitude: Double)]) {
    let samples = renderSines(Array(repeating: steady(chord), count: 200)).map { $0 * 0.1 }
    let loudness = LoudnessTests.meter(Array(samples.dropFirst(8192)), channels: 1).integrated
    #expect(abs(loudness - KWeighting.loudness(meanSquare: 0.01)) < 0.1)
  }

  /// The largest second difference of a signal: for a band below ω it is at most ω² of the peak (Bernstein).
  static func bend(_ samples: [Float]) -> Float {
    samples.indices.dropFirst(2).reduce(0) { max($0, abs(samples[$1] - 2 * samples[$1 - 1] + samples[$1 - 2])) }
  }

  @Test func `a gliding note has no jump`() {
    var phase = 0.0
    let signal = (0..<96_000).map { n in
      phase += 2 * .pi * (400 + 400 * Double(n) / 96_000) / 48000
      return Float(sin(phase))
    }
    let samples = Array(renderSines(magnitudes(of: signal)).dropFirst(512))
    let highest = Float(2 * Double.pi * 810 / 48000)
    #expect(Self.bend(samples) < highest * highest * samples.map(abs).max()!)
  }

  @Test func `partials come and go without a click`() {
    let (low, high) = (steady([(300, 1)]), steady([(700, 1)]))
    let silent = [Float](repeating: 0, count: 1024)
    let samples = renderSines([low, low, high, high, silent, silent, low, silent, high, low, high, silent, silent])
    let highest = Float(2 * Double.pi * 700 / 48000)
    // An oscillator that rises or falls over a hop bends by that slope more, where it turns and where it begins.
    let slope: Float = 1 / 512
    let most = samples.map(abs).max()!
    #expect(Self.bend(samples) < 1.1 * most * (highest * highest + 2 * highest * slope + slope))
    #expect(abs(samples[0]) < slope * most)
  }

  @Test func `silence is silence, a hop after the sound`() {
    let silent = [Float](repeating: 0, count: 1024)
    let sound = steady([(440, 1)])
    let samples = renderSines([silent, silent, sound, sound, silent, silent, silent])
    #expect(samples[..<1024].allSatisfy { $0 == 0 })
    #expect(rootMeanSquare(samples[1536..<2048]) > 0.5)
    #expect(samples[2560...].allSatisfy { $0 == 0 })
  }

  @Test func `a voice that begins anew is as a new one`() {
    var voice = SinesVoice(geometry: FrameGeometry(), rate: 48000)
    let roots = steady([(440, 1), (887, 0.3)]).map { $0.squareRoot() }
    var (first, again) = ([Float](repeating: 0, count: 512), [Float](repeating: 0, count: 512))
    voice.render(roots: roots, into: &first)
    for _ in 0..<5 { voice.render(roots: roots, into: &again) }
    #expect(first != again)
    voice.reset()
    voice.render(roots: roots, into: &again)
    #expect(first == again)
  }

  @Test func `flat spectra and noise are rendered, and more peaks than oscillators`() {
    var random = RandomStream(seed: 5, name: "test")
    let flat = [Float](repeating: 1, count: 1024)
    let comb = (0..<1024).map { $0 % 4 == 0 ? Float(1) : 0.01 }
    let frames = (0..<20).map { _ in (0..<1024).map { _ in abs(random.normal()) } }
    let samples = renderSines(Array(repeating: flat, count: 10) + Array(repeating: comb, count: 20) + frames)
    #expect(samples.allSatisfy { $0.isFinite && abs($0) < 30 })
    #expect(rootMeanSquare(samples[15 * 512..<30 * 512]) > 0.5)
    #expect(rootMeanSquare(samples[31 * 512..<50 * 512]) > 0.5)
  }

  @Test func `the same frames give the same bits`() {
    let frames = magnitudes(of: note(440, seconds: 0.5, vibrato: 0.01))
    #expect(renderSines(frames) == renderSines(frames))
  }
}

@Suite struct SpectralPeaksTests {
  static func partials(_ magnitudes: [Float]) -> [Partial] {
    var peaks = SpectralPeaks(geometry: FrameGeometry(), scale: 4.0 / 4096)
    peaks.find(in: magnitudes)
    return Array(peaks.partials.array.prefix(peaks.count))
  }

  @Test(arguments: [40.0, 40.01, 40.2, 40.4999, 40.5, 40.6, 40.99])
  func `a lone partial's place and amplitude are exact between the bins too`(place: Double) throws {
    let found = Self.partials(steady([(place * 48000 / 4096, 0.7)]))
    let loudest = try #require(found.max { $0.amplitude < $1.amplitude })
    #expect(abs(Double(loudest.place) - place) < 1e-4)
    #expect(abs(loudest.amplitude / 0.7 - 1) < 1e-4)
  }

  @Test func `the loudest remain where there are too many, in order of their frequency`() {
    let comb = (0..<1024).map { $0 % 5 == 3 ? Float(1 + $0) : 0 }
    let found = Self.partials(comb)
    #expect(found.count == SpectralPeaks.most)
    #expect(found.map { Int($0.place) } == (0..<1020).filter { $0 % 5 == 3 }.suffix(SpectralPeaks.most))
  }

  @Test func `what is 60 dB below the loudest is no partial, what is 59 dB below is one`() {
    var frame = [Float](repeating: 0, count: 1024)
    (frame[100], frame[200], frame[300]) = (1, 0.00112, 0.00099)
    #expect(Self.partials(frame).map(\.place) == [100, 200])
  }
}
