/// The text of an SVG picture, put together shape by shape. Lengths are in pixels, to a tenth.
struct Drawing {
  private(set) var elements = ""

  /// A text's place on its line.
  enum Anchor: String { case start, middle, end }

  mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, _ more: String = ""
  ) {
    add(
      "<rect x=\"\(tenth(x))\" y=\"\(tenth(y))\" width=\"\(tenth(width))\" height=\"\(tenth(height))\" fill=\"\(fill)\"\(more)/>"
    )
  }

  mutating func circle(_ x: Double, _ y: Double, _ radius: Double, fill: String, _ more: String = "") {
    add("<circle cx=\"\(tenth(x))\" cy=\"\(tenth(y))\" r=\"\(tenth(radius))\" fill=\"\(fill)\"\(more)/>")
  }

  mutating func path(_ commands: String, stroke: String, _ more: String = "") {
    add("<path d=\"\(commands)\" fill=\"none\" stroke=\"\(stroke)\"\(more)/>")
  }

  mutating func picture(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ picture: IndexedPicture) {
    add(
      "<image x=\"\(tenth(x))\" y=\"\(tenth(y))\" width=\"\(tenth(width))\" height=\"\(tenth(height))\" "
        + "preserveAspectRatio=\"none\" href=\"\(picture.address)\"/>")
  }

  /// A text of a class of the style sheet.
  mutating func text(
    _ text: String, _ x: Double, _ y: Double, _ style: String, anchor: Anchor = .start, _ more: String = ""
  ) {
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    add("<text x=\"\(tenth(x))\" y=\"\(tenth(y))\" class=\"\(style)\"\(place)\(more)>\(Drawing.escaped(text))</text>")
  }

  /// A number to a tenth, without needless digits.
  static func tenth(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
  }

  /// A text as XML has it; what XML cannot hold is left out.
  static func escaped(_ text: String) -> String {
    text.unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case _ where scalar.value < 0x20 || scalar.value == 0xfffe || scalar.value == 0xffff: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
  }

  private func tenth(_ value: Double) -> String { Drawing.tenth(value) }
  private mutating func add(_ element: String) { elements += element + "\n" }
}
