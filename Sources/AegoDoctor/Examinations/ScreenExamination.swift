/// Whether the screen stays on while nobody touches the keyboard, as far as the system tells.
struct ScreenExamination: Examination {
  private let system: SystemFiles
  private let programs: SystemPrograms

  init(_ system: SystemFiles, _ programs: SystemPrograms = SystemPrograms()) {
    (self.system, self.programs) = (system, programs)
  }

  func findings() -> [Finding] {
    if programs.environment["WAYLAND_DISPLAY"] != nil || programs.environment["DISPLAY"] != nil { return [desktop()] }
    return [console()]
  }

  private func desktop() -> Finding {
    let desktop = programs.environment["XDG_CURRENT_DESKTOP"] ?? ""
    if desktop.contains("GNOME"),
      let told = programs.output("gsettings", ["get", "org.gnome.desktop.session", "idle-delay"]),
      let delay = told.split(separator: " ").last.flatMap({ Int($0.filter(\.isNumber)) })
    {
      if delay == 0 { return .ok("screen", "stays on (GNOME)") }
      return ScreenExamination.blanks(
        delay, of: "GNOME", help: "gsettings set org.gnome.desktop.session idle-delay 0")
    }
    guard programs.environment["DISPLAY"] != nil, let told = programs.output("xset", ["q"]) else {
      return .warning(
        "screen", "what blanks it cannot be found out here",
        help: "look in the desktop's settings for blanking, locking and sleep, and turn them off")
    }
    let help = "xset s off -dpms"
    if let timeout = told.firstMatch(of: #/timeout: +(\d+)/#).flatMap({ Int($0.1) }), timeout > 0 {
      return ScreenExamination.blanks(timeout, of: "X", help: help)
    }
    if told.contains("DPMS is Enabled") {
      let waits = told.firstMatch(of: #/Standby: +(\d+) +Suspend: +(\d+) +Off: +(\d+)/#)
      let times = waits.map { [$0.1, $0.2, $0.3].compactMap { Int($0) }.filter { $0 > 0 } } ?? []
      if let least = times.min() { return ScreenExamination.blanks(least, of: "DPMS", help: help) }
    }
    return .ok("screen", "stays on (X)")
  }

  private func console() -> Finding {
    guard let seconds = system.text("/sys/module/kernel/parameters/consoleblank").flatMap(Int.init) else {
      return .ok("screen", "this machine has none that blanks")
    }
    if seconds == 0 { return .ok("screen", "stays on (console)") }
    return ScreenExamination.blanks(seconds, of: "the console", help: "setterm --blank 0 --powerdown 0")
  }

  private static func blanks(_ seconds: Int, of whom: String, help: String) -> Finding {
    .warning(
      "screen", "\(whom) blanks it after \(seconds >= 120 ? "\(seconds / 60) min" : "\(seconds) s") without a key",
      help: help)
  }
}
