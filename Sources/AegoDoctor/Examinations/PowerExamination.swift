/// Whether the machine is fed by the mains.
struct PowerExamination: Examination {
  private let system: SystemFiles

  init(_ system: SystemFiles) { self.system = system }

  func findings() -> [Finding] {
    let supplies = system.names("/sys/class/power_supply").map { "/sys/class/power_supply/\($0)" }
    // A mouse has a battery too; it is a device's and not the system's.
    let batteries = supplies.filter { system.text($0 + "/type") == "Battery" && system.text($0 + "/scope") != "Device" }
    guard !batteries.isEmpty else { return [.ok("power", "this machine has no battery, and runs on the mains")] }
    let charges = batteries.compactMap { system.text($0 + "/capacity").flatMap(Int.init) }
    let charge = charges.min().map { ", \($0) %" } ?? ""
    let mains = supplies.filter { system.text($0 + "/type") != "Battery" }
    let isFed = mains.contains { system.text($0 + "/online") == "1" }
    let isDraining = batteries.contains { system.text($0 + "/status") == "Discharging" }
    if isFed && !isDraining { return [.ok("power", "on the mains, battery charged" + charge)] }
    let help = "plug the machine in"
    if let least = charges.min(), least < 20 {
      return [.error("power", "on a battery that is nearly empty" + charge, help: help)]
    }
    return [
      .warning(
        "power", isFed ? "plugged in, and yet the battery drains" + charge : "on the battery" + charge,
        help: isFed ? "take a stronger charger" : help + ": it may also slow itself down")
    ]
  }
}
