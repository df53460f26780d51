/// The names of a performance that its messages hold: its scenes' and its modules'. Inside they are numbers, so that they
/// can cross to the audio thread; here they become numbers and names again.
public struct Vocabulary: Sendable {
  /// The played scenes' names by index; then those that only later versions of the score have, in the order in which they
  /// came.
  public var scenes: [String]
  private let names: [String]
  private let arms: [MotionSettings.Arm]
  /// Whether modules that are on no arm are taken too, if their ids are numbers.
  private let takesAll: Bool

  /// A vocabulary.
  ///
  /// - Parameters:
  ///   - scenes: the played scenes' names by index.
  ///   - motion: the arms, whose modules alone are taken; nil takes every R-IoT.
  public init(scenes: [String] = [], motion: MotionSettings? = nil) {
    self.scenes = scenes
    names = motion?.names ?? []
    arms = motion.map { [$0.left, $0.right].filter(\.isPresent) } ?? []
    takesAll = motion == nil
  }

  /// The index among the played scenes of a scene's name.
  public func scene(_ name: String) -> Int32? { scenes.firstIndex(of: name).map(Int32.init) }

  /// What stands for the id of a module in its addresses.
  public func id(_ family: ModuleFamily, _ module: Int32) -> String {
    if family == .riot { return String(module) }
    return names.indices.contains(Int(module)) ? names[Int(module)] : ""
  }

  /// What to tell people of a module that is on no arm, by an address of its messages.
  public func unexpected(_ address: String) -> String {
    let worn = arms.map { arm in
      let id = id(arm.family, arm.module)
      return id.isEmpty ? "\(arm.family)" : "\(arm.family) \(id)"
    }
    let words = worn.isEmpty ? "none" : worn.joined(separator: " and ")
    return "a module is heard that no arm wears (\(address)); the score has \(words): see its sensors"
  }

  /// The number of a module by its id; nil where it is on no arm.
  func module(_ family: ModuleFamily, _ id: Bytes) -> Int32? {
    if family == .riot {
      guard let number = id.integer.flatMap(Int32.init(exactly:)) else { return nil }
      return takesAll || arms.contains { $0.family == .riot && $0.module == number } ? number : nil
    }
    return arms.first { $0.family == family && id.equals(self.id(family, $0.module)) }?.module
  }

  /// Why the engine must not see a message, or nil.
  func refusal(of message: Message) -> Refusal? {
    if message.address == .sensor, message.form == .custom, Int(message.count) < leastCount(message.module) {
      return .wrongArguments
    }
    return message.refusal
  }

  /// How many arguments the messages of a module that the score describes have at least.
  private func leastCount(_ module: Int32) -> Int {
    arms.filter { $0.family == .custom && $0.module == module }.map(\.source.leastCount).max() ?? 0
  }

  /// The number of the module that the score describes and whose messages have this address.
  func customModule(_ path: Bytes) -> Int32? {
    arms.first { $0.family == .custom && path.equals(id(.custom, $0.module)) }?.module
  }
}
