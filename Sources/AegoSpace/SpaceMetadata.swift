/// The texts in a space's file, read as what they mean.
struct SpaceMetadata {
  var texts: [String: String]
  /// The name that errors speak of.
  var path: String

  func checkFormat() throws(SpaceError) {
    guard let format = texts["format"] else {
      throw .unsuitable(path: path, what: "its metadata has no format; a space says aego-space-1")
    }
    guard format == "aego-space-1" else {
      throw .unsuitable(path: path, what: "its format is \(format); this program reads aego-space-1")
    }
    let target = try text("target")
    guard target == "sqrt" else {
      throw .unsuitable(path: path, what: "its target is \(target); this program reads sqrt")
    }
  }

  func text(_ key: String) throws(SpaceError) -> String {
    guard let text = texts[key] else { throw .unsuitable(path: path, what: "its metadata has no \(key)") }
    return text
  }

  func integer(_ key: String, _ allowed: ClosedRange<Int>) throws(SpaceError) -> Int {
    let text = try text(key)
    guard let number = Int(text), allowed.contains(number) else {
      throw .unsuitable(
        path: path, what: "its \(key) is \(text); a number of \(allowed.lowerBound) to \(allowed.upperBound) is needed")
    }
    return number
  }

  /// `count` finite numbers, separated by commas, each above a limit if one is given.
  func numbers(_ key: String, count: Int, above limit: Float?) throws(SpaceError) -> [Float] {
    let text = try text(key)
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == count else {
      throw .unsuitable(path: path, what: "its \(key) has \(parts.count) numbers for \(count) axes")
    }
    var numbers: [Float] = []
    for part in parts {
      guard let number = Float(part.trimmingSpaces()), number.isFinite, number > limit ?? -.infinity else {
        let needed = limit.map { "a number above \($0) is needed" } ?? "a number is needed"
        throw .unsuitable(path: path, what: "its \(key) has \(part.isEmpty ? "nothing" : part) in it; \(needed)")
      }
      numbers.append(number)
    }
    return numbers
  }
}

extension Substring {
  fileprivate func trimmingSpaces() -> Substring {
    drop { $0 == " " }.reversed().drop { $0 == " " }.reversed().reduce(into: Substring()) { $0.append($1) }
  }
}
