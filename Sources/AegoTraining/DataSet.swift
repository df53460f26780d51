import AegoNumerics
import AegoSoundFile

/// The frames of a folder of sounds, some of which are held out.
public struct DataSet: Sendable {
  /// What a sound is for.
  public enum Role: String, Sendable, Equatable {
    /// It trains the space.
    case training
    /// It measures the space, whose training had its pitch in another sound, if it has one.
    case heldOut
    /// It measures the space, whose training never heard its pitch.
    case unseenPitch
  }

  /// A sound that is used: a file, or a piece of a long one.
  public struct File: Sendable, Equatable {
    /// The file's path below the folder.
    public var name: String
    /// Where in the file it begins, in seconds.
    public var start = 0.0
    /// Its frames' places in `spectra`.
    public var frames: Range<Int>
    /// What it is for.
    public var role = Role.training
    /// Its pitch, if it has one.
    public var pitch: Pitch?
    /// How much higher than the file it is, in hundredths of a semitone: not 0 in copies that were made to train on.
    public var cents = 0.0

    /// The path, and where in the file it begins if that is not at the beginning.
    public var title: String { start > 0 ? "\(name) at \(Int(start)) s" : name }
  }

  /// A file that was not used, or not to its end, and why.
  public struct Skipped: Sendable, Equatable {
    /// Path below the folder.
    public var name: String
    /// Why, in words.
    public var reason: String
  }

  /// The sounds used, in order of their files' names and of time; copies come last.
  public private(set) var files: [File] = []
  /// The files not used.
  public private(set) var skipped: [Skipped] = []
  /// The files that are damaged further on, and used up to there.
  public private(set) var damaged: [Skipped] = []
  /// How many sounds were left out since their pitch was not asked for.
  public private(set) var otherPitch = 0
  /// All frames, `bins` numbers each.
  public private(set) var spectra: [Float] = []
  /// Numbers in a frame.
  public let bins: Int
  /// SHA-256 over the used files' bytes in order, hexadecimal.
  public private(set) var digest = ""

  /// Files that are read at once.
  private static let together = 16

  /// Reads a folder.
  ///
  /// - Parameters:
  ///   - folder: what to read.
  ///   - settings: sizes, how many frames, what is left out and held out, the seed.
  ///   - progress: called with the number of files read so far.
  /// - Throws: if there are fewer than two sounds.
  public init(
    _ folder: SoundFolder, settings: TrainingSettings, progress: (Int) -> Void = { _ in }
  ) throws(TrainingError) {
    bins = settings.analysis.bins
    let plan = ReadingPlan(folder, settings: settings)
    Self.read(plan.orders, settings.analysis) { index, reading in
      add(reading, name: folder.files[index], settings)
      progress(index + 1)
    }
    guard !files.isEmpty else {
      if otherPitch > 0 { throw .noSuchPitch(path: folder.path, wanted: settings.pitchClassNames, others: otherPitch) }
      throw .noSound(path: folder.path, skipped: skipped)
    }
    guard files.count > 1 else { throw .tooFewFiles(path: folder.path, count: files.count) }
    let roles = HoldingOut(notes: files.map { $0.pitch?.note }, part: settings.heldOut, unseen: settings.unseenPitches)
      .roles(seed: settings.seed)
    for (index, role) in roles.enumerated() { files[index].role = role }
    digest = digest(of: folder)
    addCopies(plan.orders, folder: folder, settings)
  }

  /// The places of the frames that train the space.
  public var training: [Int] { frames(of: .training) }
  /// The places of the frames that measure it.
  public var heldOut: [Int] { frames(of: .heldOut) }
  /// The places of the frames of pitches that the training never hears.
  public var unseenPitch: [Int] { frames(of: .unseenPitch) }
  /// Number of frames.
  public var count: Int { spectra.count / bins }

  private func frames(of role: Role) -> [Int] { files.filter { $0.role == role }.flatMap(\.frames) }

  /// Reads files on all processors and hands over what they hold, in their order.
  private static func read(
    _ orders: [SoundReading.Order], _ analysis: FrameAnalysis.Settings, _ take: (Int, SoundReading) -> Void
  ) {
    for first in stride(from: 0, to: orders.count, by: together) {
      let count = min(together, orders.count - first)
      var readings = [SoundReading?](repeating: nil, count: count)
      readings.withUnsafeMutableBufferPointer { readings in
        let readings = readings
        inParallel(count) { readings[$0] = SoundReading(orders[first + $0], settings: analysis) }
      }
      for (index, reading) in readings.enumerated() {
        if let reading { take(first + index, reading) }
      }
    }
  }

  /// Adds a file's sounds, or the reason why there are none.
  private mutating func add(_ reading: SoundReading, name: String, _ settings: TrainingSettings) {
    guard !reading.pieces.isEmpty else {
      return skipped.append(Skipped(name: name, reason: reading.damage ?? "it is silent or too short"))
    }
    if let damage = reading.damage {
      let seconds = Double(reading.length * 10 / settings.analysis.rate) / 10
      damaged.append(Skipped(name: name, reason: "used up to \(seconds) s: \(damage)"))
    }
    for piece in reading.pieces {
      guard settings.takes(piece.pitch) else {
        otherPitch += 1
        continue
      }
      add(piece, File(name: name, start: piece.start, frames: 0..<0, pitch: piece.pitch))
    }
  }

  private mutating func add(_ piece: SoundReading.Piece, _ file: File) {
    var file = file
    file.frames = count..<count + piece.spectra.count / bins
    spectra += piece.spectra
    files.append(file)
  }

  /// Reads the sounds that train the space again, a little higher and a little lower.
  private mutating func addCopies(
    _ orders: [SoundReading.Order], folder: SoundFolder, _ settings: TrainingSettings
  ) {
    let trained = Dictionary(grouping: files.filter { $0.role == .training }, by: \.name)
    let names = folder.files.indices.filter { trained[folder.files[$0]] != nil }
    for cents in settings.copies {
      let copies = names.map { index in
        var order = orders[index]
        order.cents = cents
        order.starts = Set(trained[folder.files[index], default: []].map(\.start))
        return order
      }
      Self.read(copies, settings.analysis) { index, reading in
        let originals = trained[folder.files[names[index]], default: []]
        for piece in reading.pieces {
          guard let original = originals.first(where: { $0.start == piece.start }) else { continue }
          var copy = original
          copy.cents = cents
          add(piece, copy)
        }
      }
    }
  }

  private func digest(of folder: SoundFolder) -> String {
    var hash = SHA256()
    var last = ""
    for file in files where file.name != last {
      Checksum.add("\(folder.path)/\(file.name)", to: &hash)
      last = file.name
    }
    return hash.finish()
  }
}
