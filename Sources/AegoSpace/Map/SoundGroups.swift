/// Training sounds by what they are: by their folder, or by the word that their name begins with.
struct SoundGroups {
  /// A colour for each group, and the last for all others.
  static let colours = ["#74d3e3", "#f5a35c", "#ef7fa6", "#a3d977", "#b9a2f5", "#f3d65b", "#7aa5ff", "#9aa1b0"]

  /// The names, the one with the most sounds first; at most as many as there are colours, the last then "others".
  let names: [String]
  private let indices: [String: Int]

  init(_ sounds: [PlacedSound]) {
    var counts: [String: Int] = [:]
    for sound in sounds { counts[SoundGroups.group(sound.name), default: 0] += 1 }
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    let most = SoundGroups.colours.count
    let named = ordered.count <= most ? ordered : Array(ordered.prefix(most - 1))
    names = ordered.count <= most ? ordered : named + ["others"]
    indices = Dictionary(uniqueKeysWithValues: named.enumerated().map { ($1, $0) })
  }

  /// The colour of a sound.
  func colour(_ sound: PlacedSound) -> String { SoundGroups.colours[index(sound)] }

  /// The number of a sound's group.
  func index(_ sound: PlacedSound) -> Int { indices[SoundGroups.group(sound.name)] ?? names.count - 1 }

  private static func group(_ name: String) -> String {
    let parts = name.split(separator: "/")
    if parts.count > 1 { return parts.dropLast().joined(separator: "/") }
    let word = name.prefix { $0.isLetter }
    return word.isEmpty ? "sounds" : String(word)
  }
}
