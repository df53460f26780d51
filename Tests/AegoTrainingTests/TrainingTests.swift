import AegoTestSupport
import AegoNetwork
import AegoSpace
import Foundation
import Testing

@testable import AegoTraining

@Suite struct TrainingTests {
  /// Six steady tones of two partials, each twice, 0.1 s long, in 64 bins; a network of 16 hidden.
  static func withTones<Result>(_ body: (DataSet, SoundFolder, TrainingSettings) throws -> Result) throws -> Result {
    try withFolder { folder in
      for tone in 0..<12 {
        let frequency = 1000 + 800 * Double(tone / 2)
        let samples = zip(
          DataSetTests.sine(frequency, seconds: 0.1), DataSetTests.sine(2 * frequency, seconds: 0.1, level: 0.1)
        ).map { $0 + $1 }
        try DataSetTests.write("\(folder)/tone-\(tone).wav", samples)
      }
      var settings = TrainingSettings()
      (settings.analysis.window, settings.analysis.hop, settings.analysis.bins) = (256, 64, 64)
      (settings.dimensions, settings.hidden, settings.epochs) = (2, [16, 16], 20)
      (settings.batch, settings.learningRate) = (16, 5e-3)
      settings.home = "tone-6.*"
      let sounds = try SoundFolder(path: folder)
      return try body(DataSet(sounds, settings: settings), sounds, settings)
    }
  }

  @Test func `training lowers the loss, and twice it makes the same bytes`() throws {
    try Self.withTones { data, folder, settings in
      var errors: [Float] = []
      let first = try Training(data, folder: folder, settings: settings).run {
        errors.append($0.error)
        return .goOn
      }.space
      let second = try Training(data, folder: folder, settings: settings).run().space
      let early = try #require(errors.first)
      let late = try #require(errors.last)
      #expect(late < 0.5 * early)
      #expect(first.file.encoded(.half) == second.file.encoded(.half))
      var other = settings
      other.seed = 1
      let third = try Training(data, folder: folder, settings: other).run().space
      #expect(first.file.encoded(.half) != third.file.encoded(.half))
    }
  }

  @Test func `a trained space says what it is, reads back the same, and begins at home`() throws {
    try Self.withTones { data, folder, settings in
      let space = try Training(data, folder: folder, settings: settings).run().space
      #expect(space.latent == 2)
      #expect(space.bins == 64)
      #expect(space.datasetSHA256 == data.digest)
      #expect(space.training.contains("\"home\": \"tone-6.wav, frame "))
      #expect(space.explainedVariance[1] > 0.3)
      #expect(space.explainedVariance[1] > space.explainedVariance[0])
      let path = "\(folder.path)/space.safetensors"
      try space.save(path: path)
      let read = try LatentSpace.load(path: path)
      #expect(read.file == space.file)
      // Home decodes to the home tone: its strongest bin is that of 3400 Hz.
      let decoder = SpaceDecoder(read)
      var spectrum = [Float](repeating: 0, count: 64)
      decoder.decode(position: [0.5, 0.5], into: &spectrum)
      let strongest = spectrum.indices.max { spectrum[$0] < spectrum[$1] } ?? 0
      #expect(abs(strongest - 18) <= 3)
      // The home frame is encoded to the middle of the box.
      let file = try #require(data.files.first { $0.name == "tone-6.wav" })
      let frame = file.frames.lowerBound + 2
      let position = SpaceEncoder(read).encode(spectrum: Array(data.spectra[frame * 64..<(frame + 1) * 64]))
      for coordinate in position { #expect(abs(coordinate - 0.5) < 0.1) }
    }
  }

  @Test func `what cannot be trained is said`() throws {
    try Self.withTones { data, folder, settings in
      var wrong = settings
      wrong.home = "none.wav"
      let home = #expect(throws: TrainingError.self) { try Training(data, folder: folder, settings: wrong).run() }
      #expect(
        home?.description
          == "\(folder.path): no sound in it that was read matches none.wav, which should be home")
      wrong = settings
      wrong.learningRate = 1e30
      let diverged = #expect(throws: TrainingError.self) { try Training(data, folder: folder, settings: wrong).run() }
      #expect(
        diverged?.description.hasPrefix("the training diverged at step ") == true
          && diverged?.description.hasSuffix("; try another --seed or a lower --learning-rate") == true)
      wrong = settings
      wrong.beta = 1000
      let collapsed = #expect(throws: TrainingError.self) { try Training(data, folder: folder, settings: wrong).run() }
      let said = collapsed?.description ?? ""
      #expect(said.hasPrefix("the space explains "))
      #expect(said.hasSuffix("try more sounds, more --epochs, a lower --beta or a lower --learning-rate"))
    }
  }

  @Test func `an interrupted training keeps the best so far, and resumed it makes the same bytes`() throws {
    try Self.withTones { data, folder, settings in
      let checkpoint = "\(folder.path)/space.unfinished"
      let whole = try Training(data, folder: folder, settings: settings).run()
      #expect(whole.ending == .complete)
      let part = try Training(data, folder: folder, settings: settings).run(checkpoint: checkpoint) {
        $0.step == 130 ? .stop : .goOn
      }
      #expect(part.ending == .stopped(step: 130))
      #expect(part.bestStep == 100)
      #expect(part.space.explainedVariance[1] > 0)
      let rest = try Training(data, folder: folder, settings: settings).run(checkpoint: checkpoint, resuming: true)
      #expect(rest.ending == .complete)
      #expect(rest.space.file.encoded(.half) == whole.space.file.encoded(.half))
      // Done is done: there is nothing more to go on with.
      let none = #expect(throws: TrainingError.self) {
        try Training(data, folder: folder, settings: settings).run(checkpoint: checkpoint, resuming: true)
      }
      #expect(
        none?.description
          == "\(checkpoint): there is no such file, so no unfinished training to go on with; train without --resume")
    }
  }

  @Test func `an unfinished training of other options, of other sounds, or damaged is not gone on with`() throws {
    try Self.withTones { data, folder, settings in
      let checkpoint = "\(folder.path)/space.unfinished"
      func stop() throws {
        _ = try Training(data, folder: folder, settings: settings).run(checkpoint: checkpoint) {
          $0.step == 60 ? .stop : .goOn
        }
      }
      func message(_ settings: TrainingSettings, _ data: DataSet) -> String? {
        #expect(throws: TrainingError.self) {
          try Training(data, folder: folder, settings: settings).run(checkpoint: checkpoint, resuming: true)
        }?.description
      }
      try stop()
      var other = settings
      other.beta = 0.5
      other.home = nil
      #expect(
        message(other, data)
          == "\(checkpoint): this training was begun otherwise: beta was 0.003, now 0.5; "
          + "home was \"tone-6.*\", now not set; give the same options and sounds, or train anew without --resume")
      try DataSetTests.write("\(folder.path)/tone-12.wav", DataSetTests.sine(5000, seconds: 0.1))
      let more = try DataSet(SoundFolder(path: folder.path), settings: settings)
      #expect(message(settings, more)?.contains("this training was begun otherwise") == true)
      try Data("nothing".utf8).write(to: URL(fileURLWithPath: checkpoint))
      #expect(
        message(settings, data)
          == "\(checkpoint): the unfinished training cannot be gone on with: it ends after 7 bytes, within the "
          + "header's length; train anew without --resume")
    }
  }

  @Test func `a training that gets no better on the held-out files ends early`() throws {
    // The longer it lasts, the more order is asked for, at the cost of likeness.
    try Self.withTones { data, folder, settings in
      var long = settings
      (long.epochs, long.beta, long.warmUp) = (300, 5, 1)
      let result = try Training(data, folder: folder, settings: long).run()
      guard case .noBetter(let step) = result.ending else {
        Issue.record("it ended as \(result.ending)")
        return
      }
      #expect(step > result.bestStep)
    }
  }
}
