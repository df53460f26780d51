import AegoSpace
import Foundation

extension Benchmark {
  /// How good the piece's spaces are, and those that lie beside them: what their files say, measured on sounds held out,
  /// what walks through them show, and how evenly they sound.
  ///
  /// - Parameter piece: the piece.
  /// - Returns: the figures of `docs/performance.md`, space by space.
  /// - Throws: if a space cannot be read.
  public static func spaces(_ piece: Piece) throws(SpaceError) -> [Figure] {
    var figures: [Figure] = []
    for path in spacePaths(piece) {
      let space = try LatentSpace.load(path: path)
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      figures += LatentSpace.stages(of: space.latent).map { axes in
        Figure(
          "spaces/\(name)/\(axes) axes/explained variance", unit: "1",
          runs: [Double(space.explainedVariance[axes - 1])])
      }
      let found = SpaceFigures.quality(space) + SpaceFigures.walks(SpaceWalks(space))
      figures += found.map { Figure("spaces/\(name)/\($0.name)", unit: $0.unit, runs: [$0.value]) }
      figures += loudness(space, name: name)
    }
    return figures
  }

  /// The files of the piece's spaces, and the others in their folders, by name.
  private static func spacePaths(_ piece: Piece) -> [String] {
    let folders = Set(piece.spacePaths.map { ($0 as NSString).deletingLastPathComponent })
    let beside = folders.flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
      return names.filter { $0.hasSuffix(".safetensors") && !$0.hasPrefix(".") }.map {
        (folder as NSString).appendingPathComponent($0)
      }
    }
    return Set(beside + piece.spacePaths).sorted()
  }
}
