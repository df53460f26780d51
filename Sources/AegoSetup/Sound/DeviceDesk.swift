import AegoAudio
import AegoServing
import Foundation
import Synchronization

/// Tells what sound devices there are; asking them may take seconds.
final class DeviceDesk: SetupPart {
  private let board: Noticeboard
  private let queue = DispatchQueue(label: "aego.setup.devices")
  private let isAsking = Atomic<Bool>(false)

  /// The rate of the performances.
  private static let rate = 48000

  init(_ board: Noticeboard) { self.board = board }

  let types: Set<String> = ["devices"]

  func take(_ request: SetupRequest, from page: Int) {
    guard !isAsking.exchange(true, ordering: .relaxed) else { return }
    queue.async { [self] in
      let devices = DeviceSurvey.all(rate: DeviceDesk.rate)
      board.add(.text(JSONObject().text("type", "devices").list("devices", devices.prefix(200).map(json)).closed))
      isAsking.store(false, ordering: .relaxed)
    }
  }

  private func json(_ device: DeviceSurvey) -> String {
    JSONObject().text("name", device.name).text("summary", device.summary).raw("plays", "\(plays(device.access))")
      .text("words", words(device.access)).closed
  }

  private func plays(_ access: DeviceSurvey.Access) -> Bool {
    if case .open(let abilities) = access { abilities.rate != .no } else { false }
  }

  private func words(_ access: DeviceSurvey.Access) -> String {
    switch access {
    case .open(let abilities):
      switch abilities.rate {
      case .directly: "plays \(DeviceDesk.rate) Hz"
      case .converted: "plays \(DeviceDesk.rate) Hz, converted"
      case .no: "does not play \(DeviceDesk.rate) Hz under this name"
      }
    case .refused(let error): "does not open: \(String(cString: strerror(error)))"
    case .silent: "does not answer"
    }
  }
}
