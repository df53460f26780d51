import Glibc

/// Looks after a score's file, and says when something was saved there.
///
/// Editors write a file in place, or write another one and give it the name; either way the folder tells. What is
/// written bit by bit is waited for: the file counts as saved once it is closed and nothing has happened to it for a
/// tenth of a second. A file that is gone may come back.
public final class ScoreWatch {
  /// How long nothing must happen to the file before it is read, in nanoseconds.
  private static let quiet: Int64 = 100_000_000
  /// The same for a file that its writer leaves open.
  private static let openQuiet: Int64 = 2_000_000_000
  /// How long after a folder was lost it is looked for again, in nanoseconds.
  private static let patience: Int64 = 1_000_000_000

  private let path: String
  private let inotify: Int32
  /// The folders that are looked after, and the file's name in each: of a link also where it leads to.
  private var places: [Int32: Place] = [:]
  private var lost: [Place] = []
  private var lastSearch: Int64 = 0
  private var lastEvent: Int64?
  private var isBeingWritten = false
  private var isGone = false
  private var lastText: [UInt8]

  private struct Place: Hashable {
    var folder: String
    var name: String
  }

  /// A watch over the file at a path.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - text: what it held when it was read; where it holds something else by now, that counts as saved.
  /// - Throws: `PerformanceError.unwatchable`.
  public init(_ path: String, text: [UInt8]) throws(PerformanceError) {
    self.path = path
    lastText = text
    inotify = inotify_init1(Int32(O_NONBLOCK | O_CLOEXEC))
    guard inotify >= 0 else { throw .unwatchable(path: path, reason: String(cString: strerror(errno))) }
    var paths = [path]
    if let real = realpath(path, nil) {
      paths.append(String(cString: real))
      free(real)
    }
    for place in paths.map(ScoreWatch.place) where !add(place) {
      throw .unwatchable(path: path, reason: String(cString: strerror(errno)))
    }
    lastEvent = 0
  }

  private func add(_ place: Place) -> Bool {
    let events = IN_CLOSE_WRITE | IN_MODIFY | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE
    let watch = inotify_add_watch(inotify, place.folder, UInt32(events))
    if watch >= 0, places[watch] == nil { places[watch] = place }
    return watch >= 0
  }

  deinit { close(inotify) }

  /// What was saved since the last call, if anything: the file's bytes, or nothing where it is gone.
  ///
  /// - Parameter now: a time that only goes on, in nanoseconds.
  /// - Returns: nil where nothing new was saved.
  public func saved(at now: Int64) -> Saving? {
    takeEvents(at: now)
    findLost(at: now)
    let quiet = isBeingWritten ? ScoreWatch.openQuiet : ScoreWatch.quiet
    guard let lastEvent, now - lastEvent >= quiet else { return nil }
    self.lastEvent = nil
    guard let text = ScoreWatch.read(path) else {
      defer { isGone = true }
      return isGone ? nil : .gone
    }
    isGone = false
    guard text != lastText else { return nil }
    lastText = text
    return .text(text)
  }

  /// What has become of a file.
  public enum Saving: Equatable, Sendable {
    /// It was saved, and holds this.
    case text([UInt8])
    /// It is not there any more, or cannot be read.
    case gone
  }

  private func takeEvents(at now: Int64) {
    let size = 4096
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    defer { buffer.deallocate() }
    while true {
      let count = Glibc.read(inotify, buffer.baseAddress, size)
      guard count > 0 else { return }
      var place = 0
      while place + MemoryLayout<inotify_event>.size <= count {
        let event = buffer.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
        let first = place + MemoryLayout<inotify_event>.size
        let name = buffer[first..<first + Int(event.len)].prefix { $0 != 0 }
        place = first + Int(event.len)
        take(event, named: String(decoding: name, as: UTF8.self), at: now)
      }
    }
  }

  private func take(_ event: inotify_event, named name: String, at now: Int64) {
    let isOverflow = event.mask & UInt32(IN_Q_OVERFLOW) != 0
    if event.mask & UInt32(IN_IGNORED) != 0, let place = places.removeValue(forKey: event.wd) {
      lost.append(place)
      lastEvent = now
    }
    guard isOverflow || places[event.wd]?.name == name else { return }
    lastEvent = now
    // Written to, and not closed yet: more may come.
    isBeingWritten = event.mask & UInt32(IN_MODIFY) != 0 && !isOverflow
  }

  /// A folder that was deleted may come back.
  private func findLost(at now: Int64) {
    guard !lost.isEmpty, now - lastSearch >= ScoreWatch.patience else { return }
    lastSearch = now
    let before = lost.count
    lost.removeAll { add($0) }
    if lost.count < before { lastEvent = now }
  }

  private static func place(_ path: String) -> Place {
    guard let slash = path.lastIndex(of: "/") else { return Place(folder: ".", name: path) }
    return Place(
      folder: slash == path.startIndex ? "/" : String(path[..<slash]), name: String(path[path.index(after: slash)...]))
  }

  /// The most that is read, in bytes: a score is smaller, and nobody waits for a file without end.
  private static let most = 1 << 21

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rbe") else { return nil }
    defer { fclose(file) }
    var (bytes, all) = ([UInt8](repeating: 0, count: 1 << 16), [UInt8]())
    while all.count < most {
      let count = fread(&bytes, 1, bytes.count, file)
      guard count > 0 else { break }
      all += bytes[..<count]
    }
    return ferror(file) == 0 ? all : nil
  }
}
