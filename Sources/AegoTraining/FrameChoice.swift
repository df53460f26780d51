/// Which of a sound's frames are kept.
///
/// What is silent goes first. If more are left than the sound's share, the attack (up to the loudest moment, at most an
/// eighth of a second after the first audible frame) has a third of the share, the tail (after the loudest moment, 20
/// dB below it or more) a sixth, and what lies between the rest; a part that needs less leaves its room to the others.
/// Within a part, frames are chosen evenly along the way that the spectrum goes, half by time and half by change: a
/// steady loop gives few where something else happens too.
struct FrameChoice {
  /// Energy of each frame in time.
  var energies: [Float]
  /// How far each frame is from the one before it.
  var changes: [Float]
  /// Energy up to which a frame is silent.
  var silence: Float
  /// Frames in an eighth of a second.
  var attackFrames: Int
  /// Whether it is a whole sound, with an attack and a tail, and no piece of a recording.
  var isWhole: Bool

  /// At most `share` frames, in time.
  func frames(share: Int) -> [Int] {
    let audible = audible
    guard audible.count > share else { return audible }
    guard isWhole else { return Self.along(audible, changes, share) }
    let (attack, sustain, tail) = parts(audible)
    var room = (attack: min(attack.count, share / 3), tail: min(tail.count, share / 6))
    let wanted = min(sustain.count, share - room.attack - room.tail)
    // What the middle leaves goes to the attack, then to the tail.
    room.attack = min(attack.count, share - wanted - room.tail)
    room.tail = min(tail.count, share - wanted - room.attack)
    return Self.along(attack, changes, room.attack) + Self.along(sustain, changes, wanted)
      + Self.along(tail, changes, room.tail)
  }

  /// The frames that are not silent, and in a whole sound 6 dB above its quietest moments if these are 30 dB or more
  /// below the loudest: else the noise under a tail, brought to unit energy, would become a sound.
  var audible: [Int] {
    let loudest = energies.max() ?? 0
    var threshold = silence
    if isWhole {
      let heard = energies.filter { $0 > threshold }.sorted()
      if !heard.isEmpty { threshold = max(threshold, min(4 * heard[heard.count / 20], loudest * 1e-3)) }
    }
    return energies.indices.filter { energies[$0] > threshold }
  }

  private func parts(_ audible: [Int]) -> (attack: [Int], sustain: [Int], tail: [Int]) {
    let loudest = audible.max { energies[$0] < energies[$1] } ?? 0
    let end = min(loudest, audible[0] + attackFrames)
    let attack = audible.filter { $0 <= end }
    let rest = audible.dropFirst(attack.count)
    let tail = rest.filter { $0 > loudest && energies[$0] < 0.01 * energies[loudest] }
    return (attack, rest.filter { $0 <= loudest || energies[$0] >= 0.01 * energies[loudest] }, tail)
  }

  /// Evenly along the way: each step of a frame to the next is as long as it is in time, plus as it is in change.
  static func along(_ frames: [Int], _ changes: [Float], _ count: Int) -> [Int] {
    guard frames.count > count else { return frames }
    guard count > 0 else { return [] }
    let total = frames.reduce(0.0) { $0 + Double(changes[$1]) }
    let unit = total > 0 ? Double(frames.count) / total : 0
    var way = 0.0
    let places = frames.map { frame in
      way += 1 + unit * Double(changes[frame])
      return way
    }
    var chosen: [Int] = []
    var next = 0
    for pick in 0..<count {
      let goal = way * (Double(pick) + 0.5) / Double(count)
      // Every pick leaves enough frames for those after it.
      let last = frames.count - (count - pick)
      while next < last && places[next] < goal { next += 1 }
      chosen.append(frames[next])
      next += 1
    }
    return chosen
  }
}
