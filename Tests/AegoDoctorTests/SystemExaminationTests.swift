import Foundation
import Testing

@testable import AegoDoctor

/// What the system's files and programs tell.
@Suite struct SystemExaminationTests {
  private static func supply(_ name: String, _ facts: [String: String]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: facts.map { ("/sys/class/power_supply/\(name)/\($0.key)", $0.value) })
  }

  private static let battery = ["type": "Battery", "status": "Discharging", "capacity": "63"]

  static let powers: [([String: String], String)] = [
    ([:], "ok      power: this machine has no battery, and runs on the mains"),
    (
      supply("hid", ["type": "Battery", "scope": "Device", "capacity": "5", "status": "Discharging"]),
      "ok      power: this machine has no battery, and runs on the mains"
    ),
    (
      supply("BAT0", battery).merging(supply("AC", ["type": "Mains", "online": "0"])) { $1 },
      "warning power: on the battery, 63 %\n  help: plug the machine in: it may also slow itself down"
    ),
    (
      supply("BAT0", battery.merging(["capacity": "19"]) { $1 }),
      "error   power: on a battery that is nearly empty, 19 %\n  help: plug the machine in"
    ),
    (
      supply("BAT0", battery.merging(["status": "Full", "capacity": "100"]) { $1 })
        .merging(supply("AC", ["type": "Mains", "online": "1"])) { $1 },
      "ok      power: on the mains, battery charged, 100 %"
    ),
    (
      supply("BAT0", battery).merging(supply("USBC", ["type": "USB", "online": "1"])) { $1 },
      "warning power: plugged in, and yet the battery drains, 63 %\n  help: take a stronger charger"
    ),
  ]

  @Test(arguments: powers) func `a battery that drains is told`(files: [String: String], text: String) throws {
    let system = try FakeSystem(files)
    #expect(words(PowerExamination(system.files).findings()) == text)
  }

  @Test(
    arguments: [
      ([], "ok      clock: the system does not change the processor's"),
      (["performance", "performance"], "ok      clock: governor performance on 2 processors"),
      (
        ["performance", "powersave", "schedutil"],
        "warning clock: governor powersave, schedutil: the processor may be slow when a hop is due\n"
          + "  help: sudo cpupower frequency-set -g performance"
      ),
    ] as [([String], String)])
  func `a governor that saves is told`(governors: [String], text: String) throws {
    var files = ["/sys/devices/system/cpu/cpufreq/boost": "1", "/sys/devices/system/cpu/online": "0-2"]
    for (index, governor) in governors.enumerated() {
      files["/sys/devices/system/cpu/cpu\(index)/cpufreq/scaling_governor"] = governor
    }
    let system = try FakeSystem(files)
    #expect(words(GovernorExamination(system.files).findings()) == text)
  }

  /// What `xset q` prints, as far as it is looked at.
  private static func xset(_ timeout: Int, _ power: String) -> String {
    """
    Keyboard Control:
      auto repeat:  on    key click percent:  0    LED mask:  00000000
    Screen Saver:
      prefer blanking:  yes    allow exposures:  yes
      timeout:  \(timeout)    cycle:  600
    DPMS (Energy Star):
      Standby: 600    Suspend: 0    Off: 900
      \(power)
    """
  }

  static let screens: [([String: String], [String: String], [String: String], String)] = [
    ([:], [:], [:], "ok      screen: this machine has none that blanks"),
    (["/sys/module/kernel/parameters/consoleblank": "0"], [:], [:], "ok      screen: stays on (console)"),
    (
      ["/sys/module/kernel/parameters/consoleblank": "600"], [:], [:],
      "warning screen: the console blanks it after 10 min without a key\n  help: setterm --blank 0 --powerdown 0"
    ),
    ([:], ["DISPLAY": ":0"], ["xset": xset(0, "DPMS is Disabled")], "ok      screen: stays on (X)"),
    (
      [:], ["DISPLAY": ":0"], ["xset": xset(60, "DPMS is Disabled")],
      "warning screen: X blanks it after 60 s without a key\n  help: xset s off -dpms"
    ),
    (
      [:], ["DISPLAY": ":0"], ["xset": xset(0, "DPMS is Enabled")],
      "warning screen: DPMS blanks it after 10 min without a key\n  help: xset s off -dpms"
    ),
    (
      [:], ["WAYLAND_DISPLAY": "wayland-0", "XDG_CURRENT_DESKTOP": "ubuntu:GNOME"], ["gsettings": "uint32 300\n"],
      "warning screen: GNOME blanks it after 5 min without a key\n"
        + "  help: gsettings set org.gnome.desktop.session idle-delay 0"
    ),
    (
      [:], ["WAYLAND_DISPLAY": "wayland-0", "XDG_CURRENT_DESKTOP": "GNOME"], ["gsettings": "uint32 0\n"],
      "ok      screen: stays on (GNOME)"
    ),
    (
      [:], ["WAYLAND_DISPLAY": "wayland-0"], [:],
      "warning screen: what blanks it cannot be found out here\n"
        + "  help: look in the desktop's settings for blanking, locking and sleep, and turn them off"
    ),
  ]

  @Test(arguments: screens) func `a screen that goes dark is told`(
    files: [String: String], environment: [String: String], printed: [String: String], text: String
  ) throws {
    let system = try FakeSystem(files)
    let programs = SystemPrograms(environment: environment) { program, _ in printed[program] }
    #expect(words(ScreenExamination(system.files, programs).findings()) == text)
  }

  @Test func `programs are asked, and none that is missing, fails or hangs keeps anyone waiting`() {
    #expect(SystemPrograms.run("echo", ["a", "b"]) == "a b\n")
    #expect(SystemPrograms.run("false", []) == nil)
    #expect(SystemPrograms.run("no-such-program", []) == nil)
    #expect(SystemPrograms.run("sleep", ["60"]) == nil)
  }

  private static let remedy = "into /etc/security/limits.d/audio.conf, join the group audio, log in again"

  @Test(arguments: [
    (
      RightsExamination.Facts(priority: 0, mostPriority: 95, memory: 0, mostMemory: nil),
      "ok      priority: real-time, SCHED_FIFO 70\nok      memory: stays locked"
    ),
    (
      .init(priority: EPERM, mostPriority: 0, memory: ENOMEM, mostMemory: 8_388_608),
      "warning priority: the system allows no real-time priority (none): other programs can delay the sound\n"
        + "  help: write \"@audio - rtprio 95\" \(remedy)\n"
        + "warning memory: the system does not let it be locked (at most 8 MB): what it moves to disk can delay the sound\n"
        + "  help: write \"@audio - memlock unlimited\" \(remedy)"
    ),
    (
      .init(priority: EPERM, mostPriority: 20, memory: 0, mostMemory: nil),
      "warning priority: the system allows no real-time priority (at most 20): other programs can delay the sound\n"
        + "  help: write \"@audio - rtprio 95\" \(remedy)\nok      memory: stays locked"
    ),
  ])
  func `what the system does not allow is told with its limit`(facts: RightsExamination.Facts, text: String) {
    #expect(words(RightsExamination(facts: { facts }).findings()) == text)
  }

  @Test func `this machine can be asked for its rights`() {
    #expect(RightsExamination().findings().map(\.about) == ["priority", "memory"])
  }
}
