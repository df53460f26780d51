import AegoTraining
import Foundation

/// What was read for a training, in words.
struct SoundReport {
  private let data: DataSet
  private let seconds: Double

  /// - Parameters:
  ///   - data: what was read.
  ///   - seconds: how long that took.
  init(_ data: DataSet, seconds: Double) { (self.data, self.seconds) = (data, seconds) }

  /// A line for each file that was not used as it is, and one for all.
  var text: String {
    let skipped = data.skipped.map { "skipped \($0.name): \($0.reason)" }
    let damaged = data.damaged.map { "damaged \($0.name): \($0.reason)" }
    return (skipped + damaged + [pitches, summary].compactMap { $0 }).joined(separator: "\n")
  }

  private var originals: [DataSet.File] { data.files.filter { $0.cents == 0 } }

  private var pitches: String? {
    guard data.otherPitch > 0 else { return nil }
    return "\(originals.count) sounds have the pitch classes asked for, \(data.otherPitch) have others or none"
  }

  private var summary: String {
    let files = Set(originals.map(\.name)).count
    let cut = originals.count > files ? " in \(originals.count) pieces" : ""
    let copies = data.files.count - originals.count
    let unseen = originals.filter { $0.role == .unseenPitch }
    let notes = Set(unseen.compactMap { $0.pitch?.note }).sorted().map(Self.name).joined(separator: ", ")
    return "\(files) files\(cut), \(data.count) frames in \(String(format: "%.1f", seconds)) s; "
      + "\(originals.count { $0.role == .heldOut }) held out"
      + (unseen.isEmpty ? "" : ", \(unseen.count) more of unseen pitches (\(notes))")
      + (copies > 0 ? ", \(copies) detuned copies" : "") + ", \(data.skipped.count) skipped"
  }

  private static func name(_ note: Int) -> String { "\(PitchClass(note: note))\(note / 12 - 1)" }
}
