import AegoTestSupport
import Foundation
import Testing

@testable import AegoNetwork

@Suite struct SafetensorsTests {
  static let example = Safetensors(
    tensors: [
      "a.weight": .init(shape: [2, 3], values: [1, -2, 0.5, 65504, -0.333, 6e-8]),
      "a.bias": .init(shape: [2], values: [0, 1e-3]), "scalar": .init(shape: [], values: [7]),
    ], metadata: ["format": "x", "text": "a \"quoted\" \\ line\nand ægo"])

  @Test func `single precision comes back exactly`() throws {
    try withFolder { folder in
      try Self.example.write(path: "\(folder)/a.safetensors", precision: .single)
      #expect(try Safetensors.read(path: "\(folder)/a.safetensors") == Self.example)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.safetensors"])
    }
  }

  @Test(arguments: [Safetensors.Precision.half, .single])
  func `an independent parser reads the same file`(precision: Safetensors.Precision) throws {
    try withFolder { folder in
      try Self.example.write(path: "\(folder)/a.safetensors", precision: precision)
      let script = """
        import struct, json, sys, numpy
        data = open(sys.argv[1], "rb").read()
        length, = struct.unpack("<Q", data[:8])
        assert length % 8 == 0
        header = json.loads(data[8:8 + length].decode())
        assert header.pop("__metadata__") == {"format": "x", "text": 'a "quoted" \\\\ line\\nand ægo'}
        kinds = {"F16": numpy.float16, "F32": numpy.float32}
        for name, entry in sorted(header.items()):
          begin, end = entry["data_offsets"]
          numbers = numpy.frombuffer(data[8 + length + begin:8 + length + end], kinds[entry["dtype"]])
          expected = {"a.weight": [1, -2, 0.5, 65504, -0.333, 6e-8], "a.bias": [0, 1e-3], "scalar": [7]}[name]
          assert (numbers == numpy.array(expected, kinds[entry["dtype"]])).all(), name
          print(name, entry["shape"], entry["dtype"])
        """
      let said = try outside("python3", ["-c", script, "\(folder)/a.safetensors"])
      #expect(
        said
          == "a.bias [2] \(precision.rawValue)\na.weight [2, 3] \(precision.rawValue)\nscalar [] \(precision.rawValue)\n"
      )
    }
  }

  @Test func `half precision is widened as numpy widens it`() throws {
    try withFolder { folder in
      let script = """
        import struct, json, sys, numpy
        bits = numpy.arange(65536, dtype=numpy.uint16)
        bits = bits[numpy.isfinite(bits.view(numpy.float16))]
        header = json.dumps({"x": {"dtype": "F16", "shape": [len(bits)], "data_offsets": [0, 2 * len(bits)]}}).encode()
        open(sys.argv[1], "wb").write(struct.pack("<Q", len(header)) + header + bits.tobytes())
        bits.view(numpy.float16).astype(numpy.float32).tofile(sys.argv[2])
        """
      _ = try outside("python3", ["-c", script, "\(folder)/a.safetensors", "\(folder)/wide"])
      let wide = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/wide"))
      let read = try Safetensors.read(path: "\(folder)/a.safetensors")
      let values = try #require(read.tensors["x"]?.values)
      #expect(values.count == wide.count / 4)
      #expect(values.withUnsafeBytes { Data($0) } == wide)
    }
  }

  /// A file of these parts, and what is said of it.
  struct Damage: CustomTestStringConvertible {
    var what: String
    var header: String
    var length: UInt64?
    var numbers: [UInt8] = []
    var testDescription: String { what }
    var bytes: [UInt8] {
      let count = length ?? UInt64(header.utf8.count)
      return (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * UInt64($0))) } + Array(header.utf8) + numbers
    }
  }

  static let damages = [
    Damage(
      what: "its header would be 18446744073709551615 bytes long; at most 1048576 are read", header: "{}", length: .max),
    Damage(what: "its header is 4000 bytes long, but only 2 bytes follow", header: "{}", length: 4000),
    Damage(what: "its header is not the JSON of a safetensors file", header: "{\"x\":3}"),
    Damage(what: "its header is not the JSON of a safetensors file", header: "{\"__metadata__\":{\"a\":1}}"),
    Damage(what: "its header is not the JSON of a safetensors file", header: String(repeating: "[", count: 100_000)),
    Damage(
      what: "x holds numbers of type I64; F16 and F32 are read",
      header: "{\"x\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}", numbers: [0, 0, 0, 0, 0, 0, 0, 0]),
    Damage(
      what: "x has the shape [4000000000, 4000000000], larger than the file",
      header: "{\"x\":{\"dtype\":\"F32\",\"shape\":[4000000000,4000000000],\"data_offsets\":[0,4]}}",
      numbers: [0, 0, 0, 0]),
    Damage(
      what: "x has the shape [-1], larger than the file",
      header: "{\"x\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", numbers: [0, 0, 0, 0]),
    Damage(
      what: "x of shape [2] needs 8 bytes, not 4",
      header: "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]}}", numbers: [0, 0, 0, 0]),
    Damage(
      what: "it is truncated: its tensors take 8 bytes, but only 4 bytes follow the header",
      header: "{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", numbers: [0, 0, 0, 0]),
    Damage(
      what: "y lies at bytes [0, 4] of 4, where 4 should come next",
      header: "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
        + "\"y\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
      numbers: [0, 0, 0, 0]),
    Damage(
      what: "its header names something twice, or says more of a tensor than type, shape and place",
      header: "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
        + "\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}",
      numbers: [0, 0, 0, 0]),
    Damage(
      what: "its header names something twice, or says more of a tensor than type, shape and place",
      header: "{\"__metadata__\":{\"a:\\\":\":\"1\",\"a:\\\":\":\"2\"}}"),
    Damage(
      what: "x lies at bytes [-4, 0] of 4, where 0 should come next",
      header: "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}", numbers: [0, 0, 0, 0]),
    Damage(
      what: "x lies at bytes [4] of 4, where 0 should come next",
      header: "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4]}}", numbers: [0, 0, 0, 0]),
    Damage(
      what: "its tensors take 4 bytes, but 5 bytes follow the header",
      header: "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", numbers: [0, 0, 0, 0, 0]),
    Damage(
      what: "x holds a number that is not finite",
      header: "{\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", numbers: [0, 0, 0xc0, 0x7f]),
    Damage(
      what: "x holds a number that is not finite",
      header: "{\"x\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[0,2]}}", numbers: [0, 0x7c]),
  ]

  @Test(arguments: damages) func `a damaged file is refused with what is wrong`(damage: Damage) throws {
    try withFolder { folder in
      let path = "\(folder)/a.safetensors"
      try Data(damage.bytes).write(to: URL(fileURLWithPath: path))
      let error = #expect(throws: SafetensorsError.self) { try Safetensors.read(path: path) }
      #expect(error?.description == "\(path): damaged, or no safetensors file: \(damage.what)")
    }
  }

  @Test func `empty tensors take no room, whatever their names`() throws {
    try withFolder { folder in
      let file = Safetensors(tensors: [
        "a": .init(shape: [2], values: [1, 2]), "b": .init(shape: [0, 3], values: []),
        "c": .init(shape: [1], values: [3]),
      ])
      try file.write(path: "\(folder)/a", precision: .half)
      #expect(try Safetensors.read(path: "\(folder)/a") == file)
      let header = """
        {"z":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}
        """
      try Data(Damage(what: "", header: header, numbers: [0, 0, 0x80, 0x3f]).bytes)
        .write(to: URL(fileURLWithPath: "\(folder)/b"))
      #expect(try Safetensors.read(path: "\(folder)/b").tensors["a"]?.values == [1])
    }
  }

  @Test func `a pipe is refused without waiting for it`() throws {
    try withFolder { folder in
      #expect(mkfifo("\(folder)/pipe", 0o600) == 0)
      let error = #expect(throws: SafetensorsError.self) { try Safetensors.read(path: "\(folder)/pipe") }
      #expect(error?.description == "\(folder)/pipe: cannot be read: it is not a file")
    }
  }

  @Test func `a file cut anywhere is refused`() throws {
    try withFolder { folder in
      let bytes = Self.example.encoded(.half)
      for count in 0..<bytes.count {
        try Data(bytes.prefix(count)).write(to: URL(fileURLWithPath: "\(folder)/a"))
        #expect(throws: SafetensorsError.self) { try Safetensors.read(path: "\(folder)/a") }
      }
    }
  }

  @Test func `a file with any one byte changed is read or refused`() throws {
    try withFolder { folder in
      let bytes = Self.example.encoded(.half)
      var refused = 0
      for place in bytes.indices {
        for change in [UInt8(1), 0x10, 0x80] {
          var changed = bytes
          changed[place] ^= change
          try Data(changed).write(to: URL(fileURLWithPath: "\(folder)/a"))
          do { _ = try Safetensors.read(path: "\(folder)/a") } catch { refused += 1 }
        }
      }
      #expect(refused > bytes.count)
    }
  }

  @Test func `limits, missing files and folders are told apart`() throws {
    try withFolder { folder in
      try Self.example.write(path: "\(folder)/a", precision: .single)
      func message(_ path: String, _ limits: Safetensors.Limits = .init()) -> String? {
        #expect(throws: SafetensorsError.self) { try Safetensors.read(path: path, limits: limits) }?.description
      }
      #expect(message("\(folder)/none") == "\(folder)/none: cannot be read: No such file or directory")
      #expect(message(folder) == "\(folder): cannot be read: it is not a file")
      let size = Self.example.encoded(.single).count
      #expect(
        message("\(folder)/a", .init(file: 100))
          == "\(folder)/a: damaged, or no safetensors file: it is \(size) bytes long; at most 100 are read")
      let error = #expect(throws: SafetensorsError.self) {
        try Self.example.write(path: "\(folder)/no/a", precision: .half)
      }
      #expect(error?.description == "\(folder)/no/a: cannot be written: No such file or directory")
    }
  }
}
