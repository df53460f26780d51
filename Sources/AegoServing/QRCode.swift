import CQREncode

/// A text as a QR code (ISO/IEC 18004) for the terminal, by libqrencode.
public enum QRCode {
  /// Lines of block characters, two modules high each, light on dark as the standard has them dark on light: a terminal
  /// is dark, and phones read either; with the margin of four modules that the standard asks for.
  ///
  /// - Parameter text: at most some hundred characters.
  /// - Returns: nil where the text is too long.
  public static func lines(_ text: String) -> [String]? {
    guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_L) else { return nil }
    defer { QRcode_free(code) }
    let width = Int(code.pointee.width)
    guard let data = code.pointee.data else { return nil }
    let margin = 4
    func isDark(_ row: Int, _ column: Int) -> Bool {
      guard (0..<width).contains(row), (0..<width).contains(column) else { return false }
      return data[row * width + column] & 1 == 1
    }
    return stride(from: -margin, to: width + margin, by: 2).map { row in
      String(
        (-margin..<width + margin).map { column -> Character in
          switch (isDark(row, column), isDark(row + 1, column)) {
          case (false, false): "█"
          case (false, true): "▀"
          case (true, false): "▄"
          case (true, true): " "
          }
        })
    }
  }
}
