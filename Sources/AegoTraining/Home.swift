import AegoNumerics
import AegoSpace
import Glibc

extension DataSet {
  /// The frames among which home is chosen: the steady ones of the training files, or of those that match a pattern of
  /// the shell (of the files held out only if no other matches).
  ///
  /// A frame is steady if the next one in its file differs from it less than half of all frames do.
  func homeCandidates(_ pattern: String?, folder: String) throws(TrainingError) -> [Int] {
    let matching = files.filter { file in pattern.map { fnmatch($0, file.name, 0) == 0 } ?? true }
    if let pattern, matching.isEmpty { throw .noHome(pattern: pattern, folder: folder) }
    let trained = matching.filter { $0.role == .training }
    let sources = trained.isEmpty ? matching : trained
    let pairs = sources.flatMap { $0.frames.dropLast() }
    guard !pairs.isEmpty else { return [sources[0].frames.lowerBound] }
    let changes = pairs.map { squaredDistance($0, $0 + 1) }
    let median = changes.sorted()[changes.count / 2]
    return zip(pairs, changes).filter { $0.1 <= median }.map(\.0).thinned(to: 6000)
  }

  /// The frames, at most 1500 of them, by the sum of their distances to the others: the medoid first.
  func typical(of frames: [Int]) -> [Int] {
    let frames = frames.thinned(to: 1500)
    var sums = [Float](repeating: 0, count: frames.count)
    for a in frames.indices {
      for b in frames.indices.dropFirst(a + 1) {
        let distance = squaredDistance(frames[a], frames[b]).squareRoot()
        sums[a] += distance
        sums[b] += distance
      }
    }
    return sums.indices.sorted { (sums[$0], $0) < (sums[$1], $1) }.map { frames[$0] }
  }

  /// The numbers of a frame.
  func spectrum(_ frame: Int) -> [Float] { Array(spectra[frame * bins..<(frame + 1) * bins]) }

  /// The median entropy of frames, in nats.
  func medianEntropy(of frames: [Int]) -> Float {
    Float(frames.map { UnitSpectrum(unit: spectrum($0)) }.medianEntropy)
  }

  /// The squared Euclidean distance of two frames.
  private func squaredDistance(_ a: Int, _ b: Int) -> Float {
    spectra.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return 0 }
      var total = SIMD8<Float>()
      for bin in stride(from: 0, to: bins, by: 8) {
        let difference = Kernels.load(base, a * bins + bin) - Kernels.load(base, b * bins + bin)
        total += difference * difference
      }
      return Kernels.sum(total)
    }
  }
}
