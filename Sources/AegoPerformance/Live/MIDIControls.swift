import AegoMotion
import AegoScore

/// What MIDI commands: what `controls` in the score says.
///
/// A controller is down from 64 on, and up again below 48, so that a pedal that stands between does not chatter. A
/// momentary switch acts when it goes down, also where it never says that it goes up and sends the same value once more.
/// A latching one acts at each change; hold and pause are then as the switch is, down or up.
public struct MIDIControls: Sendable {
  /// From which value on a controller is down.
  private static let down = 64
  /// Below which value it is up again.
  private static let up = 48

  private let commands: [Control.Input: Message]
  private var values: [Place: Value] = [:]

  private struct Place: Hashable {
    let controller: Int
    let channel: Int
  }

  private struct Value {
    var last = 0
    var isDown = false
  }

  /// The MIDI of a score's controls.
  ///
  /// - Parameters:
  ///   - controls: what stands in the score.
  ///   - vocabulary: the scenes' names.
  public init(_ controls: [Control], _ vocabulary: Vocabulary) {
    var commands: [Control.Input: Message] = [:]
    for control in controls {
      guard case .midi = control.input else { continue }
      commands[control.input] = Message(control.command, vocabulary)
    }
    self.commands = commands
  }

  /// Whether the score has none.
  public var isEmpty: Bool { commands.isEmpty }

  /// The messages of an event; hold and pause without an argument turn round what is.
  ///
  /// - Parameter event: what came.
  /// - Returns: nothing for what commands nothing.
  public mutating func messages(_ event: MIDIEvent) -> [Message] {
    switch event {
    case .note(let number, let channel): return [message(.note(number), channel)].compactMap(\.self)
    case .program(let number, let channel): return [message(.program(number), channel)].compactMap(\.self)
    case .controller(let number, let value, let channel):
      let change = follow(Place(controller: number, channel: channel), value)
      let momentary = change.isPress ? message(.controller(number, .momentary), channel) : nil
      let latching = change.isTurned ? message(.controller(number, .latching), channel) : nil
      return [momentary, latching.map { standing($0, isDown: change.isDown) }].compactMap(\.self)
    }
  }

  private struct Change {
    var isPress: Bool
    var isTurned: Bool
    var isDown: Bool
  }

  private mutating func follow(_ place: Place, _ value: Int) -> Change {
    let before = values[place] ?? Value()
    let isDown = before.isDown ? value >= MIDIControls.up : value >= MIDIControls.down
    values[place] = Value(last: value, isDown: isDown)
    let isAgain = before.isDown && value >= MIDIControls.down && value == before.last
    let isTurned = isDown != before.isDown
    return Change(isPress: isDown && (isTurned || isAgain), isTurned: isTurned, isDown: isDown)
  }

  /// What the score says of this channel, or else of any.
  private func message(_ midi: Control.MIDI, _ channel: Int) -> Message? {
    commands[.midi(midi, channel: channel)] ?? commands[.midi(midi, channel: nil)]
  }

  /// The command of a latching switch: hold and pause are as it stands.
  private func standing(_ message: Message, isDown: Bool) -> Message {
    guard message.address == .hold || message.address == .pause else { return message }
    var message = message
    message.append(Float(isDown ? 1 : 0))
    return message
  }
}
