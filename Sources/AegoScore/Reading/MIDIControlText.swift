/// What comes by MIDI, as a control's text: `midi cc 64`, `midi ch 2 note 60`, `midi pc 3`, `midi cc 64 latching`.
enum MIDIControlText {
  /// A regular expression for it.
  static let pattern: String = {
    let number = "([0-9]|[1-9][0-9]|1[01][0-9]|12[0-7])"
    let switches = Control.Switch.allCases.map(\.rawValue).joined(separator: "|")
    return "midi +(ch +([1-9]|1[0-6]) +)?(cc +\(number)( +(\(switches)))?|(note|pc) +\(number))"
  }()

  /// What controls by MIDI look like, for who wrote something else.
  static let examples = ["midi cc 64", "midi cc 64 latching", "midi note 60", "midi pc 3", "midi ch 2 cc 64"]

  /// An input from the words after `midi`; nil where they are no such thing.
  static func input(_ words: ArraySlice<String>) throws(ValueFault) -> Control.Input? {
    var words = words
    var channel: Int?
    if words.first == "ch" {
      channel = try number(words.dropFirst().first, 1...16, "channel", help: "MIDI channels count from 1 to 16")
      words = words.dropFirst(2)
    }
    guard let kind = words.first, ["cc", "note", "pc"].contains(kind) else { return nil }
    let number = try number(words.dropFirst().first, 0...127, "number", help: numbers[kind])
    words = words.dropFirst(2)
    switch kind {
    case "note": return words.isEmpty ? .midi(.note(number), channel: channel) : nil
    case "pc": return words.isEmpty ? .midi(.program(number), channel: channel) : nil
    default:
      guard words.count < 2, let foot = words.first.map(Control.Switch.init(rawValue:)) ?? .momentary else {
        return nil
      }
      return .midi(.controller(number, foot), channel: channel)
    }
  }

  private static let numbers = [
    "cc": "MIDI controllers count from 0 to 127; a sustain pedal is 64",
    "note": "MIDI notes count from 0 to 127; middle C is 60",
    "pc": "MIDI programs count from 0 to 127; what a device shows as 1 is often 0",
  ]

  private static func number(
    _ word: String?, _ limits: ClosedRange<Int>, _ noun: String, help: String?
  ) throws(ValueFault) -> Int {
    guard let word else { throw ValueFault(.badNumber, "a MIDI \(noun) is missing", help: help) }
    guard let number = Int(word), limits.contains(number) else {
      throw ValueFault(.numberRange, "`\(word)` is no MIDI \(noun)", help: help)
    }
    return number
  }
}
