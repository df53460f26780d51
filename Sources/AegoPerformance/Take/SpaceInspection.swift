import AegoScore
import AegoSpace

/// Looks into latent space files for the score's checker, which knows nothing of their format.
public enum SpaceInspection {
  /// What a score must know of the space in the file at `path`.
  public static func facts(_ path: String) -> Result<SpaceFacts, FileFault> { load(path).map(facts) }

  /// What a score must know of a space.
  static func facts(_ space: LatentSpace) -> SpaceFacts {
    SpaceFacts(latent: space.latent, rate: space.rate, hop: space.hop, frame: space.fft, bins: space.bins)
  }

  static func load(_ path: String) -> Result<LatentSpace, FileFault> {
    do throws(SpaceError) {
      return .success(try LatentSpace.load(path: path))
    } catch {
      switch error {
      case .unreadable(_, let reason), .unwritable(_, let reason): return .failure(.unreadable(reason: reason))
      case .damaged(_, let what), .unsuitable(_, let what): return .failure(.unsuitable(what: what))
      }
    }
  }
}
