import AegoNumerics
import Foundation

extension Safetensors {
  /// The bytes of the file; the same tensors and texts always give the same bytes.
  ///
  /// Numbers beyond half precision's range, and numbers that are not finite, are a programmer's mistake.
  public func encoded(_ precision: Precision) -> [UInt8] {
    var header: [String] = []
    if !metadata.isEmpty {
      let texts = metadata.sorted { $0.key < $1.key }.map {
        "\(JSONString.quoted($0.key)):\(JSONString.quoted($0.value))"
      }
      header.append("\"__metadata__\":{\(texts.joined(separator: ","))}")
    }
    var numbers: [UInt8] = []
    for (name, tensor) in tensors.sorted(by: { $0.key < $1.key }) {
      let start = numbers.count
      for value in tensor.values { precision.append(value, to: &numbers) }
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      header.append(
        "\(JSONString.quoted(name)):{\"dtype\":\"\(precision.rawValue)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(start),\(numbers.count)]}")
    }
    var text = Array("{\(header.joined(separator: ","))}".utf8)
    // The numbers begin at a multiple of 8 bytes.
    while text.count % 8 != 0 { text.append(UInt8(ascii: " ")) }
    let length = UInt64(text.count)
    return (0..<8).map { UInt8(truncatingIfNeeded: length >> (8 * UInt64($0))) } + text + numbers
  }

  /// Writes the file beside its place and moves it there once it is whole and on the disk.
  public func write(path: String, precision: Precision) throws(SafetensorsError) {
    guard let path = OutputFile.place(path) else { throw .unwritable(path: path, reason: OutputFile.refusal) }
    let bytes = encoded(precision)
    let temporary = "\(path).\(getpid()).part"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: String(cString: strerror(errno))) }
    var done = 0
    while done < bytes.count {
      let put = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done) }
      if put < 0 && errno == EINTR { continue }
      guard put > 0 else { break }
      done += put
    }
    let whole = done == bytes.count && fsync(descriptor) == 0
    let reason = String(cString: strerror(errno))
    close(descriptor)
    guard whole, rename(temporary, path) == 0 else {
      let said = whole ? String(cString: strerror(errno)) : reason
      unlink(temporary)
      throw .unwritable(path: path, reason: said)
    }
  }
}

extension Safetensors.Precision {
  /// The number's little-endian bytes.
  fileprivate func append(_ value: Float, to bytes: inout [UInt8]) {
    precondition(value.isFinite, "a tensor holds finite numbers")
    switch self {
    case .half:
      let half = Float16(value)
      precondition(half.isFinite, "\(value) is beyond half precision")
      bytes.append(UInt8(truncatingIfNeeded: half.bitPattern))
      bytes.append(UInt8(truncatingIfNeeded: half.bitPattern >> 8))
    case .single:
      for shift in stride(from: 0, to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(shift)))
      }
    }
  }
}
