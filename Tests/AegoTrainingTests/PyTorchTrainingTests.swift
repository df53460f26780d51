import AegoTestSupport
import AegoSoundFile
import AegoSpace
import Foundation
import Testing

@testable import AegoTraining

@Suite(.enabled(if: PyTorch.isInstalled, Comment(rawValue: PyTorch.missing))) struct PyTorchTrainingTests {
  static let sizes = ["--window", "256", "--hop", "64", "--bins", "64", "--dimensions", "2", "--hidden", "16"]

  @Test(arguments: [1, 2]) func `a space that PyTorch trained is one that we play`(processes: Int) throws {
    try TrainingTests.withTones { data, folder, _ in
      let path = "\(folder.path)/space.safetensors"
      let arguments = [folder.path, "-o", path, "--steps", "400", "--batch", "16", "--learning-rate", "0.005"]
      try PyTorch.run("train.py", arguments + Self.sizes + ["--home", "tone-6.*"], processes: processes)
      let space = try LatentSpace.load(path: path)
      #expect([space.latent, space.window, space.hop, space.bins] == [2, 256, 64, 64] as [Int])
      // The same files, and the same frames of them.
      #expect(space.datasetSHA256 == data.digest)
      #expect(space.training.contains("\"home\": \"tone-6.wav, frame "))
      #expect(space.explainedVariance[1] > 0.2)
      let decoder = SpaceDecoder(space)
      var spectrum = [Float](repeating: 0, count: 64)
      for position: [Float] in [[0.5, 0.5], [0, 1], [1, 0]] {
        decoder.decode(position: position, into: &spectrum)
        #expect(spectrum.allSatisfy { $0.isFinite && $0 >= 0 } && spectrum.contains { $0 > 0.1 })
      }
    }
  }

  @Test func `PyTorch measures a space as we do, and encodes its sounds to the same positions`() throws {
    struct Measured: Codable {
      var explained_variance: [Float]?
      var spectral_convergence_db: Float
      var log_spectral_distance_db: Float
      var strongest_bin: Float
      var loudness_error_db: Float
      var training_explained_variance: Float
      var held_out_frames: Int
      var walk_variance, walk_entropy: [Float]
      var held_out_entropy: Float
    }
    try TrainingTests.withTones { data, folder, settings in
      let space = try Training(data, folder: folder, settings: settings).run().space
      let (path, list) = ("\(folder.path)/space.safetensors", "\(folder.path)/held-out.txt")
      try space.save(path: path)
      let heldOut = data.files.filter { $0.role == .heldOut }
      try heldOut.map(\.name).joined(separator: "\n").write(toFile: list, atomically: true, encoding: .utf8)
      let printed = try PyTorch.run("measures.py", [path, folder.path, "--held-out-list", list])
      let theirs = try JSONDecoder().decode(Measured.self, from: Data(printed.utf8))
      #expect(theirs.explained_variance?.count == space.latent)
      for (a, b) in zip(theirs.explained_variance ?? [], space.explainedVariance) { #expect(abs(a - b) < 1e-4) }
      let ours = try JSONDecoder().decode(Measured.self, from: Data(space.quality.utf8))
      #expect(abs(theirs.spectral_convergence_db - ours.spectral_convergence_db) < 1e-2)
      #expect(abs(theirs.log_spectral_distance_db - ours.log_spectral_distance_db) < 1e-2)
      #expect(abs(theirs.loudness_error_db - ours.loudness_error_db) < 1e-2)
      #expect(abs(theirs.training_explained_variance - ours.training_explained_variance) < 1e-4)
      #expect(theirs.strongest_bin == ours.strongest_bin)
      #expect(theirs.held_out_frames == data.heldOut.count)
      #expect(abs(theirs.held_out_entropy - ours.held_out_entropy) < 0.02)
      // Walks through other drawn places.
      #expect(theirs.walk_variance.count == 2)
      for (a, b) in zip(theirs.walk_variance, ours.walk_variance) { #expect(abs(a / b - 1) < 0.06) }
      for (a, b) in zip(theirs.walk_entropy, ours.walk_entropy) { #expect(abs(a - b) < 0.06) }

      let sound = "\(folder.path)/\(heldOut[0].name)"
      let text = try PyTorch.run("space.py", ["encode", path, sound])
      let positions = try JSONDecoder().decode([[Float]].self, from: Data(text.utf8))
      let encoder = SpaceEncoder(try LatentSpace.load(path: path))
      let (samples, analysis) = (try SoundStream(path: sound, rate: 48000).read(.max), FrameAnalysis(settings.analysis))
      #expect(positions.count == analysis.frames(in: samples.count))
      var frame = [Float](repeating: 0, count: 64)
      for (index, expected) in positions.enumerated() {
        analysis.analyse(samples, at: index * 64, into: &frame)
        for (x, y) in zip(encoder.encode(spectrum: frame), expected) { #expect(abs(x - y) < 1e-3) }
      }
    }
  }
}
