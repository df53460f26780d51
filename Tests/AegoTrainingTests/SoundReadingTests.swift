import AegoTestSupport
import AegoSoundFile
import Foundation
import Testing

@testable import AegoTraining

@Suite struct SoundReadingTests {
  @Test func `one long recording is cut into pieces of which some are held out`() throws {
    try withFolder { folder in
      try outside("sox", ["-R", "-n", "-r", "44100", "-c", "2", "\(folder)/long.flac", "synth", "61", "pinknoise"])
      var settings = TrainingSettings()
      settings.frames = 320
      let data = try DataSet(SoundFolder(path: folder), settings: settings)
      // The last second is a piece of its own.
      #expect(data.files.count == 16)
      let starts: [Double] = (0..<16).map { 4 * Double($0) }
      #expect(data.files.map(\.start) == starts)
      #expect(data.files[1].title == "long.flac at 4 s")
      #expect(data.files.allSatisfy { $0.frames.count == 20 && $0.pitch == nil })
      #expect(data.files.count { $0.role == .heldOut } == 1)
      let again = try DataSet(SoundFolder(path: folder), settings: settings)
      #expect(again.spectra == data.spectra)
      #expect(again.files == data.files)
    }
  }

  @Test func `a damaged file is used up to its damage, which is told`() throws {
    try withFolder { folder in
      let sine = DataSetTests.sine(440, seconds: 1)
      try DataSetTests.write("\(folder)/a.wav", sine)
      try outside("sox", ["\(folder)/a.wav", "-b", "32", "-e", "floating-point", "\(folder)/b.wav"])
      // A NaN after half of the sound; the data are the file's last bytes.
      var bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/b.wav"))
      bytes.replaceSubrange(bytes.count - 96000..<bytes.count - 95996, with: [0, 0, 0xc0, 0x7f])
      try bytes.write(to: URL(fileURLWithPath: "\(folder)/b.wav"))
      try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: "\(folder)/c.wav"))
      try Data().write(to: URL(fileURLWithPath: "\(folder)/empty.wav"))
      let data = try DataSet(SoundFolder(path: folder), settings: TrainingSettings())
      #expect(
        data.damaged == [
          .init(name: "b.wav", reason: "used up to 0.5 s: a sample is not a finite number"),
          .init(name: "c.wav", reason: "used up to 0.4 s: it is cut off: its header promises more"),
        ])
      #expect(data.files.map(\.name) == ["a.wav", "b.wav", "c.wav"])
      #expect(data.skipped.map(\.name) == ["empty.wav"])
      #expect(data.spectra.allSatisfy { $0.isFinite })
    }
  }

  @Test func `links are followed, each folder and file is read once`() throws {
    try withFolder { folder in
      let files = FileManager.default
      try files.createDirectory(atPath: "\(folder)/sounds/deep", withIntermediateDirectories: true)
      try files.createDirectory(atPath: "\(folder)/else", withIntermediateDirectories: true)
      for name in ["sounds/a.wav", "sounds/deep/b.wav", "else/c.wav"] {
        try DataSetTests.write("\(folder)/\(name)", DataSetTests.sine(440, seconds: 0.2))
      }
      for (link, target) in [
        ("sounds/0.wav", "a.wav"), ("sounds/deep/loop", ".."), ("sounds/other", "../else"), ("sounds/lost.wav", "none"),
      ] { try files.createSymbolicLink(atPath: "\(folder)/\(link)", withDestinationPath: target) }
      let sounds = try SoundFolder(path: "\(folder)/sounds")
      #expect(sounds.files == ["a.wav", "deep/b.wav", "lost.wav", "other/c.wav"])
      #expect(try DataSet(sounds, settings: TrainingSettings()).skipped.map(\.name) == ["lost.wav"])
    }
  }

  @Test func `a file that was cut off is used up to there, and named`() throws {
    try withFolder { folder in
      for ending in ["wav", "aiff", "flac"] {
        let path = "\(folder)/\(ending).wav"
        try DataSetTests.write("\(folder)/whole.wav", DataSetTests.sine(440, seconds: 2))
        try outside("sox", ["\(folder)/whole.wav", "-t", ending, path])
        let bytes = try Data(contentsOf: URL(filePath: path))
        try bytes.prefix(bytes.count / 2).write(to: URL(filePath: path))
      }
      let data = try DataSet(SoundFolder(path: folder), settings: TrainingSettings())
      #expect(data.damaged.map(\.name) == ["aiff.wav", "flac.wav", "wav.wav"])
      let cutOff = data.damaged.count { $0.reason.hasSuffix(": it is cut off: its header promises more") }
      #expect(cutOff >= 2)
      #expect(data.files.count == 4)
    }
  }

  @Test func `every ending of the library's formats is known but that of samples without a header`() {
    #expect(SoundFileReader.endings.isSuperset(of: ["wav", "aiff", "flac", "ogg", "mp3", "caf", "w64", "rf64", "au"]))
    #expect(!SoundFileReader.endings.contains("raw"))
  }

  @Test func `frames are shared out so that short files leave theirs to long ones`() {
    #expect(ReadingPlan.level([100, 100, 100], total: 150) == 50)
    #expect(ReadingPlan.level([10, 100, 200], total: 150) == 70)
    #expect(ReadingPlan.level([10, 20], total: 150) == 150)
  }

  @Test func `attack, middle and tail have their parts, and noise under a tail none`() {
    // 20 frames rise, 400 stay, 300 fall by 0.2 dB each to a noise at -60 dB.
    let rise = (1...20).map { Float($0) / 20 }
    let fall = (0..<300).map { max(pow(10, -Float($0) * 0.02), 1e-4) }
    let energies = rise + [Float](repeating: 1, count: 400) + fall
    let choice = FrameChoice(
      energies: energies, changes: [Float](repeating: 0.1, count: energies.count), silence: 1e-5, attackFrames: 11,
      isWhole: true)
    let kept = choice.frames(share: 60)
    #expect(kept.count == 60)
    #expect(kept == kept.sorted())
    #expect(kept.count { $0 < 12 } == 12)
    #expect(kept.count { $0 > 420 && energies[$0] < 0.01 } == 10)
    #expect(kept.allSatisfy { energies[$0] > 2e-4 })
    // What changes is met more often than what stays.
    let changing = FrameChoice.along(Array(0..<200), (0..<200).map { $0 < 100 ? 0 : 1 }, 40)
    #expect(changing.count { $0 >= 100 } == 30)
  }

  @Test func `pitch classes, frequencies and copies are as asked for`() throws {
    try withFolder { folder in
      for (index, note) in [60, 60, 64, 67, 61].enumerated() {
        let frequency = 440 * pow(2, Double(note - 69) / 12)
        try DataSetTests.write(
          "\(folder)/\(index).wav", PitchTests.tone(frequency, partials: 20, fall: 0.9))
      }
      var settings = TrainingSettings()
      settings.pitchClasses = ["C", "E", "G"].compactMap { PitchClass(name: $0) }
      (settings.analysis.lowest, settings.analysis.highest) = (500, 3000)
      settings.augmentation = 25
      let sounds = try SoundFolder(path: folder)
      let data = try DataSet(sounds, settings: settings)
      #expect(data.otherPitch == 1)
      #expect(data.files.count { $0.cents == 0 } == 4)
      #expect(data.files.count { $0.cents == 25 } == 3)
      #expect(data.files.count { $0.cents == -25 } == 3)
      #expect(data.files.allSatisfy { $0.cents == 0 || $0.role == .training })
      for frame in 0..<data.count {
        let spectrum = data.spectra[frame * 1024..<(frame + 1) * 1024]
        let energy = spectrum.reduce(Float(0)) { $0 + $1 * $1 * $1 * $1 }
        #expect(abs(energy - 1) < 1e-3)
        // 500 and 3000 Hz are bins 42.7 and 256.
        #expect(spectrum.prefix(43).allSatisfy { $0 == 0 } && spectrum.dropFirst(257).allSatisfy { $0 == 0 })
      }
      settings.pitchClasses = [PitchClass(note: 2)]
      let none = #expect(throws: TrainingError.self) { try DataSet(sounds, settings: settings) }
      #expect(none?.description == "\(folder): no sound in it has the pitch class D; 5 have others or no pitch")
    }
  }

  @Test func `a copy is as much higher as asked for`() throws {
    try withFolder { folder in
      try DataSetTests.write("\(folder)/a.wav", DataSetTests.sine(1000, seconds: 1))
      var settings = FrameAnalysis.Settings()
      (settings.window, settings.hop, settings.bins) = (16384, 4096, 2048)
      var order = SoundReading.Order(path: "\(folder)/a.wav", piece: 96000, isCut: false, share: 9, most: 9)
      order.cents = 50
      let spectra = SoundReading(order, settings: settings).pieces[0].spectra
      let strongest = (0..<2048).max { spectra[4 * 2048 + $0] < spectra[4 * 2048 + $1] } ?? 0
      // 1029.3 Hz; a bin is 2.93 Hz.
      #expect(abs(Double(strongest) * 48000 / 16384 - 1000 * pow(2, 50.0 / 1200)) < 3)
    }
  }
}
