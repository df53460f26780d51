import Foundation

/// The header of a safetensors file: what each tensor is and where its numbers lie, and the texts.
struct SafetensorsHeader {
  /// What is wrong with a file, in words.
  struct Flaw: Error { var what: String }

  /// A tensor whose type, shape and place agree.
  struct Entry {
    var name: String
    var precision: Safetensors.Precision
    var shape: [Int]
    /// How many numbers it has.
    var count: Int
    /// Where they begin, in bytes after the header.
    var start: Int
  }

  /// The tensors in the order of their numbers, which they fill without a gap.
  var entries: [Entry] = []
  /// The texts by key.
  var texts: [String: String]

  /// Reads a header and checks it against the room for numbers.
  ///
  /// - Parameters:
  ///   - json: the header's bytes.
  ///   - room: how many bytes follow it.
  /// - Throws: what is wrong.
  init(_ json: [UInt8], room: Int) throws(Flaw) {
    let lines: Lines
    do {
      lines = try JSONDecoder().decode(Lines.self, from: Data(json))
    } catch {
      throw Flaw(what: "its header is not the JSON of a safetensors file")
    }
    // A parser keeps one of two values of the same key, and each program another one.
    guard SafetensorsHeader.pairs(json) == lines.pairs else {
      throw Flaw(what: "its header names something twice, or says more of a tensor than type, shape and place")
    }
    texts = lines.texts ?? [:]
    let ordered = lines.tensors.sorted {
      ($0.value.first, $0.value.last, $0.key) < ($1.value.first, $1.value.last, $1.key)
    }
    let needed = lines.tensors.values.lazy.map(\.last).max() ?? 0
    guard needed <= room else {
      throw Flaw(what: "it is truncated: its tensors take \(needed) bytes, but only \(room) bytes follow the header")
    }
    var end = 0
    for (name, line) in ordered {
      entries.append(try line.entry(name, after: end, room: room))
      end = line.data_offsets[1]
    }
    guard end == room else {
      throw Flaw(what: "its tensors take \(end) bytes, but \(room) bytes follow the header")
    }
  }

  /// How many pairs of key and value a JSON text has: the colons outside of its strings.
  private static func pairs(_ json: [UInt8]) -> Int {
    var (count, isInString, isEscaped) = (0, false, false)
    for byte in json {
      switch byte {
      case _ where isEscaped: isEscaped = false
      case UInt8(ascii: "\\"): isEscaped = isInString
      case UInt8(ascii: "\""): isInString.toggle()
      case UInt8(ascii: ":") where !isInString: count += 1
      default: break
      }
    }
    return count
  }
}

/// One tensor's line.
private struct Line: Decodable {
  var dtype: String
  var shape: [Int]
  var data_offsets: [Int]

  // Tensors stand in the order of their bytes: first by where they begin, then, for empty ones, by where they end.
  var first: Int { data_offsets.first ?? 0 }
  var last: Int { data_offsets.last ?? 0 }

  /// Checks type, shape and the place, which begins where the tensor before ended.
  func entry(_ name: String, after end: Int, room: Int) throws(SafetensorsHeader.Flaw) -> SafetensorsHeader.Entry {
    guard let precision = Safetensors.Precision(rawValue: dtype) else {
      throw .init(what: "\(name) holds numbers of type \(dtype); F16 and F32 are read")
    }
    var count = 1
    for length in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: length)
      guard length >= 0, !overflow, product <= room else {
        throw .init(what: "\(name) has the shape \(shape), larger than the file")
      }
      count = product
    }
    let place = data_offsets
    guard place.count == 2, place[0] == end, place[1] >= end, place[1] <= room else {
      throw .init(what: "\(name) lies at bytes \(place) of \(room), where \(end) should come next")
    }
    guard place[1] - end == count * precision.bytes else {
      throw .init(what: "\(name) of shape \(shape) needs \(count * precision.bytes) bytes, not \(place[1] - end)")
    }
    return .init(name: name, precision: precision, shape: shape, count: count, start: end)
  }
}

/// The header's keys: tensors, and one object of texts.
private struct Lines: Decodable {
  var tensors: [String: Line] = [:]
  var texts: [String: String]?

  /// How many pairs of key and value were understood.
  var pairs: Int { 4 * tensors.count + (texts.map { $0.count + 1 } ?? 0) }

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
        texts = try container.decode([String: String].self, forKey: key)
      } else {
        tensors[key.stringValue] = try container.decode(Line.self, forKey: key)
      }
    }
  }
}
