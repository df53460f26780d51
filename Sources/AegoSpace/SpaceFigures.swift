/// A figure with its name and unit in words.
public struct SpaceFigure: Sendable, Equatable {
  /// What it is; parts are separated by slashes.
  public var name: String
  /// How large it is.
  public var value: Double
  /// Its unit; 1 for a ratio or a number of things.
  public var unit: String
}

/// The figures that a space's file and its weights give, one by one.
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

  /// The numbers among the figures of quality, in the order of their names; unknown ones under their keys.
  public static func quality(_ space: LatentSpace) -> [SpaceFigure] {
    flattened(JSONValue(parsing: space.quality), name: "", unit: "1", latent: space.latent)
  }

  /// What walks through the space show.
  public static func walks(_ walks: SpaceWalks) -> [SpaceFigure] {
    [
      SpaceFigure(name: "step change", value: walks.medianChange, unit: "1"),
      SpaceFigure(name: "step change p99", value: walks.percentile99Change, unit: "1"),
      SpaceFigure(name: "step change p99 over median", value: walks.abruptness, unit: "1"),
      SpaceFigure(name: "step change, largest axis over smallest", value: walks.unevenness, unit: "1"),
      SpaceFigure(name: "entropy at home", value: walks.homeEntropy, unit: "nat"),
    ]
      + walks.stages.map {
        SpaceFigure(name: "\($0.axes) axes/entropy", value: $0.entropy, unit: "nat")
      }
  }

  private static func flattened(_ value: JSONValue, name: String, unit: String, latent: Int) -> [SpaceFigure] {
    let prefix = name.isEmpty ? "" : "\(name)/"
    switch value {
    case .number(let number): return [SpaceFigure(name: name, value: number, unit: unit)]
    case .list(let values):
      return values.enumerated().flatMap { index, value in
        flattened(value, name: "\(prefix)\(index + 1)", unit: unit, latent: latent)
      }
    case .object(let values):
      return values.sorted { $0.key < $1.key }.flatMap { key, value in
        let (word, unit) = words[key] ?? (key, "1")
        guard case .list(let values) = value, let axes = openAxes(key, count: values.count, latent: latent) else {
          return flattened(value, name: prefix + word, unit: unit, latent: latent)
        }
        return zip(axes, values).flatMap { axes, value in
          flattened(value, name: "\(prefix)\(axes) axes/\(word)", unit: unit, latent: latent)
        }
      }
    case .null, .boolean, .text: return []
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
