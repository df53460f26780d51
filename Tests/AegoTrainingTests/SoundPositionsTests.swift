import AegoSpace
import AegoTestSupport
import Foundation
import Testing

@testable import AegoTraining

@Suite struct SoundPositionsTests {
  /// A small space of the tones up to 6 kHz.
  static func withSpace(_ body: (LatentSpace, _ folder: String) throws -> Void) throws {
    try TrainingTests.withTones { _, folder, settings in
      var settings = settings
      settings.analysis.highest = 6000
      let data = try DataSet(folder, settings: settings)
      try body(Training(data, folder: folder, settings: settings).run().space, folder.path)
    }
  }

  @Test func `a space of a band of frequencies hears no others`() throws {
    try Self.withSpace { space, folder in
      #expect(space.frequencies == 0...6000)
      let low = DataSetTests.sine(3400, seconds: 1)
      let high = DataSetTests.sine(9000, seconds: 1)
      try DataSetTests.write("\(folder)/low.wav", low)
      try DataSetTests.write("\(folder)/both.wav", zip(low, high).map { ($0 + $1) / 2 })
      try DataSetTests.write("\(folder)/high.wav", high.map { $0 * 0.0001 })
      let alone = try SoundPositions(path: "\(folder)/low.wav", space: space)
      let both = try SoundPositions(path: "\(folder)/both.wav", space: space)
      #expect(alone.moments.count == 10 && both.moments.count == 10)
      for (a, b) in zip(alone.median, both.median) { #expect(abs(a - b) < 1e-3) }
      let none = #expect(throws: TrainingError.self) {
        try SoundPositions(path: "\(folder)/high.wav", space: space)
      }
      #expect(
        none?.description
          == "\(folder)/high.wav: has no place in a space: it is silent, or has nothing below 6000 Hz")
    }
  }

  @Test func `a damaged sound is encoded up to its damage, which is told`() throws {
    try Self.withSpace { space, folder in
      try DataSetTests.write("\(folder)/a.wav", DataSetTests.sine(3400, seconds: 1))
      try outside("sox", ["\(folder)/a.wav", "-b", "32", "-e", "floating-point", "\(folder)/b.wav"])
      // A NaN after half of the sound; the data are the file's last bytes.
      var bytes = try Data(contentsOf: URL(filePath: "\(folder)/b.wav"))
      bytes.replaceSubrange(bytes.count - 96000..<bytes.count - 95996, with: [0, 0, 0xc0, 0x7f])
      try bytes.write(to: URL(filePath: "\(folder)/b.wav"))
      let positions = try SoundPositions(path: "\(folder)/b.wav", space: space)
      #expect(positions.length == 0.5 && positions.moments.count == 5)
      #expect(
        positions.text(path: "b.wav", space: "a").hasPrefix(
          "b.wav: 0.50 s, 5 moments, 0 silent ones left out; the rest is not used: a sample is not a finite number\n"))
      #expect(positions.json(path: "b.wav", space: "a").contains("\"damage\" : \"a sample is not a finite number\""))
    }
  }
}
