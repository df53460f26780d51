/// The keys that a terminal's bytes mean.
public enum KeyPresses {
  private static let named: [UInt8: String] = [
    8: "backspace", 9: "tab", 10: "return", 13: "return", 27: "escape", 32: "space", 127: "backspace",
  ]
  private static let arrows: [UInt8: String] = [
    UInt8(ascii: "A"): "up", UInt8(ascii: "B"): "down", UInt8(ascii: "C"): "right", UInt8(ascii: "D"): "left",
  ]

  /// The keys' characters or names, in their order: `a`, `é`, `return`, `space`, `tab`, `escape`, `backspace`, `up`, `down`,
  /// `left`, `right`. Other keys are left out.
  public static func names(_ bytes: [UInt8]) -> [String] {
    var names: [String] = []
    var rest = bytes[...]
    while let first = rest.first {
      if first == 27, let length = sequence(rest) {
        if length == 3, let arrow = arrows[rest[rest.startIndex + 2]] { names.append(arrow) }
        rest = rest.dropFirst(length)
      } else if first == 27, rest.count > 1, rest[rest.startIndex + 1] >= 32 {
        // A key with Alt, which is no escape and then that key.
        rest = rest.dropFirst(2)
      } else if let name = named[first] {
        names.append(name)
        rest = rest.dropFirst()
      } else {
        let text = String(decoding: rest.prefix { named[$0] == nil }, as: UTF8.self)
        names += text.filter { !$0.isNewline && $0 >= " " && $0 != "\u{FFFD}" }.map(String.init)
        rest = rest.drop { named[$0] == nil }
      }
    }
    return names
  }

  /// How many bytes an escape sequence has: `ESC [` or `ESC O`, numbers, a letter or `~`.
  private static func sequence(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count > 2, [UInt8(ascii: "["), UInt8(ascii: "O")].contains(bytes[bytes.startIndex + 1]) else {
      return nil
    }
    let end = bytes.dropFirst(2).firstIndex { (0x40...0x7E).contains($0) }
    return end.map { $0 - bytes.startIndex + 1 }
  }
}
