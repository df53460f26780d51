import CRealtime
import Glibc

/// Whether the system gives the sound's thread its priority, and keeps the program's memory.
struct RightsExamination: Examination {
  /// What the system says.
  struct Facts: Sendable {
    /// 0, or why there is no real-time priority.
    var priority: Int32
    /// The highest priority that an ordinary user of this session may ask for.
    var mostPriority: UInt64
    /// 0, or why memory is not kept.
    var memory: Int32
    /// How many bytes an ordinary user of this session may keep; nil for no limit.
    var mostMemory: UInt64?
  }

  var facts: () -> Facts = RightsExamination.ask

  func findings() -> [Finding] {
    let facts = facts()
    return [RightsExamination.priority(facts), RightsExamination.memory(facts)]
  }

  static func priority(_ facts: Facts) -> Finding {
    if facts.priority == 0 { return .ok("priority", "real-time, SCHED_FIFO \(UrgentThread.priority)") }
    let limit = facts.mostPriority == 0 ? "none" : "at most \(facts.mostPriority)"
    return .warning(
      "priority", "the system allows no real-time priority (\(limit)): other programs can delay the sound",
      help: remedy("rtprio 95"))
  }

  static func memory(_ facts: Facts) -> Finding {
    if facts.memory == 0 { return .ok("memory", "stays locked") }
    let limit = facts.mostMemory.map { "at most \($0 / 1_048_576) MB" } ?? "no limit, and yet refused"
    return .warning(
      "memory", "the system does not let it be locked (\(limit)): what it moves to disk can delay the sound",
      help: remedy("memlock unlimited"))
  }

  private static func remedy(_ limit: String) -> String {
    "write \"@audio - \(limit)\" into /etc/security/limits.d/audio.conf, join the group audio, log in again"
  }

  /// Tries both, and lets go of what it got.
  private static func ask() -> Facts {
    let priority = UrgentThread.run { $0 }
    let memory = cr_lock_memory()
    if memory == 0 { munlockall() }
    let locked = limit(__rlimit_resource_t(8))
    return Facts(
      priority: priority, mostPriority: limit(__rlimit_resource_t(14)), memory: memory,
      mostMemory: locked == .max ? nil : locked)
  }

  /// A limit of this session. `RLIMIT_MEMLOCK` is 8 and `RLIMIT_RTPRIO` 14 on Linux: macros that Swift does not see.
  private static func limit(_ resource: __rlimit_resource_t) -> UInt64 {
    var limit = rlimit()
    return getrlimit(resource, &limit) == 0 ? UInt64(limit.rlim_cur) : 0
  }
}
