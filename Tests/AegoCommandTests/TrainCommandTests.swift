import Foundation
import Testing

@Suite struct TrainCommandTests {
  /// A bench with a folder of six short sounds.
  static func bench() throws -> Bench {
    let bench = try Bench()
    try FileManager.default.createDirectory(atPath: bench.path + "/sounds", withIntermediateDirectories: true)
    for (index, frequency) in [220, 330, 440, 220, 330, 440].enumerated() {
      let made = try bench.run(
        "sox", ["-R", "-n", "-r", "48000", "sounds/\(index).wav", "synth", "0.3", "sawtooth", "\(frequency)"])
      #expect(made.status == 0)
    }
    return bench
  }

  private static let options = ["--hidden", "16", "--epochs", "40", "--batch", "16", "--dimensions", "2"]

  private func train(_ bench: Bench, _ output: String, _ more: String...) throws -> Outcome {
    try bench.run(Bench.program, ["train", "sounds", "-o", output] + Self.options + more)
  }

  @Test func `an interrupted training leaves the best so far, and goes on as if it had never stopped`() throws {
    let bench = try Self.bench()
    let whole = try train(bench, "whole.safetensors")
    #expect(whole.status == 0)
    #expect(whole.output.hasPrefix("whole.safetensors: sounds\n"))
    // Many more steps than it gets: it is interrupted when it has kept its state for the first time.
    let script = """
      "$0" train sounds -o part.safetensors --hidden 16 --epochs 2000 --batch 16 --dimensions 2 > printed 2> errors &
      until [ -e part.safetensors.unfinished ]; do kill -0 $! || exit 1; done
      kill -INT $!
      until grep -q ^training printed; do :; done
      """
    let part = try bench.run("sh", ["-c", script, Bench.program])
    #expect(part.status == 0)
    let printed = try String(contentsOfFile: bench.path + "/printed", encoding: .utf8)
    #expect(printed.hasPrefix("part.safetensors: sounds\n"))
    let said = try String(contentsOfFile: bench.path + "/errors", encoding: .utf8)
    #expect(said.contains("; --resume goes on from part.safetensors.unfinished\n"))
    let other = try train(bench, "part.safetensors", "--resume")
    #expect(other.status == 1)
    #expect(other.errors.contains("this training was begun otherwise: epochs was 2000, now 40; "))
    #expect(bench.has("part.safetensors.unfinished"))
  }

  @Test func `what is left of a training is the space alone`() throws {
    let bench = try Self.bench()
    _ = try train(bench, "space.safetensors")
    #expect(bench.names.filter { $0.contains("space.") } == ["space.safetensors"])
    let none = try train(bench, "space.safetensors", "--resume")
    #expect(none.status == 1)
    #expect(
      none.errors.hasSuffix(
        "error: space.safetensors.unfinished: there is no such file, so no unfinished training to go on with; "
          + "train without --resume\n"))
  }

  @Test(arguments: [
    (["--hidden", "500,512"], "The value '500,512' is invalid for '--hidden <hidden>'"),
    (["--batch", "1"], "A step has 2 to 4096 frames."),
    (["--nesting", "2"], "Nesting is 0 to 1."),
    (["--blur", "11"], "The blur is 0 to 10 standard deviations."),
    (["--dimensions", "33"], "A space has 1 to 32 dimensions."),
    (["--pitch-class", "C,H"], "The value 'C,H' is invalid for '--pitch-class <pitch-class>'"),
    (["--frequencies", "8000..80"], "The value '8000..80' is invalid for '--frequencies <frequencies>'"),
    (["--augment", "80"], "Copies are 1 to 50 hundredths of a semitone higher and lower."),
    (["--held-out", "0"], "The part held out is 0.01 to 0.5 of the sounds."),
    (["--unseen-pitches", "0.6"], "The part of unseen pitches is 0 (none) to 0.5 of the sounds."),
    (["--frames", "5"], "A space learns from 100 to 1000000 frames."),
  ])
  func `an option beyond its range ends with 2 and says what it may be`(wrong: [String], message: String) throws {
    let bench = try Bench()
    let outcome = try bench.run(Bench.program, ["train", ".", "-o", "x.safetensors"] + wrong)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }
}
