/// A note's name without its octave: 0 for C to 11 for B.
public struct PitchClass: Hashable, Sendable, Codable, CustomStringConvertible {
  /// Semitones above C.
  public let semitones: Int

  private static let names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]

  /// The class of a note as MIDI counts them.
  public init(note: Int) { semitones = ((note % 12) + 12) % 12 }

  /// The class with a name: a letter of C, D, E, F, G, A, B, alone or with # or b.
  public init?(name: String) {
    let letters = Array(name)
    guard let letter = letters.first, let place = Self.names.firstIndex(of: letter.uppercased()) else { return nil }
    switch String(letters.dropFirst()) {
    case "": self.init(note: place)
    case "#", "♯": self.init(note: place + 1)
    case "b", "♭": self.init(note: place - 1)
    default: return nil
    }
  }

  /// The name: a letter, alone or with #.
  public var description: String { Self.names[semitones] }
}
