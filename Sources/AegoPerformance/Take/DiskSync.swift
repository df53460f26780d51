import Dispatch
import Glibc
import Synchronization

/// Has the system bring files from its memory to the disk, so that a power loss takes a second of them at most; on a
/// thread of its own, since a disk may take its time.
final class DiskSync: Sendable {
  private let queue = DispatchQueue(label: "disk")
  private let isBusy = Atomic<Bool>(false)
  private let files: [Int32]

  /// For these files, which exist.
  init(_ paths: [String]) { files = paths.map { open($0, O_RDONLY | O_CLOEXEC) } }

  deinit { for file in files where file >= 0 { close(file) } }

  /// Begins, unless the last request is still under way.
  func request() {
    guard !isBusy.exchange(true, ordering: .acquiring) else { return }
    queue.async {
      for file in self.files where file >= 0 { fdatasync(file) }
      self.isBusy.store(false, ordering: .releasing)
    }
  }
}
