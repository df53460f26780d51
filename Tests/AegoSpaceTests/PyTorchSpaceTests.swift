import AegoTestSupport
import AegoNetwork
import AegoNumerics
import Foundation
import Testing

@testable import AegoSpace

@Suite(.enabled(if: PyTorch.isInstalled, Comment(rawValue: PyTorch.missing))) struct PyTorchSpaceTests {
  /// The spectra that PyTorch decodes positions to.
  static func decoded(_ path: String, _ positions: [[Float]]) throws -> [[Float]] {
    let texts = positions.map { $0.map { "\($0)" }.joined(separator: ",") }
    let printed = try PyTorch.run("space.py", ["decode", path] + texts)
    return try JSONDecoder().decode([[Float]].self, from: Data(printed.utf8))
  }

  /// The greatest difference between both decoders, over corners, home and drawn positions.
  static func difference(_ path: String) throws -> Float {
    let space = try LatentSpace.load(path: path)
    let decoder = SpaceDecoder(space)
    var random = RandomStream(seed: 5, name: "positions")
    var positions = [Float(0), 0.5, 1].map { [Float](repeating: $0, count: space.latent) }
    positions += (0..<29).map { _ in (0..<space.latent).map { _ in random.unit() } }
    var spectrum = [Float](repeating: 0, count: space.bins)
    var greatest: Float = 0
    for (position, expected) in zip(positions, try decoded(path, positions)) {
      decoder.decode(position: position, into: &spectrum)
      #expect(expected.count == space.bins)
      for (x, y) in zip(spectrum, expected) { greatest = max(greatest, abs(x - y)) }
    }
    return greatest
  }

  @Test(arguments: ["additive", "instruments"])
  func `PyTorch decodes a shipped space to the same spectra`(name: String) throws {
    let greatest = try Self.difference(ShippedSpacesTests.path(name))
    #expect(greatest <= 1e-5)
  }

  @Test func `PyTorch finds layers and widths of another design in the tensors`() throws {
    var file = SpaceFixture.file()
    var random = RandomStream(seed: 6, name: "layers")
    func add(_ name: String, _ shape: [Int]) {
      let values = (0..<shape.reduce(1, *)).map { _ in 0.5 * random.normal() }
      file.tensors["\(name).weight"] = .init(shape: shape, values: values)
      file.tensors["\(name).bias"] = .init(shape: [shape[0]], values: (0..<shape[0]).map { _ in 0.5 * random.normal() })
    }
    // A third hidden layer without LayerNorm, of another width.
    add("decoder.6", [9, 12])
    add("decoder.8", [24, 9])
    try withFolder { folder in
      let path = "\(folder)/a.safetensors"
      try LatentSpace(file, path: "drawn").save(path: path, precision: .single)
      #expect(try Self.difference(path) <= 1e-5)
    }
  }
}
