import AegoMotion
import AegoNumerics

/// Places that the performer keeps under names, each in its space.
struct Marks: ~Copyable {
  /// How many can be kept.
  private static let most = 32

  private var names = Names(capacity: Marks.most)
  private let places = Storage<Float>(count: Marks.most * Message.capacity, repeating: 0)

  /// Whether a place can be kept under a message's name.
  func hasRoom(for message: Message, space: Int) -> Bool { names.hasRoom(for: message, space: space) }

  /// Keeps a place; one that had the name in this space is replaced.
  mutating func keep(_ place: UnsafePointer<Float>, axes: Int, named message: Message, space: Int) {
    guard let index = names.enter(message, space: space) else { return }
    (places.base + index * Message.capacity).copy(from: place, count: axes)
  }

  mutating func pass(through copier: inout StateCopier) {
    names.pass(through: &copier)
    copier.pass(places)
  }

  /// The place that is kept under a message's name in a space.
  func place(named message: Message, space: Int) -> UnsafePointer<Float>? {
    guard let index = names.index(of: message, space: space) else { return nil }
    return UnsafePointer(places.base + index * Message.capacity)
  }
}
