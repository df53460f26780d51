import AegoPerformance
import ArgumentParser
import Foundation

/// The command `aego`: its subcommands and nothing else.
@main struct Aego: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "aego",
    abstract: "A score-driven performance sequencer: score, reward, agent, latent space, spectrum, sound.",
    version: "ægo \(Version.text), engine \(Performance.engine)",
    subcommands: [
      New.self, SetupCommand.self, Check.self, Explain.self, SchemaCommand.self, TimelineCommand.self, Play.self,
      Render.self, ReplayCommand.self, FilmCommand.self, Train.self, Space.self, Sensors.self, StreamCommand.self,
      Devices.self, DoctorCommand.self,
      Bench.self,
    ])

  /// Runs a subcommand and ends with the exit status of `docs/formats.md`: 2 for a wrong usage.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let status = exitCode(for: error).rawValue
      let message = fullMessage(for: error)
      if !message.isEmpty {
        let text = message + "\n"
        if status == 0 { print(text, terminator: "") } else { standardError(text) }
      }
      Foundation.exit(status == ExitCode.validationFailure.rawValue ? 2 : status)
    }
  }
}
