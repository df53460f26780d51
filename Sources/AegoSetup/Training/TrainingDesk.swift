import AegoNumerics
import AegoServing
import AegoTraining
import Foundation
import Synchronization

/// Trains a space of a folder of sounds, one at a time, and tells how far it is.
final class TrainingDesk: SetupPart {
  private let folder: ScoreFolder
  private let board: Noticeboard
  private let settings: TrainingSettings
  private let queue: RequestQueue
  private let job = Mutex<TrainingJob?>(nil)

  /// A desk where nothing is trained yet, and how spaces are, but for the number of axes.
  init(_ folder: ScoreFolder, _ board: Noticeboard, settings: TrainingSettings = TrainingSettings()) {
    (self.folder, self.board, self.settings) = (folder, board, settings)
    queue = RequestQueue("training", board)
  }

  let types: Set<String> = ["folders", "train", "finish", "cancel"]

  var greeting: [String] { job.withLock { $0.map { [$0.json] } ?? [] } }

  func take(_ request: SetupRequest, from page: Int) {
    queue.take(request, from: page) { [self] in
      switch request.type {
      case "folders": return list
      case "train": try train(request)
      case "finish": job.withLock { $0 }?.end(.finish)
      default: job.withLock { $0 }?.end(.cancel)
      }
      return nil
    }
  }

  func stop() { job.withLock { $0 }?.end(.cancel) }

  private var list: String {
    JSONObject().text("type", "folders").list(
      "folders",
      SoundFolders.below(folder.path).map { JSONObject().text("name", $0.name).number("sounds", $0.sounds).closed }
    ).closed
  }

  private func train(_ request: SetupRequest) throws(SetupError) {
    let sounds = try request.needed(request.folder, "folder")
    guard SoundFolders.below(folder.path).contains(where: { $0.name == sounds }) else {
      throw .badRequest("\(sounds.prefix(80)) is no folder of sounds below the one that was opened")
    }
    let name = try request.needed(request.space, "space")
    guard (1...60).contains(name.utf8.count), name.utf8.allSatisfy({ TrainingDesk.isPlain($0) }) else {
      throw .badRequest("a space's file has a name of letters, digits, - and _")
    }
    let axes = request.dimensions?.first ?? settings.dimensions
    guard (1...32).contains(axes) else { throw .badRequest("a space has 1 to 32 axes") }
    let score = try folder.path(of: request.needed(request.name, "name"))
    let spaces = parentFolder(of: score) + "/spaces"
    let path = "\(spaces)/\(name).safetensors"
    guard !FileManager.default.fileExists(atPath: path) else {
      throw .badRequest("spaces/\(name).safetensors is there already; choose another name")
    }
    guard (try? FileManager.default.createDirectory(atPath: spaces, withIntermediateDirectories: true)) != nil else {
      throw .unwritable(path: "spaces", reason: "the folder cannot be made")
    }
    var settings = settings
    (settings.dimensions, settings.dataset) = (axes, (sounds as NSString).lastPathComponent)
    let next = TrainingJob(
      sounds: folder.path + "/" + sounds, output: path, file: "spaces/\(name).safetensors", space: name, settings, board
    )
    let isFree = job.withLock { job in
      guard job?.isOver != false else { return false }
      job = next
      return true
    }
    guard isFree else { throw .badRequest("a space is being trained already; one at a time") }
    next.start()
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
    default: false
    }
  }
}
