import AegoTestSupport
import AegoNetwork
import Foundation
import Testing

@testable import AegoSpace

@Suite struct LatentSpaceTests {
  /// Decodes positions from the file alone, as the format's page describes it.
  static let numpy = """
    import struct, json, sys, numpy as np
    data = open(sys.argv[1], "rb").read()
    length, = struct.unpack("<Q", data[:8])
    header = json.loads(data[8:8 + length])
    meta = header.pop("__metadata__")
    kinds = {"F16": np.float16, "F32": np.float32}
    t = {}
    for name, e in header.items():
      begin, end = e["data_offsets"]
      raw = data[8 + length + begin:8 + length + end]
      t[name] = np.frombuffer(raw, kinds[e["dtype"]]).astype(np.float64).reshape(e["shape"])
    home, half = [np.array([float(v) for v in meta[k].split(",")]) for k in ("home", "range")]
    def linear(x, name): return t[name + ".weight"] @ x + t[name + ".bias"]
    def norm(x, name):
      return (x - x.mean()) / np.sqrt(x.var() + 1e-5) * t[name + ".weight"] + t[name + ".bias"]
    def silu(x): return x / (1 + np.exp(-x))
    def trunk(x, name):
      x = silu(norm(linear(x, name + ".0"), name + ".1"))
      return silu(norm(linear(x, name + ".3"), name + ".4"))
    def decode(p):
      return np.logaddexp(0, linear(trunk(home + (2 * np.array(p) - 1) * half, "decoder"), "decoder.6"))
    def encode(x):
      return ((linear(trunk(np.array(x), "encoder"), "encoder.mean") - home) / half + 1) / 2
    """

  @Test(arguments: [Safetensors.Precision.half, .single])
  func `positions decode and encode as numpy reads the file`(precision: Safetensors.Precision) throws {
    try withFolder { folder in
      let path = "\(folder)/a.safetensors"
      try LatentSpace(SpaceFixture.file(), path: "drawn").save(path: path, precision: precision)
      let space = try LatentSpace.load(path: path)
      let decoder = SpaceDecoder(space)
      let encoder = SpaceEncoder(space)
      #expect(decoder.latent == 3)
      #expect(decoder.bins == 24)
      let positions: [[Float]] = [[0.5, 0.5, 0.5], [0, 0, 0], [1, 1, 1], [0.1, 0.9, 0.3]]
      let script =
        "\(Self.numpy)\nps = \(positions)\nxs = [decode(p) for p in ps]\n"
        + "print(json.dumps([[list(x), list(encode(x))] for x in xs]))"
      let expected = try JSONDecoder().decode(
        [[[Double]]].self, from: Data(outside("python3", ["-c", script, path]).utf8))
      for (position, wanted) in zip(positions, expected) {
        var spectrum = [Float](repeating: 0, count: 24)
        decoder.decode(position: position, into: &spectrum)
        for (x, y) in zip(spectrum, wanted[0]) { #expect(abs(Double(x) - y) < 3e-6) }
        for (x, y) in zip(encoder.encode(spectrum: spectrum), wanted[1]) { #expect(abs(Double(x) - y) < 3e-6) }
      }
    }
  }

  @Test func `what the file says stands in the space`() throws {
    let space = try LatentSpace(SpaceFixture.file(), path: "drawn")
    #expect(space.latent == 3)
    let sizes: [Int] = [space.rate, space.window, space.fft, space.hop, space.bins]
    #expect(sizes == [48000, 64, 64, 8, 24] as [Int])
    #expect(space.home == [0.5, -1, 0.25])
    #expect(space.range == [2, 1.5, 1])
    #expect(space.sensitivity == [3, 2, 1])
    #expect(space.explainedVariance == [0.2, 0.5, 0.9])
    #expect([space.dataset, space.license, space.datasetSHA256, space.seed] == ["drawn", "MIT", "00", "7"])
    #expect([space.quality, space.training] == ["{}", "{}"])
  }

  /// A text changed or removed, and what is said of the space.
  static let texts: [(String, String?, String)] = [
    ("format", nil, "its metadata has no format; a space says aego-space-1"),
    ("format", "aego-space-2", "its format is aego-space-2; this program reads aego-space-1"),
    ("target", "log", "its target is log; this program reads sqrt"),
    ("latent", "33", "its latent is 33; a number of 1 to 32 is needed"),
    ("rate", "fast", "its rate is fast; a number of 8000 to 384000 is needed"),
    ("hop", "65", "its hop is 65; a number of 1 to 64 is needed"),
    ("bins", "34", "its bins is 34; a number of 1 to 33 is needed"),
    ("window", "128", "a window of 128 in a transform of 64 samples; both must be of one length"),
    ("window", "32", "a window of 32 in a transform of 64 samples; both must be of one length"),
    ("hop", "12", "a frame of 64 samples each 12; the hop must be a multiple of 8 and divide the frame by 4 or more"),
    ("hop", "24", "a frame of 64 samples each 24; the hop must be a multiple of 8 and divide the frame by 4 or more"),
    ("hop", "32", "a frame of 64 samples each 32; the hop must be a multiple of 8 and divide the frame by 4 or more"),
    ("bins", "20", "20 bins of a transform of 64; a multiple of 8 up to 32 is needed"),
    ("bins", "33", "33 bins of a transform of 64; a multiple of 8 up to 32 is needed"),
    ("home", "1,2", "its home has 2 numbers for 3 axes"),
    ("home", "1,nan,2", "its home has nan in it; a number is needed"),
    ("range", "1,,2", "its range has nothing in it; a number above 0.0 is needed"),
    ("range", "1,0,2", "its range has 0 in it; a number above 0.0 is needed"),
    ("license", nil, "its metadata has no license"),
  ]

  @Test(arguments: texts) func `unsuitable metadata is refused`(key: String, text: String?, what: String) {
    var file = SpaceFixture.file()
    file.metadata[key] = text
    let error = #expect(throws: SpaceError.self) { try LatentSpace(file, path: "a.safetensors") }
    #expect(error?.description == "a.safetensors: not a latent space that can be played: \(what)")
  }

  /// A tensor changed in shape or removed, and what is said of the space.
  static let shapes: [(String, [Int]?, String)] = [
    ("decoder.0.weight", nil, "decoder.0 is missing before decoder.1"),
    ("decoder.3.weight", nil, "decoder.2 is missing before decoder.4"),
    ("decoder.3.bias", nil, "it has no decoder.3.bias"),
    ("decoder.6.weight", nil, "its decoder must end in a Linear to 24 bins"),
    ("decoder.0.weight", [12, 4], "decoder.0 has shapes [12, 4] and [12]; a Linear from 3 to 12 has [12, 3] and [12]"),
    ("decoder.4.weight", [11], "decoder.4 has shapes [11] and [12]; a LayerNorm of 12 has [12]"),
    ("encoder.mean.weight", nil, "it has no encoder.mean.weight"),
    (
      "encoder.logvar.bias", [4],
      "encoder.logvar has shapes [3, 12] and [4]; a Linear from 12 to 3 has [3, 12] and [3]"
    ),
  ]

  @Test(arguments: shapes) func `tensors that do not fit are refused`(name: String, shape: [Int]?, what: String) {
    var file = SpaceFixture.file()
    file.tensors[name] = shape.map { .init(shape: $0, values: [Float](repeating: 1, count: $0.reduce(1, *))) }
    let error = #expect(throws: SpaceError.self) { try LatentSpace(file, path: "a.safetensors") }
    #expect(error?.description == "a.safetensors: this latent space is damaged: \(what)")
  }

  /// The factor on a tensor, and what is said of the space.
  static let overflows: [(String, Float, String)] = [
    ("decoder.6.bias", 1e20, "it decodes home to no finite spectrum"),
    ("decoder.6.weight", 1e30, "it decodes home to no finite spectrum"),
  ]

  @Test(arguments: overflows)
  func `weights whose products are beyond all bounds are refused`(name: String, factor: Float, what: String) throws {
    var file = SpaceFixture.file()
    let tensor = try #require(file.tensors[name])
    file.tensors[name] = .init(shape: tensor.shape, values: tensor.values.map { $0 * factor })
    let error = #expect(throws: SpaceError.self) { try LatentSpace(file, path: "a.safetensors") }
    #expect(error?.description == "a.safetensors: this latent space is damaged: \(what)")
  }

  /// What a file tells of its training, and the frequencies that it means.
  static let bands: [(String, ClosedRange<Double>)] = [
    ("{}", 0...18000), ("trained", 0...18000), ("{\"frequencies\": [80.0, 8000.0]}", 80...8000),
    ("{\"frequencies\": [80, 1e300]}", 80...18000), ("{\"frequencies\": [8000, 80]}", 0...18000),
    ("{\"frequencies\": [-1, 80]}", 0...18000), ("{\"frequencies\": [19000, 20000]}", 0...18000),
    ("{\"frequencies\": [80]}", 0...18000),
  ]

  @Test(arguments: bands)
  func `a space knows its band of frequencies`(training: String, band: ClosedRange<Double>) throws {
    var file = SpaceFixture.file()
    file.metadata["training"] = training
    #expect(try LatentSpace(file, path: "a").frequencies == band)
  }

  @Test func `a missing and a truncated file are told apart`() throws {
    try withFolder { folder in
      let missing = #expect(throws: SpaceError.self) { try LatentSpace.load(path: "\(folder)/none") }
      #expect(missing?.description == "\(folder)/none: cannot be read: No such file or directory")
      let bytes = SpaceFixture.file().encoded(.half)
      try Data(bytes.dropLast(100)).write(to: URL(fileURLWithPath: "\(folder)/cut"))
      let cut = #expect(throws: SpaceError.self) { try LatentSpace.load(path: "\(folder)/cut") }
      // Half precision: two bytes a number.
      let numbers = 2 * SpaceFixture.file().tensors.values.reduce(0) { $0 + $1.values.count }
      #expect(
        cut?.description == "\(folder)/cut: this latent space is damaged: it is truncated: its tensors take "
          + "\(numbers) bytes, but only \(numbers - 100) bytes follow the header")
    }
  }
}
