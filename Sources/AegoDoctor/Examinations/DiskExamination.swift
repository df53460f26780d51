import AegoNumerics
import AegoScore
import Foundation

/// Whether the take can be written: its folder, room for its longest, and speed.
struct DiskExamination: Examination {
  /// What the disk says.
  struct Facts {
    /// The folder that is there, in which the take's is or will be made.
    var folder: String
    /// Bytes that are free.
    var free: UInt64
    /// Bytes a second that were written; nil where none could be, with the system's reason.
    var speed: Double?
    var reason = ""
    /// Whether something is in the take's folder already.
    var isTaken = false
  }

  /// What a take is, at most.
  struct Need {
    /// Bytes a minute.
    var perMinute: Double
    /// Minutes; nil for a piece without an end.
    var minutes: Double?
  }

  let need: Need
  let facts: () -> Facts

  init(_ concert: Concert) {
    let score = concert.score
    let arms = [score.sensors.left, score.sensors.right].compactMap(\.self).count
    need = Need(
      perMinute: DiskExamination.bytesPerMinute(rate: score.sound.rate, arms: concert.hasArms ? arms : 0),
      minutes: DiskExamination.longest(score))
    let take = concert.take
    facts = { DiskExamination.look(take) }
  }

  func findings() -> [Finding] { [DiskExamination.finding(facts(), need)] }

  /// What a minute takes at most: sound that does not compress, messages of 220 bytes at 200 Hz from each arm, and a
  /// megabyte for the journal.
  static func bytesPerMinute(rate: Int, arms: Int) -> Double {
    Double(rate * 2 * 3 * 60 + arms * 200 * 220 * 60 + 1_000_000)
  }

  /// The longest that a score can last, in minutes.
  private static func longest(_ score: Score) -> Double? {
    let timeline = score.timeline()
    guard timeline.loopStart == nil else { return nil }
    let scenes = timeline.scenes.reduce(Int64(0)) { $0 + $1.maximum }
    return Double(scenes + score.sound.fadeOut) / 60e9
  }

  static func finding(_ facts: Facts, _ need: Need) -> Finding {
    if facts.isTaken {
      return .error(
        "disk", "\(facts.folder): a take is here already, and a take is never overwritten",
        help: "name another folder with --take")
    }
    guard let speed = facts.speed else {
      return .error(
        "disk", "\(facts.folder) cannot be written to: \(facts.reason)",
        help: "start in another folder, or name one with --take")
    }
    let room = Double(facts.free) / need.perMinute
    let megabytes = String(format: "%.0f MB a minute at most, %.0f MB/s", need.perMinute / 1e6, speed / 1e6)
    guard let minutes = need.minutes else {
      let text = "room for \(words(room)) of a piece without an end; \(megabytes)"
      return room < 60 ? .warning("disk", text, help: "make room in \(facts.folder)") : .ok("disk", text)
    }
    let text = "room for \(words(room)), the piece lasts \(words(minutes)) at most; \(megabytes)"
    if room < minutes { return .error("disk", text, help: "make room in \(facts.folder), or name another with --take") }
    if speed < 20 * need.perMinute / 60 {
      return .warning("disk", text + ": slow", help: "write the take to another disk with --take")
    }
    return .ok("disk", text)
  }

  private static func words(_ minutes: Double) -> String {
    minutes >= 120 ? String(format: "%.0f h", minutes / 60) : String(format: "%.0f min", minutes.rounded(.up))
  }

  // MARK: Looking

  private static let probe = 16 << 20

  static func look(_ take: String?) -> Facts {
    let files = FileManager.default
    var folder = take ?? "takes"
    if take != nil, let names = try? files.contentsOfDirectory(atPath: folder), !names.isEmpty {
      return Facts(folder: folder, free: 0, isTaken: true)
    }
    while !files.fileExists(atPath: folder) {
      let above = parentFolder(of: folder)
      folder = above.isEmpty ? "." : above
    }
    var facts = Facts(folder: folder == "." ? files.currentDirectoryPath : folder, free: 0)
    var system = statvfs()
    if statvfs(folder, &system) == 0 { facts.free = UInt64(system.f_bavail) * UInt64(system.f_frsize) }
    (facts.speed, facts.reason) = write(in: folder)
    return facts
  }

  /// Writes some megabytes to the disk and takes them away; bytes a second, or the system's reason.
  private static func write(in folder: String) -> (speed: Double?, reason: String) {
    var template = Array((folder + "/.aego-doctor-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else { return (nil, String(cString: strerror(errno)).lowercased()) }
    defer { close(descriptor) }
    unlink(template)
    let block = [UInt8](repeating: 0xA5, count: 1 << 20)
    let begin = ContinuousClock.now
    for _ in 0..<(probe / block.count) where Glibc.write(descriptor, block, block.count) != block.count {
      return (nil, String(cString: strerror(errno)).lowercased())
    }
    guard fsync(descriptor) == 0 else { return (nil, String(cString: strerror(errno)).lowercased()) }
    return (Double(probe) / ((ContinuousClock.now - begin) / .seconds(1)), "")
  }
}
