import ArgumentParser

/// A list of widths like 512,768.
struct HiddenWidths: ExpressibleByArgument {
  var widths: [Int]

  init(widths: [Int]) { self.widths = widths }

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    guard (1...6).contains(parts.count), parts.allSatisfy({ (8...4096).contains($0) && $0 % 8 == 0 }) else {
      return nil
    }
    widths = parts
  }

  var defaultValueDescription: String { widths.map(String.init).joined(separator: ",") }
}
