import AegoTestSupport
import Foundation
import Testing

@testable import AegoSpace

@Suite struct SpaceMapTests {
  /// The fixture with sounds of hostile names.
  static func space(sounds count: Int = 30) throws -> LatentSpace {
    var file = SpaceFixture.file()
    let names = ["<b>&\\\"'.wav", "flute/\\u0001.wav", "ægo/long long long long long name.aiff", "12.wav"]
    let sounds = (0..<count).map { index in
      "{\"name\": \"\(names[index % 4])\", \"z\": [\(index % 5), \(Double(index) / 10 - 2), 0]}"
    }
    file.metadata["sounds"] = "[\(sounds.joined(separator: ","))]"
    file.metadata["dataset"] = "drawn <&>"
    return try LatentSpace(file, path: "a")
  }

  /// Reads the picture as another program does: XML, and PNG files whose checksums and sizes are right.
  static let reader = """
    import sys, base64, struct, zlib, xml.etree.ElementTree as tree
    root = tree.parse(sys.argv[1]).getroot()
    space = "{http://www.w3.org/2000/svg}"
    assert root.tag == space + "svg"
    for image in root.iter(space + "image"):
      data = base64.b64decode(image.get("href").removeprefix("data:image/png;base64,"), validate=True)
      assert data[:8] == b"\\x89PNG\\r\\n\\x1a\\n"
      place, pixels = 8, b""
      while place < len(data):
        length, name = struct.unpack(">I4s", data[place:place + 8])
        body = data[place + 8:place + 8 + length]
        assert struct.unpack(">I", data[place + 8 + length:place + 12 + length])[0] == zlib.crc32(name + body)
        if name == b"IHDR": width, height = struct.unpack(">II", body[:8])
        if name == b"IDAT": pixels += zlib.decompress(body)
        place += 12 + length
      assert len(pixels) == height * (width + 1)
      print(width, height)
    print("links", sum("http" in value for node in root.iter() for value in node.attrib.values()))
    print("dots", len(list(root.iter(space + "circle"))))
    print([text.text for text in root.iter(space + "text")][:2])
    """

  @Test func `the picture is one that other programs read, with nothing from outside`() throws {
    try withFolder { folder in
      let svg = try SpaceMap(Self.space(), path: "\(folder)/a.safetensors").svg
      try svg.write(toFile: "\(folder)/map.svg", atomically: false, encoding: .utf8)
      let said = try outside("python3", ["-c", Self.reader, "\(folder)/map.svg"])
      // Three strips and one plan; 30 sounds, home's two circles, three groups.
      #expect(said == "72 208\n72 208\n72 208\n64 64\nlinks 0\ndots 35\n['a', 'drawn <&>']\n")
    }
  }

  @Test func `the same space gives the same bytes, with one sound, many or none`() throws {
    for count in [0, 1, 5000] {
      let space = try Self.space(sounds: count)
      let svg = try SpaceMap(space, path: "a").svg
      #expect(try SpaceMap(space, path: "a").svg == svg)
      #expect(svg.utf8.count < 400_000)
    }
  }

  @Test func `low and high frequencies stand where the scale says`() {
    let scale = HearingScale(top: 12_000)
    #expect(scale.height(0) == 0)
    #expect(abs(scale.height(12_000) - 1) < 1e-12)
    for frequency in [20.0, 440, 5000] {
      #expect(abs(scale.frequency(scale.height(frequency)) - frequency) < 1e-6 * frequency)
    }
  }

  @Test func `names do not lie over each other`() {
    var points: [(x: Double, y: Double)] = []
    for place in 0..<200 {
      let (x, y) = (place * 37 % 476, place * 91 % 476)
      points.append((x: Double(x), y: Double(y)))
    }
    let placed = PlanLabels(
      points: points, names: points.indices.map { "sound \($0).wav" }, size: 476, home: (x: 238, y: 238))
    #expect(placed.labels.count > 20)
    for (index, label) in placed.labels.enumerated() {
      #expect(label.x >= 0 && label.x + Double(label.text.count) * 5.5 <= 476)
      for other in placed.labels[..<index] where abs(label.y - other.y) < 12 {
        let (left, right) = label.x < other.x ? (label, other) : (other, label)
        #expect(left.x + Double(left.text.count) * 5.5 <= right.x)
      }
    }
  }
}
