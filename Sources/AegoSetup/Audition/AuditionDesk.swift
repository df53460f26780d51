import AegoAudio
import AegoNumerics
import AegoPerformance
import AegoScore
import AegoServing
import Foundation
import Synchronization

/// Has a space of the score sound, and tells the pages where it is and what spectrum it has.
///
/// Loading spaces and opening a device take their time on a queue; frames are made where the server asks for news.
final class AuditionDesk: SetupPart {
  private let folder: ScoreFolder
  private let board: Noticeboard
  private let queue: RequestQueue
  private let stand = Stand()
  private let shown = Mutex<AuditionFrames?>(nil)
  /// The page that listens; -1 for none.
  private let listener = Atomic<Int>(-1)

  /// What only the queue uses.
  private final class Stand: @unchecked Sendable {
    var audition: Audition?
    var output: SoundOutput?
    var names: [String] = []
    var sounding: Audition.Sounding?
  }

  init(_ folder: ScoreFolder, _ board: Noticeboard) {
    (self.folder, self.board) = (folder, board)
    queue = RequestQueue("audition", board)
  }

  let types: Set<String> = ["listen", "sound", "place", "silence"]

  func take(_ request: SetupRequest, from page: Int) {
    queue.take(request, from: page) { [self] in
      try obey(request, page)
      return nil
    }
  }

  func lose(_ page: Int) {
    if listener.load(ordering: .relaxed) == page { queue.queue.async { self.silence() } }
  }

  func stop() { queue.queue.sync { silence() } }

  func news(isHeard: Bool) -> [RoomNews] {
    shown.withLock { frames in
      guard let news = frames?.news() else { return [] }
      return isHeard ? news.map { .frame($0) } : []
    }
  }

  // MARK: The queue

  private func obey(_ request: SetupRequest, _ page: Int) throws {
    switch request.type {
    case "listen": try listen(request, page)
    case "silence": silence()
    case "place": stand.audition?.place((request.position ?? []).map(Float.init))
    default:
      guard let audition = stand.audition else { return }
      let sounding = try sounding(request, stand.names)
      guard sounding != stand.sounding else { return }
      guard try audition.sound(sounding) else { throw SetupError.badRequest("too many changes at once; once more") }
      stand.sounding = sounding
      tell("")
    }
  }

  private func listen(_ request: SetupRequest, _ page: Int) throws {
    silence()
    let text = try request.needed(request.text, "text")
    let path = try folder.path(of: request.needed(request.name, "name"))
    let spaces = (ScoreOutline(text: text)?.spaces ?? []).map {
      Audition.Space(name: $0.name, file: $0.file, gain: $0.gain)
    }
    guard !spaces.isEmpty else { throw SetupError.badRequest("this score has no space to listen to") }
    let names = spaces.map(\.name)
    let sounding = try sounding(request, names)
    let audition = try Audition(spaces, folder: parentFolder(of: path), sounding)
    if let position = request.position, position.count == audition.axes[sounding.space] {
      audition.place(position.map(Float.init))
    }
    let (output, words) = try AuditionSound.open(audition.engine, device: request.device)
    try output.start()
    (stand.audition, stand.output, stand.names, stand.sounding) = (audition, output, names, sounding)
    shown.withLock { $0 = AuditionFrames(audition.engine) }
    listener.store(page, ordering: .relaxed)
    tell(words)
  }

  private func silence() {
    guard let audition = stand.audition, let output = stand.output else { return }
    // A device that halts is lost after some seconds, and then a clock pulls: the engine takes its messages again.
    while !audition.stop() { poll(nil, 0, 10) }
    output.join()
    shown.withLock { $0 = nil }
    (stand.audition, stand.output, stand.sounding) = (nil, nil, nil)
    listener.store(-1, ordering: .relaxed)
    tell("")
  }

  private func sounding(_ request: SetupRequest, _ names: [String]) throws(SetupError) -> Audition.Sounding {
    let name = try request.needed(request.space, "space")
    guard let space = names.firstIndex(of: name) else {
      throw .badRequest("the space \(name.prefix(80)) is not among those that were loaded; listen anew")
    }
    let axes = Array(Set(request.dimensions ?? [])).sorted()
    return Audition.Sounding(space: space, dimensions: axes, period: request.period ?? "100ms")
  }

  private func tell(_ words: String) {
    let sounding = stand.sounding
    let axes = sounding.flatMap { stand.audition?.axes[$0.space] }
    board.add(
      .text(
        JSONObject().text("type", "audition").raw("sounds", "\(sounding != nil)")
          .text("space", sounding.map { stand.names[$0.space] }).number("axes", axes)
          .numbers("dimensions", sounding?.dimensions ?? []).text("words", words).closed))
  }
}
