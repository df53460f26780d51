import AegoMotion
import AegoNumerics

/// Places that the performer keeps under names, each in its space.
struct Marks: ~Copyable {
  /// How many can be kept.
  private static let most = 32
  private static let words = 16

  // A name's bytes in words of four, as a message holds them.
  private let names = Storage<UInt32>(count: Marks.most * Marks.words, repeating: 0)
  private let lengths = Storage<UInt8>(count: Marks.most, repeating: 0)
  private let spaces = Storage<Int>(count: Marks.most, repeating: 0)
  private let places = Storage<Float>(count: Marks.most * Message.capacity, repeating: 0)
  private var count = 0

  /// Whether a place can be kept under a message's name.
  func hasRoom(for message: Message, space: Int) -> Bool {
    count < Marks.most || index(of: message, space: space) != nil
  }

  /// Keeps a place; one that had the name in this space is replaced.
  mutating func keep(_ place: UnsafePointer<Float>, axes: Int, named message: Message, space: Int) {
    let index = index(of: message, space: space) ?? count
    guard index < Marks.most else { return }
    count = max(count, index + 1)
    lengths[index] = message.nameLength
    spaces[index] = space
    for word in 0..<Marks.words { names[index * Marks.words + word] = message.bits[word] }
    (places.base + index * Message.capacity).copy(from: place, count: axes)
  }

  /// The place that is kept under a message's name in a space.
  func place(named message: Message, space: Int) -> UnsafePointer<Float>? {
    guard let index = index(of: message, space: space) else { return nil }
    return UnsafePointer(places.base + index * Message.capacity)
  }

  private func index(of message: Message, space: Int) -> Int? {
    for index in 0..<count where spaces[index] == space && lengths[index] == message.nameLength {
      var isSame = true
      for word in 0..<Marks.words where names[index * Marks.words + word] != message.bits[word] { isSame = false }
      if isSame { return index }
    }
    return nil
  }
}
