import AegoMotion

extension Piece {
  /// Addresses of commands that the score gives to a module, a sentence each.
  var takenAddresses: [String] {
    [score.sensors.left, score.sensors.right].compactMap { $0?.columns?.address }.compactMap { address in
      guard ExpectedArguments.words(address, Vocabulary()) != nil else { return nil }
      return "sensors: what comes to \(address) is a module's in this score, and nothing else any more"
    }
  }
}
