import AegoNumerics
import AegoServing
import AegoSetup
import ArgumentParser
import Foundation

/// `aego setup`: the page on which a composer prepares a piece.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract: "Prepare a piece in the browser: its score, its spaces, its sensors.",
    discussion: """
      Serves a page until Ctrl-C. What it changes it writes into scores of the folder, as aego play reads them. See \
      docs/setup.md. Exit status: 0 done, 2 wrong usage, 3 a file or port could not be used.
      """)

  @Argument(
    help: "A score, or a folder with scores in it or in its folder Scores. (default: this folder)",
    completion: .file(extensions: ["yaml", "yml"]))
  var score = "."

  @Option(help: "The page's port; 0 for any that is free.")
  var port: UInt16 = 8081

  @Option(
    help: ArgumentHelp(
      "An address of this machine to serve on, or any: who is to ask then needs the address that is printed, with its token.",
      valueName: "address"))
  var listen = "127.0.0.1"

  func run() throws {
    try reportingFailures {
      var settings = ServingSettings(asked: listen, port: port)
      let server = try server(&settings)
      Interrupts.watch()
      server.start()
      let address = settings.address(of: "/setup", port: server.port)
      print("setup: \(address)")
      fflush(nil)
      if settings.token != nil, let code = QRCode.lines(address) { standardError(code.joined(separator: "\n") + "\n") }
      while Interrupts.count == 0 { poll(nil, 0, 100) }
      server.stop()
    }
  }

  /// The server, at another port where the one asked for is taken.
  private func server(_ settings: inout ServingSettings) throws(SetupError) -> SetupServer {
    let (folder, name) = try opened()
    let run = ServingSettings.word
    do {
      return try SetupServer(settings, folder: folder, score: name, run: run)
    } catch {
      guard case .unavailable(_, let taken, let reason) = error, taken != 0 else { throw error }
      standardError("setup: port \(taken): \(reason); taking another\n")
    }
    settings.port = 0
    return try SetupServer(settings, folder: folder, score: name, run: run)
  }

  /// The folder that is opened, and the score's name in it; nil where none is named.
  private func opened() throws(SetupError) -> (ScoreFolder, String?) {
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: score, isDirectory: &isFolder), isFolder.boolValue {
      return (try ScoreFolder(path: score), nil)
    }
    let folder = try ScoreFolder(path: parentFolder(of: score))
    let name = (score as NSString).lastPathComponent
    _ = try folder.path(of: name)
    guard FileManager.default.fileExists(atPath: score) else {
      throw .unreadable(path: score, reason: "there is no such file; aego new TITLE writes one")
    }
    return (folder, name)
  }
}
