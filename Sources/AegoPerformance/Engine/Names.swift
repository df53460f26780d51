import AegoMotion
import AegoNumerics

/// Names that the performer gave, each in a space, numbered in the order of their giving.
struct Names: ~Copyable {
  private static let words = Message.capacity

  // A name's bytes in words of four, as a message holds them.
  private let names: Storage<UInt32>
  private let lengths: Storage<UInt8>
  private let spaces: Storage<Int>
  private let capacity: Int
  /// How many there are.
  private(set) var count = 0

  init(capacity: Int) {
    self.capacity = capacity
    names = Storage(count: capacity * Names.words, repeating: 0)
    lengths = Storage(count: capacity, repeating: 0)
    spaces = Storage(count: capacity, repeating: 0)
  }

  /// The number of a message's name in a space; nil where it was not given.
  func index(of message: Message, space: Int) -> Int? {
    for index in 0..<count where spaces[index] == space && lengths[index] == message.nameLength {
      var isSame = true
      for word in 0..<Names.words where names[index * Names.words + word] != message.bits[word] { isSame = false }
      if isSame { return index }
    }
    return nil
  }

  /// Whether `enter` finds room for a message's name.
  func hasRoom(for message: Message, space: Int) -> Bool {
    count < capacity || index(of: message, space: space) != nil
  }

  /// The number that a message's name has in a space from now on; nil where there is no room.
  mutating func enter(_ message: Message, space: Int) -> Int? {
    if let index = index(of: message, space: space) { return index }
    guard count < capacity else { return nil }
    lengths[count] = message.nameLength
    spaces[count] = space
    for word in 0..<Names.words { names[count * Names.words + word] = message.bits[word] }
    count += 1
    return count - 1
  }

  mutating func pass(through copier: inout StateCopier) {
    copier.pass(&count)
    copier.pass(names)
    copier.pass(lengths)
    copier.pass(spaces)
  }

  /// The name with a number, and its space. Not for the thread that plays.
  subscript(index: Int) -> (name: String, space: Int) {
    let bytes = (0..<Int(lengths[index])).map { byte in
      UInt8(truncatingIfNeeded: names[index * Names.words + byte / 4] >> UInt32(byte % 4 * 8))
    }
    return (String(decoding: bytes, as: UTF8.self), spaces[index])
  }
}
