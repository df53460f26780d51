/// A figure with its name and unit in words.
public struct SpaceFigure: Sendable, Equatable {
  /// What it is; parts are separated by slashes.
  public var name: String
  /// How large it is.
  public var value: Double
  /// Its unit; 1 for a ratio or a number of things.
  public var unit: String
}

/// The figures that a space's file and its weights give, by which it is compared with others.
public enum SpaceFigures {
  /// A known figure of quality: its words and unit.
  static let words: [String: (name: String, unit: String)] = [
    "spectral_convergence_db": ("spectral convergence", "dB"),
    "log_spectral_distance_db": ("log-spectral distance", "dB"),
    "strongest_bin": ("strongest bin right", "1"),
    "loudness_error_db": ("loudness error", "dB"),
    "explained_variance": ("explained variance", "1"),
    "training_explained_variance": ("explained variance of the training", "1"),
    "walk_variance": ("variance of walks", "1"),
    "walk_entropy": ("entropy of walks", "nat"),
    "held_out_entropy": ("entropy of frames held out", "nat"),
    "divergence_nats": ("divergence of each axis", "nat"),
    "held_out_files": ("files held out", "1"),
    "held_out_frames": ("frames held out", "1"),
    "unseen_pitch": ("unseen pitch", "1"),
  ]

  /// The figures of quality by which spaces are compared: on sounds held out, and under unseen pitch.
  private static let compared: Set<String> = [
    "spectral_convergence_db", "log_spectral_distance_db", "strongest_bin", "loudness_error_db", "walk_variance",
    "walk_entropy", "held_out_entropy", "unseen_pitch",
  ]
  private static let comparedUnseen: Set<String> = [
    "explained_variance", "spectral_convergence_db", "log_spectral_distance_db", "strongest_bin",
  ]

  /// The figures of quality by which spaces are compared, those of `docs/performance.md`, in the order of their keys.
  ///
  /// - Parameter space: the space.
  /// - Returns: as many of them as its file has.
  public static func quality(_ space: LatentSpace) -> [SpaceFigure] {
    figures(JSONValue(parsing: space.quality), of: compared, prefix: "", latent: space.latent)
  }

  /// What walks through the space show: how abrupt it is, and whether a step is as audible on each axis.
  ///
  /// - Parameter walks: the walks.
  /// - Returns: a ratio each.
  public static func walks(_ walks: SpaceWalks) -> [SpaceFigure] {
    [
      SpaceFigure(name: "step change p99 over median", value: walks.abruptness, unit: "1"),
      SpaceFigure(name: "step change, largest axis over smallest", value: walks.unevenness, unit: "1"),
    ]
  }

  private static func figures(
    _ value: JSONValue, of keys: Set<String>, prefix: String, latent: Int
  ) -> [SpaceFigure] {
    guard case .object(let values) = value else { return [] }
    return values.sorted { $0.key < $1.key }.flatMap { key, value -> [SpaceFigure] in
      guard keys.contains(key), let (word, unit) = words[key] else { return [] }
      switch value {
      case .number(let number): return [SpaceFigure(name: prefix + word, value: number, unit: unit)]
      case .object: return figures(value, of: comparedUnseen, prefix: "\(prefix)\(word)/", latent: latent)
      case .list(let values):
        return zip(openAxes(key, count: values.count, latent: latent) ?? [], values).compactMap { axes, value in
          // Of the variance that unseen pitches have explained, what all axes explain.
          guard case .number(let number) = value, key != "explained_variance" || axes == latent else { return nil }
          return SpaceFigure(name: "\(prefix)\(axes) axes/\(word)", value: number, unit: unit)
        }
      case .null, .boolean, .text: return []
      }
    }
  }

  /// With how many open axes the numbers of a known list were measured: 1, 2, 3, ... or 1, 2, 4, ...; nil for others,
  /// and for a longer list.
  static func openAxes(_ key: String, count: Int, latent: Int) -> [Int]? {
    guard ["explained_variance", "walk_variance", "walk_entropy"].contains(key) else { return nil }
    if count == latent { return Array(1...latent) }
    let doublings = LatentSpace.doublings(of: latent)
    return count <= doublings.count ? Array(doublings.prefix(count)) : nil
  }
}
