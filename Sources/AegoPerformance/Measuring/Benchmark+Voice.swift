import AegoSpace
import Foundation

extension Benchmark {
  /// How the voice sounds: what held positions let hear of the frames, what walks do, how smoothly a rewarded walk goes,
  /// and what comes back of recorded sounds.
  ///
  /// - Parameters:
  ///   - piece: whose spaces are measured.
  ///   - sounds: sound files; none for the figures of the spaces alone.
  ///   - report: takes for each space what follows, over positions or walks, and the sounds' own.
  public static func voiceQuality(_ piece: Piece, sounds: [String], _ report: (Figure) -> Void) {
    for (name, space) in zip(piece.program.spaceNames, piece.program.spaces) {
      for part in [held, walks, flux] { part(space, "voice/\(name)").forEach(report) }
    }
    recorded(sounds, piece.program.spaces[0]).forEach(report)
  }

  private static func held(_ space: LatentSpace, _ name: String) -> [Figure] {
    let positions = HeldPositions(space)
    return [
      Figure("\(name)/held, modulation without noise", unit: "1", runs: positions.amplitudeModulation(noise: false)),
      Figure("\(name)/held, modulation with noise", unit: "1", runs: positions.amplitudeModulation(noise: true)),
      Figure("\(name)/held, sidebands of the frame rate", unit: "dB", runs: positions.sidebands()),
    ]
  }

  private static func walks(_ space: LatentSpace, _ name: String) -> [Figure] {
    let walks = (0..<9 as Range<UInt64>).map { WalkSound(space, seconds: 8, seed: $0) }
    let quiet = (0..<9 as Range<UInt64>).map { WalkSound(space, seconds: 8, seed: $0, noise: false) }
    return [
      Figure("\(name)/walk, modulation without noise", unit: "1", runs: quiet.map(\.amplitudeModulation)),
      Figure("\(name)/walk, modulation", unit: "1", runs: walks.map(\.amplitudeModulation)),
      Figure("\(name)/walk, loudness error", unit: "dB", runs: walks.map(\.loudnessError)),
      Figure("\(name)/walk, log-spectral distance", unit: "dB", runs: walks.map(\.logDistance)),
      Figure("\(name)/walk, spectral convergence", unit: "dB", runs: walks.map(\.convergence)),
    ]
  }

  private static func flux(_ space: LatentSpace, _ name: String) -> [Figure] {
    [100, 30].map { period in
      let runs = (0..<3 as Range<UInt64>).map {
        FluxModulation.depth(space, period: period, seconds: 60, seed: $0)
      }
      return Figure("\(name)/rewarded walk at \(period) ms, flux at the actions' rate", unit: "dB", runs: runs)
    }
  }

  private static func recorded(_ sounds: [String], _ space: LatentSpace) -> [Figure] {
    let spectra = sounds.compactMap { NoteSpectra(path: $0, space: space) }
    guard !spectra.isEmpty else { return [] }
    let mean = spectra.reduce(0) { $0 + $1.convergence } / Double(spectra.count)
    let name = "voice/\(spectra.count) recorded sounds"
    return [
      Figure("\(name), spectral convergence", unit: "dB", runs: spectra.map(\.convergence)),
      Figure("\(name), spectral convergence, mean", unit: "dB", runs: [mean]),
      Figure("\(name), log-spectral distance", unit: "dB", runs: spectra.map(\.distance)),
    ]
  }
}
