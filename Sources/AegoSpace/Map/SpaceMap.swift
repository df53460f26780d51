import AegoNumerics

/// A picture of a space: what each axis does to the spectrum, and where the training sounds lie.
public struct SpaceMap: Sendable {
  /// Spectra along each axis.
  static let columns = 72
  /// Heights of each spectrum.
  static let rows = 208
  /// Places of the plan along each of its two axes.
  static let places = 64
  /// The levels that are told apart, in dB of the frame's energy.
  static let quietest = -54.0

  let space: LatentSpace
  let path: String
  let sounds: [PlacedSound]
  let scale: HearingScale
  /// For each axis its strip: `rows` from the top by `columns`, 0...255.
  let strips: [[UInt8]]
  /// Plans of axes 1 and 2, 3 and 4, 5 and 6, as far as there are: how bright the sound is, from the left with the
  /// first, upwards with the second; `places` by `places`, 0...255.
  let plans: [[UInt8]]

  /// Decodes what the picture shows.
  ///
  /// - Parameters:
  ///   - space: the space.
  ///   - path: its file, by which it is called.
  /// - Throws: if the file's list of sounds is wrong.
  public init(_ space: LatentSpace, path: String) throws(SpaceError) {
    self.space = space
    self.path = path
    sounds = try space.sounds(path: path)
    scale = HearingScale(top: Double(space.bins * space.rate) / Double(space.fft))
    let spectra = UnitSpectra(space)
    let bands = SpaceMap.bands(space, scale)
    strips = (0..<space.latent).map { SpaceMap.strip(spectra, axis: $0, of: space, bands) }
    plans = (0..<min(3, space.latent / 2)).map { SpaceMap.plan(spectra, axis: 2 * $0, of: space) }
  }

  /// For each row from the top: where it lies among the bins, from its lower to its upper edge.
  private static func bands(_ space: LatentSpace, _ scale: HearingScale) -> [ClosedRange<Double>] {
    let binsPerHertz = Double(space.fft) / Double(space.rate)
    return (0..<rows).map { row in
      let edges = [row + 1, row].map { scale.frequency(1 - Double($0) / Double(rows)) * binsPerHertz }
      return edges[0]...max(edges[0], edges[1])
    }
  }

  private static func strip(
    _ spectra: borrowing UnitSpectra, axis: Int, of space: LatentSpace, _ bands: [ClosedRange<Double>]
  ) -> [UInt8] {
    var pixels = [UInt8](repeating: 0, count: rows * columns)
    for column in 0..<columns {
      var position = [Float](repeating: 0.5, count: space.latent)
      position[axis] = Float(column) / Float(columns - 1)
      let roots = spectra.spectrum(at: position).roots
      let levels = roots.map { 40 * Portable.log(Double(max($0, 1e-6))) / Portable.log(10) }
      for (row, band) in bands.enumerated() {
        let level = SpaceMap.level(of: levels, in: band)
        pixels[row * columns + column] = UInt8((255 * min(max(1 - level / quietest, 0), 1)).rounded())
      }
    }
    return pixels
  }

  /// The highest level in a band of bins, so that no partial falls through; between bins a straight line.
  private static func level(of levels: [Double], in band: ClosedRange<Double>) -> Double {
    func interpolated(_ place: Double) -> Double {
      let bin = min(max(Int(place), 0), levels.count - 2)
      return levels[bin] + (levels[bin + 1] - levels[bin]) * min(max(place - Double(bin), 0), 1)
    }
    let first = Int(band.lowerBound.rounded(.up))
    let last = min(Int(band.upperBound), levels.count - 1)
    let inside = first <= last ? levels[first...last].max() : nil
    return max(interpolated((band.lowerBound + band.upperBound) / 2), inside ?? -.infinity)
  }

  /// How bright the sound is at each place of two axes: the mean height of its energy, as ranks from the darkest place
  /// to the brightest.
  private static func plan(_ spectra: borrowing UnitSpectra, axis: Int, of space: LatentSpace) -> [UInt8] {
    let scale = HearingScale(top: Double(space.bins * space.rate) / Double(space.fft))
    let heights = (0..<space.bins).map { scale.height(Double($0 * space.rate) / Double(space.fft)) }
    var values: [Double] = []
    for row in 0..<places {
      for column in 0..<places {
        var position = [Float](repeating: 0.5, count: space.latent)
        position[axis] = Float(column) / Float(places - 1)
        position[axis + 1] = Float(places - 1 - row) / Float(places - 1)
        let energies = spectra.spectrum(at: position).roots.map { Double($0 * $0) * Double($0 * $0) }
        values.append(zip(heights, energies).reduce(0) { $0 + $1.0 * $1.1 })
      }
    }
    var ranks = [UInt8](repeating: 0, count: values.count)
    let order = values.indices.sorted { (values[$0], $0) < (values[$1], $1) }
    for (rank, place) in order.enumerated() { ranks[place] = UInt8(255 * rank / (values.count - 1)) }
    return ranks
  }
}
