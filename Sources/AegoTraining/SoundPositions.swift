import AegoNumerics
import AegoSoundFile
import AegoSpace

/// Where a sound lies in a space, moment by moment.
public struct SoundPositions: Sendable, Equatable {
  /// A frame that is not silent.
  public struct Moment: Sendable, Equatable, Encodable {
    /// The frame's middle, in seconds.
    public var time: Double
    /// A number per axis: 0...1 inside of the box, less or more outside.
    public var position: [Float]
    /// How far what the space makes of it is from the frame: the error of the magnitudes, frames of unit energy, in
    /// dB; about -20 is near, 0 is nothing alike.
    public var distance: Double
    /// The same for the nearest place inside of the box, which is all that can be played.
    public var playableDistance: Double
  }

  /// The longest sound that is read, in seconds.
  public static let longest = 1200

  /// The moments, in time.
  public let moments: [Moment]
  /// How many moments were left out as silent.
  public let silent: Int
  /// How long the sound is, in seconds, as far as it was read.
  public let length: Double
  /// Why the file was read no further; nil if it was read to its end.
  public let damage: String?

  /// The median of the positions, axis by axis.
  public var median: [Float] {
    moments[0].position.indices.map { axis in
      let sorted = moments.map { $0.position[axis] }.sorted()
      let middle = sorted.count / 2
      return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }
  }

  /// The error over all moments, in dB.
  public var distance: Double { SoundPositions.mean(moments.map(\.distance)) }
  /// The same inside of the box.
  public var playableDistance: Double { SoundPositions.mean(moments.map(\.playableDistance)) }

  /// Reads a sound as a training would, of several channels the first and up to a damage, and encodes it.
  ///
  /// - Parameters:
  ///   - path: the sound, of any format and rate.
  ///   - space: the space.
  ///   - every: the time from one moment to the next, in seconds; at least the space's hop is taken.
  /// - Throws: if it cannot be read, or holds no sound that the space could know.
  public init(path: String, space: LatentSpace, every: Double = 0.1) throws(TrainingError) {
    let (samples, damage) = try SoundPositions.read(path, rate: space.rate)
    self.damage = damage
    length = Double(samples.count) / Double(space.rate)
    let analysis = FrameAnalysis(.init(of: space))
    guard analysis.frames(in: samples.count) > 0 else {
      let lasts = "it lasts \(Int(length * 1000)) ms, and a frame of this space \(space.fft * 1000 / space.rate) ms"
      throw .notEncodable(path: path, reason: damage.map { "it is damaged: \($0); up to there \(lasts)" } ?? lasts)
    }
    let stride = max(1, Int((every * Double(space.rate) / Double(space.hop)).rounded()))
    let starts = (0..<analysis.frames(in: samples.count)).filter { $0 % stride == 0 }.map { $0 * space.hop }
    var frame = [Float](repeating: 0, count: space.bins)
    let energies = starts.map { analysis.analyse(samples, at: $0, into: &frame) }
    let silence = analysis.silence(loudest: energies.max() ?? 0)
    var comparison = Comparison(space)
    moments = zip(starts, energies).filter { $1 > silence }.map { start, _ in
      analysis.analyse(samples, at: start, into: &frame)
      let (position, distance, playable) = comparison.place(frame)
      return Moment(
        time: Double(start + space.fft / 2) / Double(space.rate), position: position, distance: distance,
        playableDistance: playable)
    }
    silent = starts.count - moments.count
    guard !moments.isEmpty else {
      let (lowest, highest) = (Int(space.frequencies.lowerBound), Int(space.frequencies.upperBound))
      let place = lowest > 0 ? "between \(lowest) and \(highest) Hz" : "below \(highest) Hz"
      throw .notEncodable(path: path, reason: "it is silent, or has nothing \(place)")
    }
  }

  /// The first channel at a rate, and why it is not all of the file, if it is not.
  private static func read(_ path: String, rate: Int) throws(TrainingError) -> (samples: [Float], damage: String?) {
    do throws(SoundFileError) {
      let reader = try SoundFileReader(path: path)
      guard reader.frames / reader.rate <= longest else {
        throw .unreadable(path: path, reason: "it is longer than \(longest / 60) minutes; cut it into parts")
      }
      let stream = try SoundStream(path: path, rate: rate)
      var samples = stream.read(rate)
      var read = samples.count
      while read == rate {
        let second = stream.read(rate)
        samples += second
        read = second.count
      }
      return (samples, stream.damage)
    } catch {
      throw .unreadable(path: path, reason: error.reason)
    }
  }

  /// The mean of errors given in dB: of their squares.
  private static func mean(_ decibels: [Double]) -> Double {
    let squares = decibels.reduce(0) { $0 + Portable.pow(10, $1 / 10) }
    return 10 * Portable.log(squares / Double(decibels.count)) / Portable.log(10)
  }
}

extension FrameAnalysis.Settings {
  /// The sizes and frequencies with which a space's sounds were analysed.
  init(of space: LatentSpace) {
    (rate, window, hop, bins) = (space.rate, space.fft, space.hop, space.bins)
    (lowest, highest) = (space.frequencies.lowerBound, space.frequencies.upperBound)
  }
}

/// Encodes frames and decodes them again.
private struct Comparison: ~Copyable {
  private let encoder: SpaceEncoder
  private let decoder: SpaceDecoder
  private var decoded: [Float]

  init(_ space: LatentSpace) {
    encoder = SpaceEncoder(space)
    decoder = SpaceDecoder(space)
    decoded = [Float](repeating: 0, count: space.bins)
  }

  mutating func place(_ frame: [Float]) -> (position: [Float], distance: Double, playable: Double) {
    let position = encoder.encode(spectrum: frame)
    return (position, distance(frame, position), distance(frame, position.map { min(max($0, 0), 1) }))
  }

  /// 20 log10 ‖m̂ - m‖ of the magnitudes m = x², both of unit energy.
  private mutating func distance(_ frame: [Float], _ position: [Float]) -> Double {
    decoder.decode(position: position, into: &decoded)
    let energy = decoded.reduce(0.0) { $0 + Double($1 * $1) * Double($1 * $1) }
    let scale = energy > 0 && energy.isFinite ? 1 / energy.squareRoot() : 0
    let error = zip(frame, decoded).reduce(0.0) { sum, pair in
      let difference = Double(pair.0 * pair.0) - scale * Double(pair.1 * pair.1)
      return sum + difference * difference
    }
    return error.isFinite ? 10 * Portable.log(max(error, 1e-20)) / Portable.log(10) : 0
  }
}
