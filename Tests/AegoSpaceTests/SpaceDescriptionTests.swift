import Foundation
import Testing

@testable import AegoSpace

@Suite struct SpaceDescriptionTests {
  static func described(_ quality: String) throws -> SpaceDescription {
    var file = SpaceFixture.file()
    file.metadata["quality"] = quality
    file.metadata["training"] = "{\"home\": \"a.wav, frame 3\", \"steps\": 12000}"
    return try SpaceDescription(LatentSpace(file, path: "a"), path: "a.safetensors")
  }

  static let quality = """
    {"spectral_convergence_db": -16.190182, "held_out_files": 37, "walk_variance": [0.1, 0.35],
     "unseen_pitch": {"explained_variance": [0.2, 0.5, 0.9], "strongest_bin": 0.9},
     "pytorch": {"explained_variance": [0.3]}, "tried": [1, 2, 3, 4], "said": "yes"}
    """

  @Test func `figures stand with their names and units in words, unknown ones under their keys`() throws {
    let text = try Self.described(Self.quality).text
    let start = try #require(text.range(of: "quality, on files held out\n"))
    let end = try #require(
      text.range(of: "\n\nfound from the weights: 1000 places, a step of 1 % of an axis along each\n"))
    #expect(
      String(text[start.upperBound..<end.lowerBound]) == """
          files held out                              37
          pytorch
            explained variance (1 axes open)            0.3
          said                                        yes
          spectral convergence, dB                    -16.19
          tried                                       1 2 3 4
          unseen pitch
            explained variance (1 2 3 axes open)        0.2 0.5 0.9
            strongest bin right                         0.9
          variance of walks (1 2 axes open)           0.1 0.35

        training
          home                                        a.wav, frame 3
          steps                                       12000
        """)
    #expect(
      text.hasPrefix(
        """
        a.safetensors: drawn
          licence   MIT
          data set  SHA-256 00, seed 7, no list of sounds
          spectra   24 bins, 0 to 18000 Hz; windows of 64 samples each 8, at 48000 Hz
          encoder   24, Linear 12, LayerNorm, SiLU, Linear 12, LayerNorm, SiLU, Linear 3
          decoder   3, Linear 12, LayerNorm, SiLU, Linear 12, LayerNorm, SiLU, Linear 24, softplus

        axis    home z   range z   sensitivity   step   change in a step   explained variance, this axis open too
           1     0.500     2.000          3.00   0.61  
        """))
  }

  @Test func `quality that is no JSON is shown as it is`() throws {
    let text = try Self.described("very good").text
    #expect(text.contains("quality, on files held out\n  very good\n"))
  }

  @Test func `spaces are compared by known figures of quality, unseen pitches with all axes open`() throws {
    var file = SpaceFixture.file()
    file.metadata["quality"] = Self.quality
    let figures = try SpaceFigures.quality(LatentSpace(file, path: "a"))
    #expect(
      figures.map { "\($0.name) \($0.value) \($0.unit)" } == [
        "spectral convergence -16.190182 dB", "unseen pitch/3 axes/explained variance 0.9 1",
        "unseen pitch/strongest bin right 0.9 1", "1 axes/variance of walks 0.1 1", "2 axes/variance of walks 0.35 1",
      ])
    file.metadata["quality"] = "very good"
    #expect(try SpaceFigures.quality(LatentSpace(file, path: "a")).isEmpty)
  }
}
