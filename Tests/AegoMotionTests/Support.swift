import Foundation
import Testing

@testable import AegoMotion

/// A folder of its own for a test, taken away with the value.
final class Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "aego-motion-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func path(_ name: String) -> String { url.appending(path: name).path }

  func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: url.appending(path: name))
    return path(name)
  }
}

/// Everything a stream says.
func entries(of text: String) throws -> [StreamEntry] {
  let folder = try Folder()
  return try withExtendedLifetime(folder) { try entries(at: folder.write(text, to: "stream.osc")) }
}

/// Everything that the stream at a path says.
func entries(at path: String) throws -> [StreamEntry] {
  let reader = try StreamReader(path: path)
  var entries: [StreamEntry] = []
  while let entry = try reader.next() { entries.append(entry) }
  return entries
}

/// What another program prints, or nil where the machine does not have it.
func output(of program: String, _ arguments: [String], input: String = "") throws -> String? {
  let folder = try Folder()
  defer { withExtendedLifetime(folder) {} }
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [program] + arguments
  process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: folder.write(input, to: "input")))
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  return process.terminationStatus == 127 ? nil : String(decoding: data, as: UTF8.self)
}

/// A fixture's path.
func fixture(_ name: String) throws -> String {
  try #require(Bundle.module.url(forResource: name, withExtension: nil, subdirectory: "Fixtures")).path
}

/// The beginning of a hop in ns of performance time.
func nanoseconds(ofHop k: Int64) -> Int64 { k * 32_000_000 / 3 }

extension Message: CustomTestStringConvertible {
  /// The message's line, so that a failed test can be read.
  public var testDescription: String { MessageText.line(self, timetag: 0) }
}

/// A small generator for damage that is the same in every run.
struct Draw {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(max(bound, 1)))
  }

  mutating func damage(_ packet: inout [UInt8]) {
    let place = below(packet.count)
    switch below(7) {
    case 0: if !packet.isEmpty { packet[place] = UInt8(below(256)) }
    case 1: if !packet.isEmpty { packet[place] ^= 1 << UInt8(below(8)) }
    case 2: packet.removeLast(min(packet.count, below(24)))
    case 3: packet.insert(contentsOf: (0..<(4 * below(5))).map { _ in UInt8(below(256)) }, at: place)
    case 4:
      let special: [Float] = [
        .nan, .infinity, -.infinity, .greatestFiniteMagnitude, -1e30, .leastNonzeroMagnitude, -0.0, 36001, 1e9,
      ]
      let word = Packet.word(special[below(special.count)].bitPattern)
      if place / 4 * 4 + 4 <= packet.count { packet.replaceSubrange((place / 4 * 4)..<(place / 4 * 4 + 4), with: word) }
    case 5: packet.removeSubrange(place..<min(packet.count, place + 4 * below(4)))
    default: packet += [UInt8](repeating: UInt8(below(256)), count: below(300))
    }
  }
}
