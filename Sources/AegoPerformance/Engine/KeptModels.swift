import AegoMotion
import AegoNumerics

/// What agents have learnt, kept in memory under names.
struct KeptModels: ~Copyable {
  /// How many can be kept.
  private static let most = 4

  /// The names, in the order in which they were first kept.
  private(set) var names = Names(capacity: KeptModels.most)
  private let size: Int
  private let memory: Storage<UInt64>

  /// Room for models of at most `size` bytes.
  init(size: Int) {
    self.size = (size + 63) / 64 * 64
    memory = Storage(count: KeptModels.most * self.size / 8, repeating: 0)
  }

  /// Whether a model can be kept under a message's name.
  func hasRoom(for message: Message, space: Int) -> Bool { names.hasRoom(for: message, space: space) }

  /// Where a model is to be kept under a message's name; nil where there is no room.
  mutating func enter(_ message: Message, space: Int) -> UnsafeMutableRawPointer? {
    guard let index = names.enter(message, space: space) else { return nil }
    return model(index)
  }

  /// The model under a message's name in a space; nil where none was kept.
  func model(named message: Message, space: Int) -> UnsafeMutableRawPointer? {
    guard let index = names.index(of: message, space: space) else { return nil }
    return model(index)
  }

  /// How many bytes all that can be kept would take.
  var room: Int { KeptModels.most * size }

  /// The names, and as many models as were kept.
  mutating func pass(through copier: inout StateCopier) {
    names.pass(through: &copier)
    copier.pass(memory, count: min(max(names.count, 0), KeptModels.most) * size / 8)
  }

  /// The model with a number.
  func model(_ index: Int) -> UnsafeMutableRawPointer { UnsafeMutableRawPointer(memory.base) + index * size }
}
