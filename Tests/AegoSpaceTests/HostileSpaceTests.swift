import AegoNetwork
import AegoNumerics
import AegoTestSupport
import Foundation
import Testing

@testable import AegoSpace

@Suite struct HostileSpaceTests {
  /// What a damaged disk, a broken download or an enemy makes of a file.
  private static func mutated(_ bytes: [UInt8], _ random: inout RandomStream) -> [UInt8] {
    var bytes = bytes
    let header = 8 + bytes.prefix(8).reversed().reduce(0) { $0 << 8 | Int($1) }
    for _ in 0...random.below(2) {
      guard !bytes.isEmpty else { return bytes }
      // Most of what can go wrong is in the header.
      let place = random.below(random.below(2) == 0 ? bytes.count : min(header, bytes.count))
      switch random.below(7) {
      case 0: bytes[place] ^= 1 << UInt8(random.below(8))
      case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
      case 2: bytes.removeSubrange(place..<min(bytes.count, place + 1 + random.below(20)))
      case 3: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 1 + random.below(60))], at: place)
      case 4 where random.below(4) == 0: bytes.removeLast(bytes.count - place)
      case 5:
        let pieces = [
          "9", "-", "0", "[", "{", "\"", ":", ",", "null", "1e99", "99999999999999999999", "\\u0000", "nan",
        ]
        bytes.insert(contentsOf: Array(pieces[random.below(pieces.count)].utf8), at: place)
      default: bytes[place] = [UInt8(ascii: "9"), 0xff, 0x7f, 0, UInt8(ascii: "]")][random.below(5)]
      }
    }
    return bytes
  }

  @Test func `thousands of damaged files are each read or refused, and what is read decodes`() throws {
    try withFolder { folder in
      var texts = SpaceFixture.file()
      texts.metadata["sounds"] = "[{\"name\": \"a.wav\", \"z\": [0, 1, 2]}]"
      var random = RandomStream(seed: 1, name: "mutations")
      var (read, refused) = (0, 0)
      for precision in [Safetensors.Precision.half, .single] {
        let whole = texts.encoded(precision)
        for _ in 0..<1500 {
          try Data(Self.mutated(whole, &random)).write(to: URL(fileURLWithPath: "\(folder)/a"))
          do throws(SpaceError) {
            let space = try LatentSpace.load(path: "\(folder)/a")
            _ = try space.sounds(path: "a")
            var spectrum = [Float](repeating: 0, count: space.bins)
            SpaceDecoder(space).decode(position: [Float](repeating: 0.5, count: space.latent), into: &spectrum)
            let isFinite = spectrum.allSatisfy(\.isFinite)
            #expect(isFinite)
            read += 1
          } catch {
            #expect(error.description.hasPrefix("\(error.isOfSounds ? "" : folder + "/")a: "))
            refused += 1
          }
        }
      }
      // Both happen often, or the mutations are not worth their name.
      #expect(read > 200)
      #expect(refused > 1500)
    }
  }

  @Test func `a space without sounds has none, and a wrong list says what is wrong`() throws {
    var file = SpaceFixture.file()
    #expect(try LatentSpace(file, path: "a").sounds(path: "a").isEmpty)
    file.metadata["sounds"] = "[{\"name\": \"c/d.wav\", \"z\": [2.5, -1, 0]}]"
    // z = home + (2p - 1) · range
    let sounds = try LatentSpace(file, path: "a").sounds(path: "a")
    #expect(sounds == [PlacedSound(name: "c/d.wav", position: [1, 0.5, 0.375])])
    for (text, what) in [
      ("{}", "no JSON list of names and z"), ("[{\"name\": \"a\"}]", "no JSON list of names and z"),
      ("[{\"name\": \"a\", \"z\": [1, 2]}]", "of other axes: a has 2 numbers for 3"),
      ("[{\"name\": \"a\", \"z\": [1, 2, 1e99]}]", "no JSON list of names and z"),
    ] {
      file.metadata["sounds"] = text
      let space = try LatentSpace(file, path: "a")
      let error = #expect(throws: SpaceError.self) { try space.sounds(path: "a.safetensors") }
      #expect(error?.description == "a.safetensors: not a latent space that can be played: its sounds are \(what)")
    }
  }
}

extension SpaceError {
  /// Whether it speaks of the list of sounds.
  fileprivate var isOfSounds: Bool { description.contains(": its sounds are ") }
}
