import AegoServing

/// Why there is no stage, or no film.
public enum StageError: Error, Equatable, CustomStringConvertible {
  /// The address is none of this machine's.
  case unknownAddress(String)
  /// The port cannot be listened on.
  case unavailable(address: String, port: UInt16, reason: String)
  /// There is no Chromium.
  case noBrowser
  /// There is no ffmpeg.
  case noEncoder
  /// A program that works for a film has failed; `words` are the last that it said.
  case programFailed(name: String, what: String, words: [String])
  /// The page that draws a film cannot go on.
  case pageFailed(String)
  /// A film is to begin behind its take's end.
  case beyondTake(time: String, take: String, length: String)
  /// A folder for frames has something in it.
  case framesExist(path: String)
  /// A film cannot be written.
  case unwritable(path: String, reason: String)

  init(_ error: ServingError) {
    self =
      switch error {
      case .unknownAddress(let address): .unknownAddress(address)
      case .unavailable(let address, let port, let reason):
        .unavailable(address: address, port: port, reason: reason)
      }
  }

  /// The whole message: place, cause and remedy.
  public var description: String {
    switch self {
    case .unknownAddress(let address):
      "--stage-listen \(address): write an address of this machine such as 192.168.1.5, any for all of them, or "
        + "127.0.0.1 for this machine alone"
    case .unavailable(let address, let port, let reason):
      "stage: \(address) port \(port): \(reason); choose another with --stage-port, or play without by --no-stage"
    case .noBrowser:
      "a film is drawn by Chromium, and there is none here\n  help: install it, on Debian by: apt install chromium"
    case .noEncoder:
      "an .mp4 is made by ffmpeg, and there is none here\n  help: install it, on Debian by: apt install ffmpeg; or name "
        + "a folder for the frames, such as -o frames/"
    case .programFailed(let name, let what, let words):
      "\(name): \(what), so that there is no film" + words.map { "\n  \(name) said: \($0)" }.joined()
    case .pageFailed(let words):
      "the page that draws the film cannot go on: \(words)"
    case .beyondTake(let time, let take, let length):
      "--from \(time): \(take) lasts \(length); choose an earlier time"
    case .framesExist(let path):
      "\(path): there is something in this folder, and frames are never mixed with others; name another one with -o"
    case .unwritable(let path, let reason):
      "\(path): cannot be written: \(reason)"
    }
  }
}
