import Glibc

/// What libFuzzer calls with each mutated score: it is read, checked, unrolled, shown and written out as a user would
/// have it. It must not crash, nor take 100 ms of the processor, nor 100 MB.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOneScore(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: data, count: size))
  let begin = processorTime()
  read(bytes)
  let time = processorTime() - begin
  if time > worst.time {
    worst.time = time
    report("slowest so far: \(size) bytes in \(time / 1000) µs of processor time")
  }
  let memory = mostMemory()
  if memory > worst.memory + 1024 {
    worst.memory = memory
    report("most memory so far, of the whole process: \(memory / 1024) MB")
  }
  precondition(time < 100_000_000, "this score took \(time / 1_000_000) ms")
  return 0
}

/// The score, with spaces of eight axes that are all there.
private func read(_ bytes: [UInt8]) {
  var reader = ScoreReader(path: "fuzz.yaml", bytes: bytes)
  reader.check(spaces: { _ in .success(SpaceFacts(latent: 8, rate: 48000, hop: 512, frame: 4096, bins: 1024)) })
  reader.check(states: { _ in .success(()) })
  if let score = reader.score {
    let timeline = score.timeline()
    _ = timeline.text(spaces: score.spaces)
    _ = timeline.json(spaces: score.spaces)
  }
  _ = reader.text
  _ = Diagnostic.json(of: reader.diagnostics)
  // A log's rules are the same for each score, and would take nearly all of the time.
  for problem in reader.diagnostics { _ = problem.sarif.line }
}

/// The worst so far: nanoseconds, kibibytes. libFuzzer calls from one thread.
nonisolated(unsafe) private var worst = (time: 0, memory: 0)

/// What this process has taken of the processor, in nanoseconds: other programs do not count.
private func processorTime() -> Int {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return time.tv_sec * 1_000_000_000 + time.tv_nsec
}

/// The most memory that this process has held, in kibibytes.
private func mostMemory() -> Int {
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  return usage.ru_maxrss
}

private func report(_ text: String) {
  let line = Array((text + "\n").utf8)
  _ = write(STDERR_FILENO, line, line.count)
}
