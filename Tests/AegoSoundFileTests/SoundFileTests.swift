import AegoTestSupport
import Foundation
import Testing

@testable import AegoSoundFile

@Suite struct SoundFileTests {
  /// A few thousand 24-bit numbers with both extremes, two channels.
  static let numbers: [Int32] =
    [-8_388_608, 8_388_607, 0, 1, -1, 255] + (0..<20_000).map { Int32(($0 * 7919) % 99_991) }

  /// All of a file's first channel.
  static func read(_ path: String, rate: Int = 48000) throws -> [Float] {
    try SoundStream(path: path, rate: rate).read(.max)
  }

  static func write(_ path: String, _ format: SoundFileFormat) throws {
    let writer = try SoundFileWriter(path: path, rate: 48000, channels: 2, format: format)
    let half = numbers.count / 4
    try numbers.withUnsafeBufferPointer {
      let base = try #require($0.baseAddress)
      try writer.write(interleaved: base, frames: half)
      try writer.write(interleaved: base + 2 * half, frames: numbers.count / 2 - half)
    }
    try writer.close()
    try writer.close()
    #expect(writer.frames == numbers.count / 2)
  }

  @Test(arguments: [SoundFileFormat.wav, .flac]) func `24-bit numbers come back exactly`(format: SoundFileFormat) throws
  {
    try withFolder { folder in
      let path = "\(folder)/a.\(format)"
      try Self.write(path, format)
      var reader = try SoundFileReader(path: path)
      #expect(reader.rate == 48000)
      #expect(reader.channels == 2)
      #expect(reader.frames == Self.numbers.count / 2)
      var read = [Int32](repeating: 0, count: Self.numbers.count)
      let got = try reader.read(interleaved: &read, frames: Self.numbers.count)
      #expect(got == Self.numbers.count / 2)
      #expect(read == Self.numbers)
    }
  }

  @Test(arguments: [SoundFileFormat.wav, .flac]) func `sox reads the same numbers`(format: SoundFileFormat) throws {
    try withFolder { folder in
      let path = "\(folder)/a.\(format)"
      try Self.write(path, format)
      #expect(try outside("soxi", ["-r", path]) == "48000\n")
      #expect(try outside("soxi", ["-c", path]) == "2\n")
      #expect(try outside("soxi", ["-b", path]) == "24\n")
      #expect(try outside("soxi", ["-s", path]) == "\(Self.numbers.count / 2)\n")
      _ = try outside("sox", [path, "-e", "signed", "-b", "32", "-t", "raw", "\(folder)/a.raw"])
      let raw = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/a.raw"))
      let read = raw.withUnsafeBytes { bytes in
        (0..<bytes.count / 4).map { bytes.loadUnaligned(fromByteOffset: 4 * $0, as: Int32.self) >> 8 }
      }
      #expect(read == Self.numbers)
    }
  }

  @Test func `samples are rounded to the nearest 24-bit number and clipped`() {
    let step: Float = 1.0 / 8_388_608
    let cases: [(Float, Int32)] = [
      (0, 0), (0.5, 4_194_304), (-1, -8_388_608), (1, 8_388_607), (2, 8_388_607), (-2, -8_388_608),
      (0.5 * step, 0), (1.5 * step, 2), (-0.6 * step, -1),
    ]
    for (sample, expected) in cases { #expect(SoundFileWriter.quantized(sample) == expected) }
  }

  @Test func `floats come back within half a step`() throws {
    try withFolder { folder in
      let samples = (0..<1000).map { Float($0) / 500 - 1 }
      let writer = try SoundFileWriter(path: "\(folder)/a.wav", rate: 44100, channels: 1, format: .wav)
      try writer.write(interleaved: samples, frames: samples.count)
      try writer.close()
      let read = try Self.read("\(folder)/a.wav", rate: 44100)
      #expect(read.count == samples.count)
      #expect(zip(read, samples).allSatisfy { abs($0 - $1) <= 0.5 / 8_388_608 })
    }
  }

  @Test func `a flushed file has its length before it is closed`() throws {
    try withFolder { folder in
      let path = "\(folder)/a.wav"
      let writer = try SoundFileWriter(path: path, rate: 48000, channels: 1, format: .wav)
      try writer.write(interleaved: [Float](repeating: 0.25, count: 480), frames: 480)
      writer.flush()
      #expect(try Self.read(path).count == 480)
      try writer.close()
    }
  }

  @Test func `of several channels the first is taken`() throws {
    try withFolder { folder in
      let writer = try SoundFileWriter(path: "\(folder)/a.wav", rate: 48000, channels: 2, format: .wav)
      try writer.write(interleaved: [0.5 as Float, 0.25, -0.5, 0], frames: 2)
      try writer.close()
      #expect(try Self.read("\(folder)/a.wav") == [0.5, -0.5])
    }
  }

  @Test func `a sine keeps its frequency and level at another rate`() throws {
    let sine = (0..<44100).map { Float(0.5 * sin(2 * Double.pi * 1000 * Double($0) / 44100)) }
    let sound = Sound(samples: sine, rate: 44100).resampled(to: 48000)
    #expect(sound.rate == 48000)
    #expect(abs(sound.samples.count - 48000) <= 1)
    for index in 2000..<46000 {
      let expected = Float(0.5 * sin(2 * Double.pi * 1000 * Double(index) / 48000))
      #expect(abs(sound.samples[index] - expected) < 1e-5)
    }
  }

  @Test func `files that cannot be read or written say why`() throws {
    try withFolder { folder in
      let missing = #expect(throws: SoundFileError.self) { _ = try Self.read("\(folder)/none.wav") }
      #expect(
        missing?.description
          == "\(folder)/none.wav: cannot be read as a sound file: System error : No such file or directory")
      try "no sound".write(toFile: "\(folder)/text.wav", atomically: true, encoding: .utf8)
      let text = #expect(throws: SoundFileError.self) { _ = try Self.read("\(folder)/text.wav") }
      #expect(text?.description == "\(folder)/text.wav: cannot be read as a sound file: Format not recognised")
      let nowhere = #expect(throws: SoundFileError.self) {
        _ = try SoundFileWriter(path: "\(folder)/no/a.wav", rate: 48000, channels: 1, format: .wav)
      }
      #expect(
        nowhere?.description == "\(folder)/no/a.wav: cannot be written: System error : No such file or directory")
    }
  }

  @Test func `a name's ending asks for a format`() {
    #expect(SoundFileFormat(path: "a/b.wav") == .wav)
    #expect(SoundFileFormat(path: "b.FLAC") == .flac)
    #expect(SoundFileFormat(path: "b.mp3") == nil)
  }
}
