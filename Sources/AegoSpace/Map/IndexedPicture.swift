import AegoNumerics
import Foundation

/// A picture of 256 colours as a PNG file: the same picture gives the same bytes.
struct IndexedPicture {
  var width: Int
  var height: Int
  /// Rows from the top, a colour's number for each pixel.
  var pixels: [UInt8]
  var colours: Palette

  /// The file, as an address that a page or an SVG file holds in itself.
  var address: String { "data:image/png;base64,\(Data(png).base64EncodedString())" }

  /// The file's bytes, after the PNG specification (W3C 2003): colour type 3, no filter, stored blocks.
  var png: [UInt8] {
    var header = bigEndian(UInt32(width)) + bigEndian(UInt32(height))
    header += [8, 3, 0, 0, 0]
    let rows = (0..<height).flatMap { row -> [UInt8] in
      let filter: [UInt8] = [0]
      return filter + pixels[row * width..<(row + 1) * width]
    }
    let palette = colours.entries.flatMap { [$0.red, $0.green, $0.blue] }
    var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    for (name, bytes) in [("IHDR", header), ("PLTE", palette), ("IDAT", stored(rows)), ("IEND", [])] {
      file += chunk(name, bytes)
    }
    return file
  }

  private func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + bytes
    return bigEndian(UInt32(bytes.count)) + body + bigEndian(cyclicChecksum(body))
  }

  /// A zlib stream of blocks that are not compressed (RFC 1950, RFC 1951 section 3.2.4).
  private func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let count = min(65535, bytes.count - start)
      let size = UInt16(count)
      stream.append(start + count == bytes.count ? 1 : 0)
      for number in [size, ~size] { stream += [UInt8(number & 0xff), UInt8(number >> 8)] }
      stream += bytes[start..<start + count]
      start += count
    } while start < bytes.count
    return stream + bigEndian(adler(bytes))
  }

  private func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> UInt32($0)) }
  }

  /// Adler-32 (RFC 1950, section 9).
  private func adler(_ bytes: [UInt8]) -> UInt32 {
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      a = (a + UInt32(byte)) % 65521
      b = (b + a) % 65521
    }
    return b << 16 | a
  }

  /// CRC-32 as PNG has it (its annex D).
  private func cyclicChecksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = 0xffff_ffff
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 {
        let isOdd = sum & 1 == 1
        sum >>= 1
        if isOdd { sum ^= 0xedb8_8320 }
      }
    }
    return ~sum
  }
}
