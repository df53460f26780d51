import AegoMotion
import AegoNumerics
import AegoScore

/// Reads files of learned state for a performance under way. Not for the thread that plays.
public final class StateFiles {
  /// The files that were offered to the performance, each once, in the order of their first time.
  public private(set) var offered: [Manifest.Source] = []
  private let piece: Piece
  private let locate: (String) -> String

  /// A reader for the performances of a piece.
  ///
  /// - Parameters:
  ///   - piece: the piece.
  ///   - locate: where a file really is, given where it was.
  public init(_ piece: Piece, locate: @escaping (String) -> String = { $0 }) {
    self.piece = piece
    self.locate = locate
  }

  /// Makes ready what the messages of a hop take up: files of learned state, versions of the score that the performance
  /// knows.
  ///
  /// - Throws: `PerformanceError.unusableState`, `missingVersion`.
  func prepare(_ messages: [Message], for performance: Performance) throws(PerformanceError) {
    for message in messages {
      switch message.address {
      case .state: try offer(message.name, to: performance)
      case .score:
        let number = Int(message.number(0))
        guard performance.offerVersion(number) else { throw .missingVersion(number: number) }
      default: break
      }
    }
  }

  /// Reads a file and makes it ready for the `/aego/state` that is to follow.
  ///
  /// - Parameters:
  ///   - name: the file; a relative one is looked for beside the score.
  ///   - performance: what is being played.
  /// - Throws: `PerformanceError.unusableState`.
  public func offer(_ name: String, to performance: Performance) throws(PerformanceError) {
    let path = locate(piece.path(ofFile: name))
    switch LearnedState.load(path, for: piece.agentAxes) {
    case .failure(let fault): throw .unusableState(path: path, reason: fault.text)
    case .success(let learnt):
      let offer = ModelOffer(piece.states(of: learnt), for: piece.program)
      guard let sum = Checksum.file(path), performance.offer(offer) else {
        throw .unusableState(path: path, reason: "too many others wait to be taken up")
      }
      let source = Manifest.Source(path: Piece.absolute(path), sha256: sum)
      if !offered.contains(source) { offered.append(source) }
    }
  }
}
