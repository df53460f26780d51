import AegoNumerics
import AegoSoundFile

/// What was read of one file.
struct SoundReading: Sendable {
  /// A sound: the file, or a piece of a long one.
  struct Piece: Sendable {
    /// Where in the file it begins, in seconds.
    var start: Double
    /// Its frames' numbers, one frame after the other.
    var spectra: [Float]
    /// Energy of its loudest frame.
    var loudest: Float
    /// Its pitch, if it has one.
    var pitch: Pitch?
  }

  /// What is to be read of a file.
  struct Order: Sendable {
    /// Where it is.
    var path: String
    /// Samples in a piece: all of a short file, 4 s of a long one.
    var piece: Int
    /// Whether the file is cut into pieces.
    var isCut: Bool
    /// How many frames a piece may give.
    var share: Int
    /// How many frames the file may give, if its header tells too little.
    var most: Int
    /// How much higher it is to be read, in hundredths of a semitone.
    var cents = 0.0
    /// Which of its pieces are wanted, by where they begin; all if none are given.
    var starts: Set<Double>?
  }

  /// The sounds, in time.
  private(set) var pieces: [Piece] = []
  /// Why it could not be read, or not to its end.
  private(set) var damage: String?
  /// Samples read, at the analysis' rate.
  private(set) var length = 0

  /// Reads a file.
  init(_ order: Order, settings: FrameAnalysis.Settings) {
    do {
      let stream = try SoundStream(path: order.path, rate: settings.rate)
      read(stream, order, settings)
      damage = stream.damage
    } catch {
      damage = error.reason
    }
  }

  private mutating func read(
    _ stream: SoundStream, _ order: Order, _ settings: FrameAnalysis.Settings
  ) {
    let analysis = FrameAnalysis(settings)
    let detector = order.cents == 0 ? PitchDetector(rate: settings.rate) : nil
    var room = order.most
    while room > 0 {
      let samples = stream.read(order.piece)
      let start = Double(length) / Double(settings.rate)
      length += samples.count
      if let wanted = order.starts, !wanted.contains(start) {
        if samples.count < order.piece { break }
        continue
      }
      // What is left over at the end of a long file is no piece of its own.
      if length > samples.count && samples.count < settings.rate { break }
      let sounding = detuned(samples, order.cents, settings.rate)
      let share = min(order.share, room)
      let (spectra, loudest) = Self.frames(of: sounding, analysis, share: share, isWhole: !order.isCut)
      if !spectra.isEmpty {
        let pitch = detector?.pitch(of: samples)
        pieces.append(Piece(start: start, spectra: spectra, loudest: loudest, pitch: pitch))
        room -= spectra.count / settings.bins
      }
      if samples.count < order.piece { break }
    }
    // In a long recording the silence between its sounds is told by the whole, not by the piece.
    let loudest = pieces.map(\.loudest).max() ?? 0
    pieces.removeAll { $0.loudest < loudest * FrameAnalysis.silentPart }
  }

  /// The same sound higher by some hundredths of a semitone, and shorter by as much.
  private func detuned(_ samples: [Float], _ cents: Double, _ rate: Int) -> [Float] {
    guard cents != 0 else { return samples }
    let played = (Double(rate) * Portable.exp(cents / 1200 * Portable.log(2))).rounded()
    return Sound(samples: samples, rate: Int(played)).resampled(to: rate).samples
  }

  /// The frames of a sound that are kept, and the energy of the loudest.
  ///
  /// Half a window of silence goes before a whole sound, so that its onset is met within a window as it would be
  /// in a recording that begins earlier.
  static func frames(
    of sound: [Float], _ analysis: FrameAnalysis, share: Int, isWhole: Bool
  ) -> (spectra: [Float], loudest: Float) {
    let settings = analysis.settings
    let (bins, window) = (settings.bins, settings.window)
    guard sound.count >= window else { return ([], 0) }
    let samples = isWhole ? [Float](repeating: 0, count: window / 2) + sound : sound
    let count = analysis.frames(in: samples.count)
    var spectra = [Float](repeating: 0, count: count * bins)
    var energies = [Float](repeating: 0, count: count)
    var changes = [Float](repeating: 0, count: count)
    spectra.withUnsafeMutableBufferPointer { spectra in
      guard let base = spectra.baseAddress else { return }
      for frame in 0..<count {
        energies[frame] = analysis.analyse(samples, at: frame * settings.hop, into: base + frame * bins)
        if frame > 0 { changes[frame] = distance(base + frame * bins, base + (frame - 1) * bins, bins) }
      }
    }
    let loudest = energies.max() ?? 0
    let choice = FrameChoice(
      energies: energies, changes: changes, silence: analysis.silence(loudest: loudest),
      attackFrames: max(1, settings.rate / 8 / settings.hop), isWhole: isWhole)
    let kept = choice.frames(share: share)
    var result: [Float] = []
    result.reserveCapacity(kept.count * bins)
    for frame in kept { result += spectra[frame * bins..<(frame + 1) * bins] }
    return (result, loudest)
  }

  private static func distance(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ bins: Int) -> Float {
    var total = SIMD8<Float>()
    for bin in stride(from: 0, to: bins, by: 8) {
      let difference = Kernels.load(a, bin) - Kernels.load(b, bin)
      total += difference * difference
    }
    return Kernels.sum(total).squareRoot()
  }
}
