import AegoSoundFile

/// How a folder is read: which files are cut into pieces, and how many frames each may give.
struct ReadingPlan {
  /// What to read, in the order of the folder's files.
  private(set) var orders: [SoundReading.Order] = []

  /// Seconds of a piece of a long file.
  static let piece = 4
  /// A longer file than this many seconds is a recording of many sounds and is cut into pieces, which are held out one by
  /// one; where there are fewer than ten files, one of more than two pieces.
  static func longest(files: Int) -> Int { files < 10 ? 2 * piece : 30 }
  /// However many files there are, each may give this many frames.
  static let leastShare = 4

  /// Reads the headers and shares the frames out.
  init(_ folder: SoundFolder, settings: TrainingSettings) {
    let analysis = settings.analysis
    let lengths = folder.files.map { Self.length("\(folder.path)/\($0)", rate: analysis.rate) }
    let frames = lengths.map { max($0 - analysis.window / 2, 0) / analysis.hop }
    let level = max(Self.leastShare, Self.level(frames, total: settings.frames / (1 + settings.copies.count)))
    let longest = Self.longest(files: folder.files.count) * analysis.rate
    orders = folder.files.indices.map { file in
      let isCut = lengths[file] > longest
      let pieces = isCut ? (lengths[file] - 1) / (Self.piece * analysis.rate) + 1 : 1
      return SoundReading.Order(
        path: "\(folder.path)/\(folder.files[file])", piece: isCut ? Self.piece * analysis.rate : longest, isCut: isCut,
        share: max(1, level / pieces), most: max(level, pieces))
    }
  }

  /// How long a file says it is, in samples at a rate; 0 if it cannot be opened.
  private static func length(_ path: String, rate: Int) -> Int {
    guard let reader = try? SoundFileReader(path: path) else { return 0 }
    // A damaged header may promise anything: a day is enough.
    return Int(Double(min(reader.frames, 86_400 * reader.rate)) * Double(rate) / Double(reader.rate))
  }

  /// The greatest number for which the files, each giving at most as many frames, give no more than a total: what the
  /// short ones leave goes to the long ones.
  static func level(_ frames: [Int], total: Int) -> Int {
    var left = total
    let sorted = frames.filter { $0 > 0 }.sorted()
    for (index, count) in sorted.enumerated() {
      let fair = left / (sorted.count - index)
      if count > fair { return fair }
      left -= count
    }
    return max(sorted.last ?? 0, total)
  }
}
