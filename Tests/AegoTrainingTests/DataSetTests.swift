import AegoTestSupport
import AegoSoundFile
import Foundation
import Testing

@testable import AegoTraining

@Suite struct DataSetTests {
  static func write(_ path: String, _ samples: [Float], rate: Int = 48000) throws {
    let writer = try SoundFileWriter(path: path, rate: rate, channels: 1, format: .wav)
    try writer.write(interleaved: samples, frames: samples.count)
    try writer.close()
  }

  static func sine(_ frequency: Double, seconds: Double, rate: Double = 48000, level: Double = 0.5) -> [Float] {
    (0..<Int(seconds * rate)).map { Float(level * sin(2 * Double.pi * frequency * Double($0) / rate)) }
  }

  @Test func `a frame is the square root of its unit-energy magnitudes, as numpy computes them`() throws {
    let analysis = FrameAnalysis(.init())
    let samples = zip(Self.sine(440, seconds: 0.2), Self.sine(1234.5, seconds: 0.2, level: 0.1)).map { $0 + $1 }
    var frame = [Float](repeating: 0, count: 1024)
    analysis.analyse(samples, at: 512, into: &frame)
    let script = """
      import numpy as np, json
      n = np.arange(512, 512 + 4096)
      s = 0.5 * np.sin(2 * np.pi * 440 * n / 48000) + 0.1 * np.sin(2 * np.pi * 1234.5 * n / 48000)
      w = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(4096) / 4096)
      m = np.abs(np.fft.rfft(s * w))[:1024]
      print(json.dumps(list(np.sqrt(m / np.sqrt((m * m).sum())))))
      """
    let expected = try JSONDecoder().decode([Double].self, from: Data(outside("python3", ["-c", script]).utf8))
    for (got, wanted) in zip(frame, expected) { #expect(abs(Double(got) - wanted) < 2e-4) }
    #expect(abs(frame.reduce(0) { $0 + $1 * $1 * $1 * $1 } - 1) < 1e-4)
  }

  @Test func `sounds are found in nested folders at any rate, and others are skipped by name`() throws {
    try withFolder { folder in
      try FileManager.default.createDirectory(atPath: "\(folder)/low/er", withIntermediateDirectories: true)
      try Self.write("\(folder)/a.wav", Self.sine(440, seconds: 0.5))
      try Self.write("\(folder)/low/er/b.WAV", Self.sine(440, seconds: 0.5, rate: 44100), rate: 44100)
      try Self.write("\(folder)/low/silent.wav", [Float](repeating: 0, count: 48000))
      try Self.write("\(folder)/short.wav", Self.sine(440, seconds: 0.05))
      try "no sound".write(toFile: "\(folder)/broken.wav", atomically: true, encoding: .utf8)
      try "words".write(toFile: "\(folder)/notes.txt", atomically: true, encoding: .utf8)
      try Self.write("\(folder)/.hidden.wav", Self.sine(440, seconds: 0.5))
      let data = try DataSet(SoundFolder(path: folder), settings: TrainingSettings())
      #expect(data.files.map(\.name) == ["a.wav", "low/er/b.WAV"])
      #expect(
        data.skipped == [
          .init(name: "broken.wav", reason: "Format not recognised"),
          .init(name: "low/silent.wav", reason: "it is silent or too short"),
          .init(name: "short.wav", reason: "it is silent or too short"),
        ])
      #expect(data.files.count { $0.role == .heldOut } == 1)
      #expect(data.training.count + data.heldOut.count == data.count)
      // The resampled sine has the same spectrum.
      let (a, b) = (data.files[0].frames.lowerBound + 4, data.files[1].frames.lowerBound + 4)
      for bin in 0..<1024 where data.spectra[a * 1024 + bin] > 0.05 {
        #expect(abs(data.spectra[a * 1024 + bin] - data.spectra[b * 1024 + bin]) < 0.01)
      }
      let hash = try outside("sh", ["-c", "cat '\(folder)/a.wav' '\(folder)/low/er/b.WAV' | sha256sum"])
      #expect(hash.hasPrefix(data.digest))
    }
  }

  @Test func `decay below 50 dB is left out, and a long sound keeps its attack whole`() throws {
    try withFolder { folder in
      let decaying = Self.sine(440, seconds: 2).enumerated().map { $1 * Float(exp(-10 * Double($0) / 48000)) }
      try Self.write("\(folder)/a.wav", decaying)
      try Self.write("\(folder)/b.wav", Self.sine(880, seconds: 3))
      var settings = TrainingSettings()
      settings.frames = 160
      let data = try DataSet(SoundFolder(path: folder), settings: settings)
      // e^-10t falls by 44 dB, down to 6 dB above its quietest, in 0.507 s: 48 hops; a few more for the onset.
      #expect((46...54).contains(data.files[0].frames.count), "\(data.files[0].frames.count)")
      #expect(data.files[1].frames.count == 80)
    }
  }

  @Test func `a folder that cannot serve is refused`() throws {
    try withFolder { folder in
      func message() -> String? {
        #expect(throws: TrainingError.self) {
          try DataSet(SoundFolder(path: folder), settings: TrainingSettings())
        }?.description
      }
      #expect(message() == "\(folder): no sound file in it")
      try Self.write("\(folder)/silent.wav", [Float](repeating: 0, count: 48000))
      #expect(message() == "\(folder): no usable sound in it; 1 skipped: silent.wav (it is silent or too short)")
      try Self.write("\(folder)/a.wav", Self.sine(440, seconds: 0.5))
      #expect(
        message()
          == "\(folder): 1 usable sound in it; at least 2 are needed, since some are held out to measure the space; "
          + "add sounds, or one of more than 8 s, which is cut into pieces")
      let missing = #expect(throws: TrainingError.self) { try SoundFolder(path: "\(folder)/none") }
      #expect(missing?.description == "\(folder)/none: cannot be read: there is no such folder")
      let file = #expect(throws: TrainingError.self) { try SoundFolder(path: "\(folder)/a.wav") }
      #expect(file?.description == "\(folder)/a.wav: cannot be read: it is not a folder")
    }
  }
}
