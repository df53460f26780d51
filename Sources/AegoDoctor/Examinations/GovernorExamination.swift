/// Whether the processor keeps its clock up between hops.
struct GovernorExamination: Examination {
  private let system: SystemFiles

  init(_ system: SystemFiles) { self.system = system }

  func findings() -> [Finding] {
    let folder = "/sys/devices/system/cpu"
    let processors = system.names(folder).filter { $0.wholeMatch(of: #/cpu\d+/#) != nil }
    let governors = processors.compactMap { system.text("\(folder)/\($0)/cpufreq/scaling_governor") }
    guard !governors.isEmpty else {
      return [.ok("clock", "the system does not change the processor's")]
    }
    let others = Set(governors.filter { $0 != "performance" }).sorted()
    if others.isEmpty { return [.ok("clock", "governor performance on \(governors.count) processors")] }
    return [
      .warning(
        "clock", "governor \(others.joined(separator: ", ")): the processor may be slow when a hop is due",
        help: "sudo cpupower frequency-set -g performance")
    ]
  }
}
