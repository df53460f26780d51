import Foundation

/// All that is known of a space: what its file says, and what its weights show.
public struct SpaceDescription: Sendable, Encodable {
  /// What is known of an axis.
  struct Axis: Sendable, Encodable {
    /// Counted from 1.
    var axis: Int
    /// Home and half of the box, in z.
    var home, range: Float
    /// Change of the spectrum per unit of position.
    var sensitivity: Float
    /// Factor on the agent's step.
    var stepScale: Float
    /// Of the held-out frames' variance, with the axes up to this one open.
    var explainedVariance: Float
    /// Mean change of the spectrum in a step of the agent.
    var stepChange: Double
  }

  /// What walks show.
  struct Walks: Sendable, Encodable {
    struct Stage: Sendable, Encodable {
      var axes: Int
      var entropy: Double
    }
    var places: Int
    var step: Float
    var stepChangeMedian, stepChangeP99, stepChangeP99OverMedian, largestAxisOverSmallest: Double
    var homeEntropy: Double
    var stages: [Stage]
  }

  var path: String
  var dataset, license, datasetSha256, seed: String
  var latent, rate, window, hop, bins: Int
  var encoder, decoder: [String]
  var axes: [Axis]
  var quality, training: JSONValue
  var sounds: Int
  var walks: Walks

  /// Describes a space, walking through it.
  ///
  /// - Parameters:
  ///   - space: the space.
  ///   - path: its file, by which it is called.
  /// - Throws: if the file's list of sounds is wrong.
  public init(_ space: LatentSpace, path: String) throws(SpaceError) {
    let walked = SpaceWalks(space)
    self.path = path
    (dataset, license, datasetSha256, seed) = (space.dataset, space.license, space.datasetSHA256, space.seed)
    (latent, rate, window, hop, bins) = (space.latent, space.rate, space.window, space.hop, space.bins)
    encoder = space.encoder.words(inputs: space.bins)
    decoder = space.decoder.words(inputs: space.latent)
    let scales = StepScales.scales(sensitivity: space.sensitivity)
    axes = (0..<space.latent).map { axis in
      Axis(
        axis: axis + 1, home: space.home[axis], range: space.range[axis], sensitivity: space.sensitivity[axis],
        stepScale: scales[axis], explainedVariance: space.explainedVariance[axis],
        stepChange: walked.axisChanges[axis])
    }
    quality = JSONValue(parsing: space.quality)
    training = JSONValue(parsing: space.training)
    sounds = try space.sounds(path: path).count
    walks = Walks(
      places: SpaceWalks.places, step: SpaceWalks.step, stepChangeMedian: walked.medianChange,
      stepChangeP99: walked.percentile99Change, stepChangeP99OverMedian: walked.abruptness,
      largestAxisOverSmallest: walked.unevenness, homeEntropy: walked.homeEntropy,
      stages: walked.stages.map { Walks.Stage(axes: $0.axes, entropy: $0.entropy) })
  }

  /// The description as JSON, keys in their alphabetical order, a line each.
  public var json: String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    let data = try? encoder.encode(self)
    return String(decoding: data ?? Data(), as: UTF8.self) + "\n"
  }
}
