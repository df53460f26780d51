import AegoNumerics
import Foundation
import Testing

@testable import AegoSpace

@Suite struct ShippedSpacesTests {
  static func path(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Scores/spaces/\(name).safetensors").path
  }

  /// Decodes a position: magnitudes of unit energy, and the level that they had.
  static func magnitudes(_ decoder: borrowing SpaceDecoder, _ position: [Float]) -> (shape: [Double], energy: Double) {
    var roots = [Float](repeating: 0, count: decoder.bins)
    decoder.decode(position: position, into: &roots)
    let energy = roots.reduce(0.0) { $0 + pow(Double($1), 4) }
    return (roots.map { Double($0 * $0) / energy.squareRoot() }, energy)
  }

  /// -Σ p ln p of the energies: small where few partials stand out, large where the spectrum is smeared.
  static func entropy(_ magnitudes: [Double]) -> Double {
    magnitudes.reduce(0) { $0 - ($1 > 0 ? $1 * $1 * log($1 * $1) : 0) }
  }

  @Test(arguments: ["additive", "instruments", "voices"])
  func `a shipped space is small and of the shape that the voice plays`(name: String) throws {
    let space = try LatentSpace.load(path: Self.path(name))
    let size = try #require(FileManager.default.attributesOfItem(atPath: Self.path(name))[.size] as? Int)
    #expect(size <= 4_000_000)
    let sizes: [Int] = [space.latent, space.rate, space.window, space.fft, space.hop, space.bins]
    #expect(sizes == [8, 48000, 4096, 4096, 512, 1024])
    #expect(space.license.hasPrefix("MIT"))
    // The more axes, the more of the held-out sounds.
    for (fewer, more) in zip(space.explainedVariance, space.explainedVariance.dropFirst()) { #expect(more > fewer) }
    for (axes, least) in [(1, 0.15), (2, 0.45), (4, 0.75), (8, 0.9)] {
      #expect(Double(space.explainedVariance[axes - 1]) >= least)
    }
  }

  @Test(arguments: ["additive", "instruments", "voices"])
  func `home is a clear tone`(name: String) throws {
    let decoder = SpaceDecoder(try LatentSpace.load(path: Self.path(name)))
    let home = Self.magnitudes(decoder, [Float](repeating: 0.5, count: 8)).shape
    // A few per cent of the bins hold nearly all of the energy.
    let strongest = home.map { $0 * $0 }.sorted(by: >)
    #expect(strongest.prefix(48).reduce(0, +) > 0.98)
    #expect(Self.entropy(home) < 2.6)
  }

  @Test(arguments: [("additive", 0.1), ("instruments", 0.1), ("voices", 0.25)])
  func `the variety that is heard grows with the open axes, without a smear`(name: String, part: Double) throws {
    struct Quality: Decodable {
      var walk_variance, walk_entropy: [Double]
      var held_out_entropy: Double
    }
    let space = try LatentSpace.load(path: Self.path(name))
    let quality = try JSONDecoder().decode(Quality.self, from: Data(space.quality.utf8))
    for (fewer, more) in zip(quality.walk_variance, quality.walk_variance.dropFirst()) { #expect(more > fewer) }
    for (variance, least) in zip(quality.walk_variance, [0.1, 0.35, 0.65, 0.85]) { #expect(variance >= least) }
    for entropy in quality.walk_entropy { #expect(abs(entropy / quality.held_out_entropy - 1) <= part) }
  }

  @Test(arguments: [("additive", 2.5), ("instruments", 3.2), ("voices", 2.8)])
  func `walks from home change smoothly, never fall silent and keep clear partials`(name: String, smear: Double) throws
  {
    let space = try LatentSpace.load(path: Self.path(name))
    let decoder = SpaceDecoder(space)
    var random = RandomStream(seed: 1, name: "walk")
    for open in [1, 2, 4, 8] {
      var position = [Float](repeating: 0.5, count: 8)
      var before = Self.magnitudes(decoder, position).shape
      var (changes, entropies): ([Double], [Double]) = ([], [])
      for step in 0..<400 {
        let axis = random.below(open)
        let direction: Float = (step / 25 + axis) % 2 == 0 ? 0.01 : -0.01
        position[axis] = min(max(position[axis] + direction, 0), 1)
        let (now, energy) = Self.magnitudes(decoder, position)
        changes.append(zip(now, before).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot())
        entropies.append(Self.entropy(now))
        #expect(energy > 1e-3)
        before = now
      }
      // Unit-energy frames that have nothing in common are √2 apart: no step of 1 % goes a third of that way.
      #expect(changes.max() ?? 0 < 0.47)
      #expect(entropies.sorted()[200] < smear)
    }
  }
}
