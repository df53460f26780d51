import AegoAudio
import AegoMIDI
import ArgumentParser
import Foundation

/// `aego devices`: what sound devices there are, and what each can play; where MIDI comes from.
struct Devices: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what sound devices there are, what each can play, which one play takes, and where MIDI comes from.",
    discussion: """
      Each device is opened for a moment and nothing is played. Exit status: 0 done, also where there is no device; 2 \
      wrong usage.
      """)

  @Option(help: "text for a person; json for a program.")
  var format = ScoreFormat.text

  /// The rate of the performances.
  private static let rate = 48000

  func run() throws {
    let devices = DeviceSurvey.all(rate: Devices.rate)
    switch format {
    case .text:
      let midi = MIDIWords.text(Result { () throws(MIDIError) in try MIDIInput.ports() })
      print((devices.map(DeviceWords.text) + [DeviceWords.choice(devices), midi]).joined(separator: "\n\n"))
    case .json:
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .withoutEscapingSlashes, .sortedKeys]
      let ports = (try? MIDIInput.ports()) ?? []
      let records = devices.map(DeviceRecord.init) + ports.map(DeviceRecord.init)
      print(String(decoding: try encoder.encode(records), as: UTF8.self))
    }
  }
}

/// A device as a program reads it.
private struct DeviceRecord: Encodable {
  /// sound or MIDI.
  let kind: String
  let name: String
  let summary: String
  /// Where ALSA's sequencer has a MIDI port, as `aconnect` takes it.
  var address: String?
  let isDefault: Bool
  let opens: Bool
  /// Why it does not open.
  var reason: String?
  var formats: [String]?
  var rates: [Int]?
  /// How 48000 Hz is played: directly, converted or no.
  var plays48000: String?
  var channels: [Int]?
  var leastPeriodFrames: Int?
  var leastBufferFrames: Int?

  init(_ port: MIDIPort) {
    (kind, name, summary) = ("MIDI", port.name, port.isHardware ? "a device" : "a program")
    (address, isDefault, opens) = (port.address.description, false, true)
  }

  init(_ device: DeviceSurvey) {
    kind = "sound"
    (name, summary, isDefault) = (device.name, device.summary, device.name == AudioDevices.systemChoice)
    guard case .open(let abilities) = device.access else {
      opens = false
      reason = DeviceWords.refusal(device.access)
      return
    }
    opens = true
    (formats, plays48000) = (abilities.formats, abilities.rate.rawValue)
    rates = [abilities.rates.lowerBound, abilities.rates.upperBound]
    channels = [abilities.channels.lowerBound, abilities.channels.upperBound]
    (leastPeriodFrames, leastBufferFrames) = (abilities.leastPeriod, abilities.leastBuffer)
  }
}

/// A device in words, at most 80 columns wide.
private enum DeviceWords {
  /// The name, what it is, and what it can do or why it does not open.
  static func text(_ device: DeviceSurvey) -> String {
    let isDefault = device.name == AudioDevices.systemChoice
    let summary = [device.summary, isDefault ? "the system's choice" : ""].filter { !$0.isEmpty }.joined(
      separator: ", ")
    var lines = [device.name]
    if !summary.isEmpty { lines += wrapped(summary) }
    switch device.access {
    case .open(let abilities): lines += sentences(abilities).flatMap(wrapped)
    case .refused, .silent: lines += wrapped("cannot be opened: " + refusal(device.access))
    }
    return lines.joined(separator: "\n")
  }

  /// Which one is played on.
  static func choice(_ devices: [DeviceSurvey]) -> String {
    // ALSA's null is always there, and nobody hears it.
    let others = devices.filter { ![AudioDevices.systemChoice, "null"].contains($0.name) && $0.opens }
    if devices.first(where: { $0.name == AudioDevices.systemChoice })?.opens == true {
      return "play takes default, unless --device names another."
    }
    return others.isEmpty
      ? "There is no sound device: play is silent and keeps time by the clock."
      : "The system has no default device: play is silent and keeps time by the clock,\nunless --device names one."
  }

  /// Why a device does not open.
  static func refusal(_ access: DeviceSurvey.Access) -> String {
    switch access {
    case .open: ""
    case .silent: "it does not answer"
    case .refused(let number):
      switch number {
      case EBUSY: "busy, another program plays on it"
      case ENOENT, ENODEV, ENXIO: "it is not there"
      case EACCES, EPERM: "not allowed, join the group audio and log in again"
      case ECONNREFUSED: "its sound server does not run"
      default: String(cString: strerror(number)).lowercased()
      }
    }
  }

  private static func sentences(_ abilities: DeviceSurvey.Abilities) -> [String] {
    let rates = range(abilities.rates, any: 1_000_000)
    let rate =
      switch abilities.rate {
      case .directly: abilities.rates.count == 1 ? "48000 Hz only" : "48000 Hz directly, of \(rates) Hz"
      case .converted: "48000 Hz converted by ALSA"
      case .no: "\(rates) Hz: play has ALSA convert"
      }
    let formats = abilities.formats.isEmpty ? "none of ours: play has ALSA convert" : list(abilities.formats)
    return [
      "plays \(rate)",
      "\(range(abilities.channels, any: 1000)) channels"
        + (abilities.takesStereo ? "" : ": play has ALSA use the first two"),
      "samples: \(formats)",
      "least period \(frames(abilities.leastPeriod)), least queue \(frames(abilities.leastBuffer))",
    ]
  }

  private static func list(_ words: [String]) -> String { words.joined(separator: ", ") }

  /// A range of numbers; beyond `any` there is no limit worth naming.
  private static func range(_ numbers: ClosedRange<Int>, any: Int) -> String {
    if numbers.count == 1 { return "\(numbers.lowerBound)" }
    return numbers.upperBound > any
      ? "\(numbers.lowerBound) and more" : "\(numbers.lowerBound) to \(numbers.upperBound)"
  }

  private static func frames(_ count: Int) -> String {
    count <= 1 ? "any" : String(format: "%d frames (%.1f ms)", count, Double(count) / 48)
  }

  /// Lines of at most 80 columns, set in by four.
  private static func wrapped(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= 80 {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append("    " + word)
      }
    }
    return lines
  }
}

extension DeviceSurvey {
  fileprivate var opens: Bool {
    if case .open = access { true } else { false }
  }
}
