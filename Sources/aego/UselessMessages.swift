import AegoMotion
import AegoScore

/// OSC messages that could not be used, in words: each address and reason once, and at the end how many there were.
/// Those of modules that nobody wears are told elsewhere.
struct UselessMessages {
  private let counts: ReceiverCounts
  private let vocabulary: Vocabulary
  private var toldAddresses: [Refusal: Int] = [:]
  private var toldMalformed = false
  private var toldOverflow = false

  /// The messages of a receiver.
  init(_ counts: ReceiverCounts, _ vocabulary: Vocabulary) {
    self.counts = counts
    self.vocabulary = vocabulary
  }

  /// What has not been told yet.
  mutating func news() -> [String] {
    var lines: [String] = []
    if !toldMalformed, counts.refused(.malformed) > 0 {
      toldMalformed = true
      lines.append("packets arrive that are no OSC: is another program sending to this port?")
    }
    for reason in UselessMessages.reasons {
      let addresses = counts.addresses(reason)
      lines += addresses.dropFirst(toldAddresses[reason] ?? 0).map { words(reason, $0) }
      toldAddresses[reason] = addresses.count
    }
    if !toldOverflow, counts.overflowed > 0 {
      toldOverflow = true
      lines.append("packets come faster than they can be taken, and some are lost: send less often")
    }
    return lines
  }

  /// All that there were, by reason; nil for none.
  var summary: String? {
    var parts = ([.malformed] + UselessMessages.reasons).compactMap { reason in
      let count = counts.refused(reason)
      return count > 0 ? "\(UselessMessages.short(reason)) \(count)" : nil
    }
    if counts.overflowed > 0 { parts.append("lost by the system \(counts.overflowed)") }
    return parts.isEmpty ? nil : "OSC messages that could not be used: " + parts.joined(separator: ", ")
  }

  private static let reasons = Refusal.allCases.filter { $0 != .malformed && $0 != .unexpectedModule }

  private func words(_ reason: Refusal, _ path: String) -> String {
    let cause =
      switch reason {
      case .unknownAddress:
        "nobody knows this address"
          + (nearestAddress(to: path).map { "; near to \($0)" } ?? "")
      case .wrongArguments:
        "other arguments than the address takes"
          + (ExpectedArguments.words(path, vocabulary).map { ", which is \($0)" } ?? "")
      case .notFinite: "no number, or beyond all numbers"
      case .unknownScene: "the score plays no scene of this name"
      default: "\(reason)"
      }
    return "an OSC message cannot be used: \(path): \(cause)"
  }

  /// A reason in two or three words.
  static func short(_ reason: Refusal) -> String {
    switch reason {
    case .malformed: "no OSC"
    case .unknownAddress: "unknown address"
    case .wrongArguments: "wrong arguments"
    case .notFinite: "no finite number"
    case .unknownScene: "unknown scene"
    case .unexpectedModule: "a module that nobody wears"
    }
  }
}
