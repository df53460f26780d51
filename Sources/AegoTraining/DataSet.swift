import AegoNumerics
import AegoSoundFile
import Foundation

/// The frames of a folder of sounds, some files of which are held out.
public struct DataSet: Sendable {
  /// A file that was used.
  public struct File: Sendable, Equatable {
    /// Path below the folder.
    public var name: String
    /// Its frames' places in `frames`.
    public var frames: Range<Int>
    /// Whether it measures the space instead of training it.
    public var isHeldOut = false
  }

  /// A file that was not used, and why.
  public struct Skipped: Sendable, Equatable {
    /// Path below the folder.
    public var name: String
    /// Why, in words.
    public var reason: String
  }

  /// The files used, in order of their names.
  public private(set) var files: [File] = []
  /// The files not used.
  public private(set) var skipped: [Skipped] = []
  /// All frames, `bins` numbers each.
  public private(set) var spectra: [Float] = []
  /// Numbers in a frame.
  public let bins: Int
  /// SHA-256 over the used files' bytes in order, hexadecimal.
  public private(set) var digest = ""

  /// Reads a folder.
  ///
  /// - Parameters:
  ///   - folder: what to read.
  ///   - settings: sizes, how many frames, how many files held out, the seed.
  ///   - progress: called with the number of files read so far.
  /// - Throws: if fewer than two files hold sound.
  public init(
    _ folder: SoundFolder, settings: TrainingSettings, progress: (Int) -> Void = { _ in }
  ) throws(TrainingError) {
    let analysis = FrameAnalysis(settings.analysis)
    bins = settings.analysis.bins
    var hash = SHA256()
    let share = max(settings.frames / max(folder.files.count, 1), 96)
    for (index, name) in folder.files.enumerated() {
      read(name, in: folder, analysis: analysis, share: share, hash: &hash)
      progress(index + 1)
    }
    digest = hash.finish()
    guard !files.isEmpty else { throw .noSound(path: folder.path, skipped: skipped.count) }
    guard files.count > 1 else { throw .tooFewFiles(path: folder.path, count: files.count) }
    holdOut(settings)
  }

  /// The places of the frames that train the space.
  public var training: [Int] { files.filter { !$0.isHeldOut }.flatMap(\.frames) }
  /// The places of the frames that measure it.
  public var heldOut: [Int] { files.filter(\.isHeldOut).flatMap(\.frames) }
  /// The places of the frames of pitches that the training never hears.
  public var unseenPitch: [Int] { [] }
  /// Number of frames.
  public var count: Int { spectra.count / bins }

  /// Adds a file's frames, or the reason why there are none.
  private mutating func read(
    _ name: String, in folder: SoundFolder, analysis: FrameAnalysis, share: Int, hash: inout SHA256
  ) {
    let path = "\(folder.path)/\(name)"
    do {
      let rate = analysis.settings.rate
      let sound = try Sound.read(path: path)
      guard sound.rate * 256 >= rate && rate * 256 >= sound.rate else {
        return skipped.append(Skipped(name: name, reason: "its rate of \(sound.rate) Hz cannot be brought to \(rate)"))
      }
      let first = count
      append(sound.resampled(to: rate).samples, analysis: analysis, share: share)
      guard count > first else { return skipped.append(Skipped(name: name, reason: "it is silent or too short")) }
      files.append(File(name: name, frames: first..<count))
      Checksum.add(path, to: &hash)
    } catch {
      skipped.append(Skipped(name: name, reason: error.reason))
    }
  }

  /// Adds the frames of a sound that are not silent; if they are more than the file's share, all of the attack (the
  /// first third of the share) and the rest evenly, so that long, looped or decaying sounds do not dominate.
  private mutating func append(_ samples: [Float], analysis: FrameAnalysis, share: Int) {
    var frame = [Float](repeating: 0, count: bins)
    let starts = (0..<analysis.frames(in: samples.count)).map { $0 * analysis.settings.hop }
    let energies = starts.map { analysis.analyse(samples, at: $0, into: &frame) }
    let loudest = energies.max() ?? 0
    // 50 dB below the loudest frame, and -80 dB of full scale (a full sine has (window / 4)² · 1.5), are silence.
    let quarter = Float(analysis.settings.window) / 4
    let threshold = max(loudest * 1e-5, quarter * quarter * 1.5e-8)
    let audible = starts.indices.filter { energies[$0] > threshold }
    for index in Self.spread(audible, share) {
      analysis.analyse(samples, at: starts[index], into: &frame)
      spectra += frame
    }
  }

  /// At most `share` of the frames: the first third of the share, then evenly.
  static func spread(_ frames: [Int], _ share: Int) -> [Int] {
    guard frames.count > share else { return frames }
    let attack = share / 3
    let rest = frames.dropFirst(attack)
    let kept = share - attack
    return frames.prefix(attack) + (0..<kept).map { rest[rest.startIndex + $0 * rest.count / kept] }
  }

  /// Draws the files that are held out, at least one.
  private mutating func holdOut(_ settings: TrainingSettings) {
    var random = RandomStream(seed: settings.seed, name: "training/held-out")
    var order = Array(files.indices)
    order.shuffle(&random)
    let wanted = max(1, Int(Double(files.count) * settings.heldOut))
    for index in order.prefix(wanted) { files[index].isHeldOut = true }
  }
}

extension SoundFileError {
  /// The reason without the file's name.
  fileprivate var reason: String {
    switch self {
    case .unreadable(_, let reason), .damaged(_, let reason), .unwritable(_, let reason): reason
    }
  }
}

extension Array {
  /// Brings the elements into a drawn order (Fisher and Yates).
  mutating func shuffle(_ random: inout RandomStream) {
    for last in stride(from: count - 1, to: 0, by: -1) { swapAt(last, random.below(last + 1)) }
  }
}
