import AegoServing
import AegoTestSupport
import Testing

@Suite struct QRCodeTests {
  @Test func `a QR code is read back by another program`() throws {
    let text = "http://192.168.1.5:8080/console?token=0123456789abcdef0123456789abcdef"
    let lines = try #require(QRCode.lines(text))
    #expect(Set(lines.map(\.count)).count == 1)
    try withFolder { folder in
      // As a terminal shows it: a module four pixels wide and high, light where the character is.
      var rows: [[Bool]] = []
      for line in lines {
        rows.append(line.map { $0 == "█" || $0 == "▀" })
        rows.append(line.map { $0 == "█" || $0 == "▄" })
      }
      var picture = "P1\n\(4 * rows[0].count) \(4 * rows.count)\n"
      for row in rows {
        let drawn = row.map { String(repeating: $0 ? "0" : "1", count: 4) }.joined()
        picture += String(repeating: drawn + "\n", count: 4)
      }
      try picture.write(toFile: folder + "/code.pbm", atomically: true, encoding: .utf8)
      #expect(try outside("zbarimg", ["-q", "--raw", folder + "/code.pbm"]) == text + "\n")
    }
  }
}
