import AegoPerformance
import AegoScore
import Foundation

/// What is known of space files, looked into again only when a file has changed. For one thread at a time.
final class SpaceCatalog {
  private struct Known {
    var size: Int64
    var changed: Int64
    var facts: Result<SpaceFacts, FileFault>
  }

  private var known: [String: Known] = [:]

  /// What a score must know of the space at a path.
  func facts(_ path: String) -> Result<SpaceFacts, FileFault> {
    var status = stat()
    guard stat(path, &status) == 0 else { return SpaceInspection.facts(path) }
    let changed = Int64(status.st_mtim.tv_sec) * 1_000_000_000 + Int64(status.st_mtim.tv_nsec)
    if let entry = known[path], entry.size == Int64(status.st_size), entry.changed == changed { return entry.facts }
    let facts = SpaceInspection.facts(path)
    if known.count > 64 { known = [:] }
    known[path] = Known(size: Int64(status.st_size), changed: changed, facts: facts)
    return facts
  }
}
