import AegoServing

/// Whether projection and console can be served where they are asked for.
struct StageExamination: Examination {
  let settings: ServingSettings?

  init(_ concert: Concert) { settings = concert.stage }

  func findings() -> [Finding] {
    guard let settings else { return [] }
    do throws(ServingError) {
      let port = try PageServer.freePort(settings)
      return [.ok("stage", "TCP \(port) is free on \(settings.address == "any" ? "every address" : settings.address)")]
    } catch {
      return [StageExamination.finding(error)]
    }
  }

  private static func finding(_ error: ServingError) -> Finding {
    switch error {
    case .unknownAddress(let address):
      .warning(
        "stage", "\(address) is no address of this machine: the piece is played without projection and console",
        help: "--stage-listen any, or one that `ip address` lists")
    case .unavailable(let address, let port, let reason):
      .warning(
        "stage", "\(address) port \(port): \(reason); play takes another port, which no page expects",
        help: "end what serves there, or choose another with --stage-port")
    }
  }
}
