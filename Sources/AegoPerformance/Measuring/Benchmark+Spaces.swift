import AegoNumerics
import AegoSpace
import Foundation

extension Benchmark {
  /// How good the piece's spaces are, and those that lie beside them: what their files say, measured on sounds held out,
  /// what walks through them show, and how evenly they sound.
  ///
  /// - Parameters:
  ///   - piece: the piece.
  ///   - report: takes the figures of `docs/performance.md`, space by space.
  /// - Throws: if a space cannot be read.
  public static func spaces(_ piece: Piece, _ report: (Figure) -> Void) throws(SpaceError) {
    for path in spacePaths(piece) {
      let space = try LatentSpace.load(path: path)
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      for axes in LatentSpace.stages(of: space.latent) {
        report(
          Figure(
            "spaces/\(name)/\(axes) axes/explained variance", unit: "1",
            runs: [Double(space.explainedVariance[axes - 1])]))
      }
      let found = SpaceFigures.quality(space) + SpaceFigures.walks(SpaceWalks(space))
      for figure in found { report(Figure("spaces/\(name)/\(figure.name)", unit: figure.unit, runs: [figure.value])) }
      loudness(space, name: name).forEach(report)
    }
  }

  /// The files of the piece's spaces, and the others in their folders, by name.
  private static func spacePaths(_ piece: Piece) -> [String] {
    let folders = Set(piece.spacePaths.map { parentFolder(of: $0) })
    let beside = folders.flatMap { folder in
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
      return names.filter { $0.hasSuffix(".safetensors") && !$0.hasPrefix(".") }.map {
        (folder as NSString).appendingPathComponent($0)
      }
    }
    return Set(beside + piece.spacePaths).sorted()
  }
}
