import Synchronization

/// The charge of modules that tell of it in messages of their own, which are for people and not for the engine. Any thread
/// may ask.
public final class ModuleCharges: Sendable {
  private struct Module: Hashable {
    let family: ModuleFamily
    let number: Int32
  }

  private let charges = Mutex<[Module: Double]>([:])

  init() {}

  /// What an arm's module told last: 0...1, or volts above 1; nil where it has not.
  public func charge(of arm: MotionSettings.Arm) -> Double? {
    guard arm.isPresent else { return nil }
    return charges.withLock { $0[Module(family: arm.family, number: arm.module)] }
  }

  /// Keeps what a module's message tells.
  func hear(_ message: Message) {
    guard let charge = message.form.reading(of: message)?.battery else { return }
    charges.withLock { $0[Module(family: message.form.family, number: message.module)] = charge }
  }
}
