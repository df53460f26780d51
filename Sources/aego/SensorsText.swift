import AegoMotion
import AegoScore
import Foundation

/// What a watch of the sensors reports, as a view, as plain lines, or as JSON.
struct SensorsText {
  private let report: SensorReport
  private let datagrams: UInt64
  private let overflowed: UInt64
  private let isLocal: Bool
  private let time: Int64

  init(_ report: SensorReport, _ receiver: Receiver, isLocal: Bool, at time: Int64) {
    self.report = report
    self.isLocal = isLocal
    self.time = time
    (datagrams, overflowed) = (receiver.counts.datagrams, receiver.counts.overflowed)
  }

  // MARK: A terminal

  /// Lines for a terminal so wide: a module's figures and its rotation as a bar, the reward, what is wrong.
  func view(columns: Int) -> [String] {
    var lines: [String] = []
    for module in report.modules {
      lines.append(name(module) + figures(module))
      lines.append("    " + bar(module.angle / 180, width: columns - 24) + angle(module))
    }
    if report.modules.isEmpty { lines.append(nothing) }
    lines += [
      "", "reward", "    " + bar(Double(report.reward), width: columns - 24) + number(Double(report.reward), 2),
    ]
    let still = Double(report.stillness) / 1e9
    lines.append(still >= 1 ? "    still for \(number(still, 0).drop { $0 == "+" }) s" : "")
    let problems = problems
    if !problems.isEmpty { lines += [""] + problems }
    lines += ["", "Return takes the rest pose anew, Ctrl-C ends"]
    return lines.map { String($0.prefix(columns - 1)) }
  }

  /// A bar from -1 on the left over 0 in the middle to 1 on the right.
  private func bar(_ value: Double, width: Int) -> String {
    let half = max(4, min(40, width / 2))
    let filled = min(half, Int((abs(value) * Double(half)).rounded()))
    let (full, empty) = (String(repeating: "█", count: filled), String(repeating: "─", count: half - filled))
    let whole = String(repeating: "─", count: half)
    return value < 0 ? "├\(empty)\(full)┼\(whole)┤ " : "├\(whole)┼\(full)\(empty)┤ "
  }

  private func angle(_ module: SensorReport.Module) -> String {
    if module.isSilent { return "silent" }
    return module.hasRestPose ? number(module.angle, 0) + "°" : "hold it still"
  }

  private func name(_ module: SensorReport.Module) -> String {
    let name = module.id.isEmpty ? "\(module.family)" : "\(module.family) \(module.id)"
    let arms = module.arms.map { "\($0)" }.joined(separator: " and ")
    return "\(name), \(arms.isEmpty ? "on no arm" : arms): "
  }

  private func figures(_ module: SensorReport.Module) -> String {
    var parts = [
      "\(Int(module.rate.rounded())) a second", String(format: "jitter %.1f ms", module.jitter),
      String(format: "longest gap %.0f ms", module.longestGap),
    ]
    if let battery = module.battery {
      parts.append(
        battery <= 1 ? "battery \(Int((battery * 100).rounded())) %" : String(format: "battery %.2f V", battery))
    }
    let pressed = module.buttons.indices.filter { module.buttons[$0] }.map { "\($0 + 1)" }
    if !pressed.isEmpty { parts.append("button \(pressed.joined(separator: " and ")) pressed") }
    if module.overtaken > 0 { parts.append("\(module.overtaken) overtaken") }
    return parts.joined(separator: ", ")
  }

  private func number(_ value: Double, _ digits: Int) -> String { String(format: "%+.\(digits)f", value) }

  private var nothing: String {
    let hint = isLocal ? "; only this machine is listened to: --listen any hears the network" : ""
    return datagrams == 0 ? "nothing has arrived\(hint)" : "no module is heard\(hint)"
  }

  // MARK: What is wrong

  private var problems: [String] {
    var lines = report.useless.map { address in
      let times = "\(address.count) from \(address.path)"
      return switch address.reason {
      case .unknownAddress: "nobody knows this address: \(times)" + near(address.path)
      case .wrongArguments:
        "other arguments than the address has: \(times)"
          + (ExpectedArguments.words(address.path, Vocabulary()).map { "; it has \($0)" } ?? "")
      case .notFinite: "no number or beyond all numbers: \(times)"
      default: "\(address.reason): \(times)"
      }
    }
    if report.malformed > 0 { lines.append("no OSC: \(report.malformed)") }
    if overflowed > 0 { lines.append("came faster than they could be taken: \(overflowed) packets") }
    return lines
  }

  private func near(_ path: String) -> String {
    nearestAddress(to: path).map { "; near to \($0)" } ?? ""
  }

  // MARK: Plain lines

  /// A line a module, one for the reward, one for each thing that is wrong.
  var plain: String {
    var lines = report.modules.map { module in
      let turned = module.isSilent ? "" : String(format: ", %.0f°/s", module.speed)
      return name(module) + figures(module) + ", " + angle(module) + turned
    }
    if report.modules.isEmpty { lines.append(nothing) }
    lines.append("reward \(number(Double(report.reward), 2)), \(report.commands) commands")
    return (lines + problems).map { clock + " " + $0 }.joined(separator: "\n")
  }

  private var clock: String { ScoreTime.clock(time) }

  // MARK: JSON

  /// One object on one line.
  var json: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    let data = try? encoder.encode(Record(self))
    return data.map { String(decoding: $0, as: UTF8.self) } ?? "{}"
  }

  private struct Record: Encodable {
    struct Module: Encodable {
      let source: String
      let id: String
      let arms: [String]
      let messages: Int
      let rate: Double
      let jitter_ms: Double
      let longest_gap_ms: Double
      let battery: Double?
      let angle: Double
      let speed: Double
      let rest: Bool
      let silent: Bool
      let buttons: [Bool]
      let overtaken: Int
    }

    struct Useless: Encodable {
      let address: String
      let count: Int
      let why: String
      let near: String?
    }

    let t: Int64
    let modules: [Module]
    let reward: Float
    let stillness: Int64
    let commands: Int
    let malformed: Int
    let packets: UInt64
    let overflowed: UInt64
    let useless: [Useless]

    init(_ text: SensorsText) {
      t = text.time
      modules = text.report.modules.map { module in
        Module(
          source: "\(module.family)", id: module.id, arms: module.arms.map { "\($0)" }, messages: module.messages,
          rate: module.rate, jitter_ms: module.jitter, longest_gap_ms: module.longestGap, battery: module.battery,
          angle: module.angle, speed: module.speed, rest: module.hasRestPose, silent: module.isSilent,
          buttons: module.buttons, overtaken: module.overtaken)
      }
      reward = text.report.reward
      stillness = text.report.stillness
      commands = text.report.commands
      malformed = text.report.malformed
      (packets, overflowed) = (text.datagrams, text.overflowed)
      useless = text.report.useless.map { address in
        let near = address.reason == .unknownAddress ? nearestAddress(to: address.path) : nil
        return Useless(address: address.path, count: address.count, why: "\(address.reason)", near: near)
      }
    }
  }
}
