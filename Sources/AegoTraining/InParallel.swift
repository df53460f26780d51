import Dispatch

/// Does some pieces of work at once, as far as there are processors, and returns when all are done. Each piece writes
/// what no other piece reads or writes.
func inParallel(_ pieces: Int, _ work: (Int) -> Void) {
  withoutActuallyEscaping(work) { work in
    nonisolated(unsafe) let work = work
    DispatchQueue.concurrentPerform(iterations: pieces) { work($0) }
  }
}
