import Dispatch
import Glibc
import Synchronization

/// Has the system bring files from its memory to the disk, so that a power loss takes a second of them at most; on a
/// thread of its own, since a disk may take its time.
final class DiskSync: Sendable {
  private let queue = DispatchQueue(label: "disk")
  private let isBusy = Atomic<Bool>(false)
  private let files: Mutex<[Int32]>

  /// For these files, which exist.
  init(_ paths: [String]) { files = Mutex(paths.map(DiskSync.opened)) }

  deinit { for file in files.withLock({ $0 }) where file >= 0 { close(file) } }

  /// One more file, which exists.
  func add(_ path: String) { files.withLock { $0.append(DiskSync.opened(path)) } }

  private static func opened(_ path: String) -> Int32 { open(path, O_RDONLY | O_CLOEXEC) }

  /// Begins, unless the last request is still under way.
  func request() {
    guard !isBusy.exchange(true, ordering: .acquiring) else { return }
    queue.async {
      for file in self.files.withLock({ $0 }) where file >= 0 { fdatasync(file) }
      self.isBusy.store(false, ordering: .releasing)
    }
  }
}
