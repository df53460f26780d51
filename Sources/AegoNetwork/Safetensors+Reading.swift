import Foundation

extension Safetensors {
  /// Reads a file and checks all of it: sizes, places, types, and that every number is finite.
  public static func read(path: String, limits: Limits = Limits()) throws(SafetensorsError) -> Safetensors {
    let bytes = try contents(of: path, limit: limits.file)
    func damaged(_ what: String) -> SafetensorsError { .damaged(path: path, what: what) }
    guard bytes.count >= 8 else {
      throw damaged("it ends after \(bytes.count) bytes, within the header's length")
    }
    let length = bytes.prefix(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(limits.header) else {
      throw damaged("its header would be \(length) bytes long; at most \(limits.header) are read")
    }
    guard Int(length) <= bytes.count - 8 else {
      throw damaged("its header is \(length) bytes long, but only \(bytes.count - 8) bytes follow")
    }
    let header = Data(bytes[8..<8 + Int(length)])
    let numbers = bytes[(8 + Int(length))...]
    do {
      return try decode(header: header, numbers: numbers)
    } catch {
      throw damaged(error.what)
    }
  }

  /// What is wrong with a header, in words.
  private struct Flaw: Error { var what: String }

  /// The file's bytes, unless it is longer than the limit.
  private static func contents(of path: String, limit: Int) throws(SafetensorsError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, reason: String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else {
      throw .unreadable(path: path, reason: String(cString: strerror(errno)))
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path: path, reason: "it is not a file") }
    let size = Int(status.st_size)
    guard size <= limit else {
      throw .damaged(path: path, what: "it is \(size) bytes long; at most \(limit) are read")
    }
    var bytes = [UInt8](repeating: 0, count: size)
    var done = 0
    while done < size {
      let got = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress.map { $0 + done }, size - done, done) }
      guard got > 0 else {
        throw .unreadable(path: path, reason: got < 0 ? String(cString: strerror(errno)) : "it shrank while read")
      }
      done += got
    }
    return bytes
  }

  /// One tensor's line in the header.
  private struct Entry: Decodable {
    var dtype: String
    var shape: [Int]
    var data_offsets: [Int]
  }

  /// The header's keys: tensors, and one object of texts.
  private struct Header: Decodable {
    var tensors: [String: Entry] = [:]
    var metadata: [String: String] = [:]

    private struct Key: CodingKey {
      var stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: Key.self)
      for key in container.allKeys {
        if key.stringValue == "__metadata__" {
          metadata = try container.decode([String: String].self, forKey: key)
        } else {
          tensors[key.stringValue] = try container.decode(Entry.self, forKey: key)
        }
      }
    }
  }

  private static func decode(header: Data, numbers: ArraySlice<UInt8>) throws(Flaw) -> Safetensors {
    let parsed: Header
    do {
      parsed = try JSONDecoder().decode(Header.self, from: header)
    } catch {
      throw Flaw(what: "its header is not the JSON of a safetensors file")
    }
    var result = Safetensors(metadata: parsed.metadata)
    var end = 0
    let ordered = parsed.tensors.sorted {
      ($0.value.data_offsets.first ?? 0, $0.key) < ($1.value.data_offsets.first ?? 0, $1.key)
    }
    for (name, entry) in ordered {
      result.tensors[name] = try tensor(name, entry, numbers, after: end)
      end = entry.data_offsets[1]
    }
    guard end == numbers.count else {
      throw Flaw(what: "its tensors take \(end) bytes, but \(numbers.count) bytes follow the header")
    }
    return result
  }

  /// Checks a tensor's place, which begins where the one before ended, and reads it.
  private static func tensor(
    _ name: String, _ entry: Entry, _ numbers: ArraySlice<UInt8>, after end: Int
  ) throws(Flaw) -> Tensor {
    guard let precision = Precision(rawValue: entry.dtype) else {
      throw Flaw(what: "\(name) holds numbers of type \(entry.dtype); F16 and F32 are read")
    }
    var count = 1
    for length in entry.shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow, product <= numbers.count else {
        throw Flaw(what: "\(name) has the shape \(entry.shape), larger than the file")
      }
      count = product
    }
    let place = entry.data_offsets
    guard place.count == 2, place[0] == end, place[1] >= place[0], place[1] <= numbers.count else {
      throw Flaw(what: "\(name) lies at bytes \(place) of \(numbers.count), where \(end) should come next")
    }
    guard place[1] - place[0] == count * precision.bytes else {
      throw Flaw(
        what: "\(name) of shape \(entry.shape) needs \(count * precision.bytes) bytes, not \(place[1] - place[0])")
    }
    let values = precision.values(numbers, at: numbers.startIndex + place[0], count: count)
    guard values.allSatisfy(\.isFinite) else { throw Flaw(what: "\(name) holds a number that is not finite") }
    return Tensor(shape: entry.shape, values: values)
  }
}

extension Safetensors.Precision {
  /// `count` numbers from little-endian bytes.
  fileprivate func values(_ bytes: ArraySlice<UInt8>, at start: Int, count: Int) -> [Float] {
    bytes.withUnsafeBytes { raw in
      let offset = start - bytes.startIndex
      return (0..<count).map { index in
        switch self {
        case .half:
          let bits = raw.loadUnaligned(fromByteOffset: offset + 2 * index, as: UInt16.self)
          return Float(Float16(bitPattern: UInt16(littleEndian: bits)))
        case .single:
          let bits = raw.loadUnaligned(fromByteOffset: offset + 4 * index, as: UInt32.self)
          return Float(bitPattern: UInt32(littleEndian: bits))
        }
      }
    }
  }
}
