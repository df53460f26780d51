import AegoNumerics

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

  /// The voice overlaps frames of the transform's length at least fourfold, eight numbers at a time.
  func checkSizes(window: Int, fft: Int, hop: Int, bins: Int) throws(SpaceError) {
    guard window == fft else {
      throw .unsuitable(
        path: path, what: "a window of \(window) in a transform of \(fft) samples; both must be of one length")
    }
    guard RealFFT.isPossible(fft) else {
      throw .unsuitable(path: path, what: "a transform of \(fft) samples; its length must be a power of two")
    }
    guard hop % 8 == 0, fft % hop == 0, fft / hop >= 4 else {
      throw .unsuitable(
        path: path,
        what: "a frame of \(fft) samples each \(hop); the hop must be a multiple of 8 and divide the frame by 4 or more"
      )
    }
    guard bins % 8 == 0, bins <= fft / 2 else {
      throw .unsuitable(
        path: path, what: "\(bins) bins of a transform of \(fft); a multiple of 8 up to \(fft / 2) is needed")
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
