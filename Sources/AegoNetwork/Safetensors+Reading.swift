extension Safetensors {
  /// Reads a file and checks all of it: sizes, places, types, and that every number is finite.
  ///
  /// The header is checked against the file's length before memory is asked for the numbers.
  public static func read(path: String, limits: Limits = Limits()) throws(SafetensorsError) -> Safetensors {
    let file = try InputFile(path: path)
    func damaged(_ what: String) -> SafetensorsError { .damaged(path: path, what: what) }
    guard file.size <= limits.file else {
      throw damaged("it is \(file.size) bytes long; at most \(limits.file) are read")
    }
    guard file.size >= 8 else { throw damaged("it ends after \(file.size) bytes, within the header's length") }
    let length = try file.bytes(at: 0, count: 8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(limits.header) else {
      throw damaged("its header would be \(length) bytes long; at most \(limits.header) are read")
    }
    let begin = 8 + Int(length)
    guard begin <= file.size else {
      throw damaged("its header is \(length) bytes long, but only \(file.size - 8) bytes follow")
    }
    let json = try file.bytes(at: 8, count: Int(length))
    let header: SafetensorsHeader
    do throws(SafetensorsHeader.Flaw) {
      header = try SafetensorsHeader(json, room: file.size - begin)
    } catch {
      throw damaged(error.what)
    }
    var result = Safetensors(metadata: header.texts)
    for entry in header.entries {
      let bytes = try file.bytes(at: begin + entry.start, count: entry.count * entry.precision.bytes)
      let values = entry.precision.values(bytes, count: entry.count)
      guard values.allSatisfy({ $0.isFinite }) else { throw damaged("\(entry.name) holds a number that is not finite") }
      result.tensors[entry.name] = Tensor(shape: entry.shape, values: values)
    }
    return result
  }
}

extension Safetensors.Precision {
  /// `count` numbers from little-endian bytes.
  fileprivate func values(_ bytes: [UInt8], count: Int) -> [Float] {
    [Float](unsafeUninitializedCapacity: count) { values, written in
      bytes.withUnsafeBytes { raw in
        switch self {
        case .half:
          for index in 0..<count {
            let bits = raw.loadUnaligned(fromByteOffset: 2 * index, as: UInt16.self)
            values.initializeElement(at: index, to: HalfPrecision.widened(UInt16(littleEndian: bits)))
          }
        case .single:
          for index in 0..<count {
            let bits = raw.loadUnaligned(fromByteOffset: 4 * index, as: UInt32.self)
            values.initializeElement(at: index, to: Float(bitPattern: UInt32(littleEndian: bits)))
          }
        }
      }
      written = count
    }
  }
}
