/// Reads what the performer's hands and feet do.
struct ControlsReader {
  let reading: Reading
  /// The names of the scenes that are played.
  let scenes: [String]
  private let known: Set<String>

  init(reading: Reading, scenes: [String]) {
    (self.reading, self.scenes) = (reading, scenes)
    known = Set(scenes)
  }

  func controls(_ piece: Fields) -> [Control] {
    guard let node = piece.node(PieceKeys.controls), let fields = Fields(node, .invented, what: "`controls`", reading)
    else { return [] }
    return fields.all.compactMap { control($0) }
  }

  private func control(_ entry: YAMLEntry) -> Control? {
    let key = YAMLNode(content: .scalar(entry.key, isPlain: false), span: entry.keySpan)
    let input = ValueForm<Control.Input>.text("a control", schema: .text(Self.pattern), Self.input).read(key, reading)
    if entry.value.isNothing {
      reading.report(
        .missingValue, entry.keySpan, "`\(entry.key)` does nothing", help: "write a command after it, such as go")
      return nil
    }
    let command = CommandText.form.read(entry.value, reading)
    guard let input, let command else { return nil }
    if case .jump(let scene) = command, !known.contains(scene) {
      reading.report(
        .unknownScene, entry.value.span, "no scene that is played is called `\(scene)`",
        help: reading.oneOf(scenes, for: scene))
    }
    return Control(input: input, command: command)
  }

  /// A regular expression for what `input` reads.
  static let pattern: String = {
    let arms = Control.Arm.allCases.map(\.rawValue).joined(separator: "|")
    let gestures = Control.Gesture.allCases.map(\.rawValue).joined(separator: "|")
    return "(\(arms))[.]button( +[12])?( +(\(gestures)))?|\(MIDIControlText.pattern)"
      + "|key +([^ ]|\(Control.Input.namedKeys.joined(separator: "|")))"
  }()

  /// `left.button`, `right.button` with a number or a gesture after it, `midi` and what comes by it, or `key X`.
  private static func input(_ text: String) throws(ValueFault) -> Control.Input {
    let words = text.split(separator: " ").map(String.init)
    switch (words.first, words.count) {
    case ("left.button", _): if let input = button(.left, words.dropFirst()) { return input }
    case ("right.button", _): if let input = button(.right, words.dropFirst()) { return input }
    case ("key", 2): return try key(words[1])
    case ("midi", _):
      if let input = try MIDIControlText.input(words.dropFirst()) { return input }
      throw ValueFault(
        .unknownWord, "`\(text)` is no control",
        help: "by MIDI possible are: " + MIDIControlText.examples.joined(separator: ", "))
    default: break
    }
    let known =
      [
        "left.button", "left.button held", "left.button released", "left.button 2", "right.button", "right.button held",
        "right.button released", "right.button 2", "key space",
      ] + MIDIControlText.examples
    let help = nearest(to: text, among: known).map { "did you mean `\($0)`?" }
    throw ValueFault(
      .unknownWord, "`\(text)` is no control", help: help ?? "possible are: " + known.joined(separator: ", "))
  }

  /// A key by its character or name.
  private static func key(_ text: String) throws(ValueFault) -> Control.Input {
    let names = Control.Input.namedKeys
    guard text.count > 1, !names.contains(text) else { return .key(text) }
    let synonyms = ["enter": "return", "esc": "escape", "spacebar": "space", "delete": "backspace"]
    let meant = synonyms[text.lowercased()] ?? nearest(to: text, among: names)
    throw ValueFault(
      .unknownWord, "`\(text)` is no key that a terminal sends",
      help: meant.map { "did you mean `key \($0)`?" }
        ?? "a key is one character, as `key g`, or one of \(names.joined(separator: ", "))")
  }

  /// A switch from what stands after `button`: its number, what becomes of it, both, or nothing.
  private static func button(_ arm: Control.Arm, _ words: ArraySlice<String>) -> Control.Input? {
    var words = words
    var (number, gesture) = (1, Control.Gesture.pressed)
    if let first = words.first, let written = Int(first) {
      guard (1...2).contains(written) else { return nil }
      number = written
      words = words.dropFirst()
    }
    if let first = words.first, let written = Control.Gesture(rawValue: first) {
      gesture = written
      words = words.dropFirst()
    }
    return words.isEmpty ? .button(arm, number: number, gesture) : nil
  }
}
