/// The text of an SVG picture, put together shape by shape. Lengths are in pixels, to a tenth.
public struct Drawing {
  /// The shapes so far, an element a line.
  public private(set) var elements = ""

  /// Nothing yet.
  public init() {}

  /// A text's place on its line.
  public enum Anchor: String, Sendable {
    /// The place is the text's beginning.
    case start
    /// The place is the text's middle.
    case middle
    /// The place is the text's end.
    case end
  }

  /// A rectangle from its left upper corner. `more` are further attributes, each after a blank.
  public mutating func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, fill: String, _ more: String = ""
  ) {
    add(
      "<rect x=\"\(tenth(x))\" y=\"\(tenth(y))\" width=\"\(tenth(width))\" height=\"\(tenth(height))\" fill=\"\(fill)\"\(more)/>"
    )
  }

  /// A circle around its centre.
  public mutating func circle(_ x: Double, _ y: Double, _ radius: Double, fill: String, _ more: String = "") {
    add("<circle cx=\"\(tenth(x))\" cy=\"\(tenth(y))\" r=\"\(tenth(radius))\" fill=\"\(fill)\"\(more)/>")
  }

  /// A filled shape by SVG's path commands.
  public mutating func shape(_ commands: String, fill: String, _ more: String = "") {
    add("<path d=\"\(commands)\" fill=\"\(fill)\"\(more)/>")
  }

  /// A line by SVG's path commands.
  public mutating func path(_ commands: String, stroke: String, _ more: String = "") {
    add("<path d=\"\(commands)\" fill=\"none\" stroke=\"\(stroke)\"\(more)/>")
  }

  /// What follows belongs together, until `endGroup`, and has this title, which is shown as a tip and read aloud.
  public mutating func beginGroup(_ title: String, _ more: String = "") {
    add("<g\(more)><title>\(Drawing.escaped(title))</title>")
  }

  /// Ends the group.
  public mutating func endGroup() { add("</g>") }

  /// Any element.
  public mutating func add(_ element: String) { elements += element + "\n" }

  /// A text of a class of the style sheet.
  public mutating func text(
    _ text: String, _ x: Double, _ y: Double, _ style: String, anchor: Anchor = .start, _ more: String = ""
  ) {
    let place = anchor == .start ? "" : " text-anchor=\"\(anchor.rawValue)\""
    add("<text x=\"\(tenth(x))\" y=\"\(tenth(y))\" class=\"\(style)\"\(place)\(more)>\(Drawing.escaped(text))</text>")
  }

  /// A number to a tenth, without needless digits.
  public static func tenth(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    let (whole, rest) = abs(tenths).quotientAndRemainder(dividingBy: 10)
    return (tenths < 0 ? "-" : "") + "\(whole)" + (rest == 0 ? "" : ".\(rest)")
  }

  /// A text as XML has it; what XML cannot hold is left out.
  public static func escaped(_ text: String) -> String {
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
}
