extension LatentSpace {
  /// Decodes home and both ends of each axis: weights may all be finite, and their products not.
  func checkSpectra(path: String) throws(SpaceError) {
    let decoder = SpaceDecoder(self)
    var position = [Float](repeating: 0.5, count: latent)
    var spectrum = [Float](repeating: 0, count: bins)
    func check(_ place: String) throws(SpaceError) {
      decoder.decode(position: position, into: &spectrum)
      // Fourth powers are what the voice sums.
      let energy = spectrum.reduce(0) { $0 + $1 * $1 * $1 * $1 }
      guard energy.isFinite, energy > 0 else {
        throw .damaged(path: path, what: "it decodes \(place) to \(energy == 0 ? "silence" : "no finite spectrum")")
      }
    }
    try check("home")
    for axis in 0..<latent {
      for end in [Float(0), 1] {
        position[axis] = end
        try check("the end \(Int(end)) of axis \(axis + 1)")
      }
      position[axis] = 0.5
    }
  }
}
