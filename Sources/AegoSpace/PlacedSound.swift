import Foundation

/// A sound that a space was trained on, and where it lies in it.
public struct PlacedSound: Sendable, Equatable {
  /// The file's path below the data set's folder.
  public var name: String
  /// Its position: a number per axis, 0...1 inside of the box, less or more outside.
  public var position: [Float]
}

extension LatentSpace {
  /// The most sounds that are read from a file.
  private static let mostSounds = 10_000

  /// The training sounds that the file names, in its order; none where it names none.
  ///
  /// - Throws: what is wrong with the list, which `path` is named for.
  public func sounds(path: String) throws(SpaceError) -> [PlacedSound] {
    guard let text = file.metadata["sounds"] else { return [] }
    struct Entry: Decodable {
      var name: String
      var z: [Float]
    }
    func unsuitable(_ what: String) -> SpaceError { .unsuitable(path: path, what: "its sounds are \(what)") }
    guard let entries = try? JSONDecoder().decode([Entry].self, from: Data(text.utf8)) else {
      throw unsuitable("no JSON list of names and z")
    }
    guard entries.count <= Self.mostSounds else {
      throw unsuitable("\(entries.count); at most \(Self.mostSounds) are read")
    }
    if let wrong = entries.first(where: { $0.z.count != latent }) {
      throw unsuitable("of other axes: \(wrong.name) has \(wrong.z.count) numbers for \(latent)")
    }
    return entries.map { entry in
      PlacedSound(
        name: entry.name,
        position: entry.z.indices.map { ((entry.z[$0] - home[$0]) / range[$0] + 1) / 2 })
    }
  }
}
