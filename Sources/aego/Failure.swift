import AegoAudio
import AegoMotion
import AegoPerformance
import AegoScore
import AegoSetup
import AegoSoundFile
import AegoSpace
import AegoStage
import AegoTraining
import ArgumentParser

/// Runs a command's work; what it throws is told on standard error and becomes the exit status: 1 where the input is
/// wrong, 2 where the command is, 3 where a file, port or device could not be used.
func reportingFailures(_ work: () throws -> Void) throws {
  do {
    try work()
  } catch let error as ExitCode {
    throw error
  } catch let error as ValidationError {
    // As the parser tells those that it finds itself.
    standardError("Error: \(error)\n")
    throw ExitCode(2)
  } catch {
    guard let status = exitStatus(of: error) else { throw error }
    let text = "\(error)"
    standardError((text.hasPrefix("error") || text.contains(": error") ? "" : "error: ") + text + newline(after: text))
    throw ExitCode(status)
  }
}

/// The exit status of an error of ours; nil for another's.
private func exitStatus(of error: any Error) -> Int32? {
  switch error {
  case ScoreError.invalid: 1
  case is ScoreError: 3
  case MotionError.malformed: 1
  case is MotionError: 3
  case PerformanceError.damagedTake, PerformanceError.missingVersion: 1
  case PerformanceError.unknownScene, PerformanceError.beyondEnd: 2
  case is PerformanceError: 3
  case is SoundFileError: 3
  case SpaceError.damaged, SpaceError.unsuitable: 1
  case is SpaceError: 3
  case TrainingError.unreadable, TrainingError.unwritable: 3
  case is TrainingError: 1
  case is AudioError: 3
  case SetupError.badName: 2
  case is SetupError: 3
  case StageError.beyondTake: 2
  case is StageError: 3
  default: nil
  }
}

private func newline(after text: String) -> String { text.hasSuffix("\n") ? "" : "\n" }
