/// Named tensors and text, as a safetensors file holds them.
///
/// The file: the header's length (8 bytes, little-endian), the header (JSON: each tensor's type, shape and place in
/// the bytes that follow, and `__metadata__`), the numbers. Layout after the format's description by Hugging Face.
public struct Safetensors: Sendable, Equatable {
  /// Numbers with a shape.
  public struct Tensor: Sendable, Equatable {
    /// The length along each axis, the slowest first; none for a single number.
    public var shape: [Int]
    /// The numbers, row by row.
    public var values: [Float]

    /// Numbers of a shape whose product is their count.
    public init(shape: [Int], values: [Float]) {
      precondition(shape.reduce(1, *) == values.count, "a tensor has as many numbers as its shape says")
      self.shape = shape
      self.values = values
    }
  }

  /// How numbers stand in the file. Both are read; half precision is widened.
  public enum Precision: String, Sendable, Equatable {
    /// IEEE 754 binary16: 11 significant bits, up to 65504.
    case half = "F16"
    /// IEEE 754 binary32.
    case single = "F32"

    /// The bytes of one number.
    public var bytes: Int { self == .half ? 2 : 4 }
  }

  /// The tensors by name.
  public var tensors: [String: Tensor]
  /// The texts by key.
  public var metadata: [String: String]

  /// Tensors and texts.
  public init(tensors: [String: Tensor] = [:], metadata: [String: String] = [:]) {
    self.tensors = tensors
    self.metadata = metadata
  }

  /// Limits that hold before any memory is asked for.
  public struct Limits: Sendable, Equatable {
    /// The longest file read, in bytes.
    public var file: Int
    /// The longest header read, in bytes.
    public var header: Int

    /// Limits in bytes: by default 256 MiB for the file and 1 MiB for the header.
    public init(file: Int = 256 << 20, header: Int = 1 << 20) {
      self.file = file
      self.header = header
    }
  }
}
