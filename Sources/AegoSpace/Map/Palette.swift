/// 256 colours between some that are given.
struct Palette {
  struct Colour {
    var red, green, blue: UInt8
    init(_ hexadecimal: UInt32) {
      red = UInt8(truncatingIfNeeded: hexadecimal >> 16)
      green = UInt8(truncatingIfNeeded: hexadecimal >> 8)
      blue = UInt8(truncatingIfNeeded: hexadecimal)
    }
  }

  /// The colours from the lowest value to the highest.
  let entries: [Colour]

  /// Goes evenly through some colours, at least two.
  init(through stops: [UInt32]) {
    let colours = stops.map(Colour.init)
    entries = (0..<256).map { index in
      let place = Float(index) / 255 * Float(colours.count - 1)
      let stop = min(Int(place), colours.count - 2)
      let (a, b, part) = (colours[stop], colours[stop + 1], place - Float(stop))
      func mixed(_ from: UInt8, _ to: UInt8) -> UInt8 {
        let (low, high) = (Float(from), Float(to))
        let level: Float = low + part * (high - low)
        return UInt8(level.rounded())
      }
      var colour = a
      (colour.red, colour.green, colour.blue) = (mixed(a.red, b.red), mixed(a.green, b.green), mixed(a.blue, b.blue))
      return colour
    }
  }

  /// Levels of a spectrum: night, ember, flame, light.
  static let levels = Palette(through: [0x101218, 0x1d1b3a, 0x47206a, 0x8a2d6d, 0xc8485a, 0xf07f4a, 0xfbc068, 0xfdf3cf])
  /// How bright the sound is on the plan: quiet colours, on which the sounds' stand out.
  static let plan = Palette(through: [0x12141b, 0x1a2030, 0x243246, 0x32485a, 0x466470])

  /// A colour as SVG has it.
  func text(_ index: Int) -> String {
    let colour = entries[index]
    let number = UInt32(colour.red) << 16 | UInt32(colour.green) << 8 | UInt32(colour.blue)
    let digits = String(number, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
