import AegoPerformance
import AegoScore

/// Whether the score's spaces are there, sound, and of one rate.
struct SpacesExamination: Examination {
  let load: () throws(ScoreError) -> Piece
  let path: String

  init(_ concert: Concert) {
    let path = concert.path
    self.path = path
    load = { () throws(ScoreError) in try Piece.load(path: path) }
  }

  func findings() -> [Finding] {
    do throws(ScoreError) {
      return [SpacesExamination.finding(try load())]
    } catch {
      return [SpacesExamination.finding(error, path: path)]
    }
  }

  static func finding(_ piece: Piece) -> Finding {
    let spaces = zip(piece.program.spaceNames, piece.program.spaces).map { name, space in
      "\(name) with \(space.latent) axes"
    }
    return .ok("spaces", "\(spaces.joined(separator: ", ")); \(piece.program.clock.rate) Hz")
  }

  static func finding(_ error: ScoreError, path: String) -> Finding {
    guard case .invalid(let problems, let count) = error, let first = problems.first else {
      return .error("spaces", "\(error)", help: "aego check \(path)")
    }
    let more = count > 1 ? ", and \(count - 1) more" : ""
    return .error("spaces", first.message + more, help: "aego check \(path) tells where, and what to do")
  }
}
