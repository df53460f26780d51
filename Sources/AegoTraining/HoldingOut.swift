import AegoNumerics

/// Draws which sounds train a space and which measure it.
struct HoldingOut {
  /// The notes of the sounds, as MIDI counts them; nil for a sound without a pitch.
  var notes: [Int?]
  /// Part of the sounds that is held out, at least one sound.
  var part: Double
  /// Part of the sounds, about, whose notes are kept from the training altogether; 0 for none.
  var unseen: Double

  /// Fewer notes than this are all trained.
  static let leastNotes = 12

  /// The role of each sound.
  ///
  /// Held-out sounds are drawn among those whose note another training sound has, or that have none; only if these do
  /// not suffice, among all.
  func roles(seed: UInt64) -> [DataSet.Role] {
    var roles = [DataSet.Role](repeating: .training, count: notes.count)
    let kept = unseenNotes(seed: seed)
    for sound in notes.indices where notes[sound].map(kept.contains) ?? false { roles[sound] = .unseenPitch }
    var trained: [Int: Int] = [:]
    for sound in notes.indices where roles[sound] == .training {
      if let note = notes[sound] { trained[note, default: 0] += 1 }
    }
    var random = RandomStream(seed: seed, name: "training/held-out")
    var order = notes.indices.filter { roles[$0] == .training }
    order.shuffle(&random)
    var wanted = min(max(1, Int((Double(notes.count) * part).rounded(.down))), order.count - 1)
    for sound in order where wanted > 0 {
      if let note = notes[sound], let others = trained[note] {
        guard others > 1 else { continue }
        trained[note] = others - 1
      }
      roles[sound] = .heldOut
      wanted -= 1
    }
    for sound in order where wanted > 0 && roles[sound] == .training {
      roles[sound] = .heldOut
      wanted -= 1
    }
    return roles
  }

  /// The notes that the training never hears: none of the lowest and the highest, since a space lies between its
  /// sounds, and no two neighbours.
  private func unseenNotes(seed: UInt64) -> Set<Int> {
    var counts: [Int: Int] = [:]
    for note in notes.compactMap({ $0 }) { counts[note, default: 0] += 1 }
    let all = counts.keys.sorted()
    guard unseen > 0, all.count >= Self.leastNotes else { return [] }
    var random = RandomStream(seed: seed, name: "training/unseen-pitches")
    var order = Array(all.dropFirst().dropLast())
    order.shuffle(&random)
    var chosen: Set<Int> = []
    var left = Int((Double(notes.count) * unseen).rounded())
    for note in order where chosen.isEmpty || left > 0 {
      let count = counts[note] ?? 0
      let hasNeighbour = chosen.contains(note - 1) || chosen.contains(note + 1)
      // A note that would take the number far beyond what is wanted is left, unless it is the first.
      guard !hasNeighbour, chosen.isEmpty || 2 * left >= count else { continue }
      chosen.insert(note)
      left -= count
    }
    return chosen
  }
}
