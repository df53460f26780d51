import AegoScore
import AegoServing
import Foundation

/// The word that lets the network in, kept for an evening, so that pages find a program that was started again.
enum KeptToken {
  /// How long it is good for, in seconds from when it was drawn.
  static let lifetime: TimeInterval = 12 * 3600

  /// The one of this evening, or one that is drawn now and kept where only this user can read it.
  ///
  /// Where it cannot be kept it is good for this start alone.
  static var current: String {
    if let kept { return kept }
    let drawn = ServingSettings.word + ServingSettings.word
    keep(drawn)
    return drawn
  }

  private static var kept: String? {
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
      let drawn = attributes[.modificationDate] as? Date, let rights = attributes[.posixPermissions] as? Int,
      rights & 0o077 == 0, (0..<lifetime).contains(Date().timeIntervalSince(drawn)),
      let text = try? String(contentsOfFile: path, encoding: .utf8), text.count == 32, text.allSatisfy(\.isHexDigit)
    else { return nil }
    return text
  }

  /// Nobody else reads the file, nor what stands beside it until it is whole.
  private static func keep(_ token: String) {
    let mask = umask(0o077)
    defer { umask(mask) }
    let folder = (path as NSString).deletingLastPathComponent
    try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try? writeText(token, to: path)
  }

  /// Where programs keep their state for a user (XDG Base Directory Specification).
  private static var path: String {
    let environment = ProcessInfo.processInfo.environment
    let state = environment["XDG_STATE_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    return (state ?? NSHomeDirectory() + "/.local/state") + "/aego/token"
  }
}
