import AegoScore
import AegoSpace

/// Looks into latent space files for the score's checker, which knows nothing of their format.
enum SpaceInspection {
  /// What a score must know of the space in the file at `path`.
  static func facts(_ path: String) -> Result<SpaceFacts, SpaceFault> {
    do throws(SpaceError) {
      let space = try LatentSpace.load(path: path)
      return .success(SpaceFacts(latent: space.latent, rate: space.rate, hop: space.hop))
    } catch {
      switch error {
      case .unreadable(_, let reason), .unwritable(_, let reason): return .failure(.unreadable(reason: reason))
      case .damaged(_, let what), .unsuitable(_, let what): return .failure(.unsuitable(what: what))
      }
    }
  }
}
